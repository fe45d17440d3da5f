"""What the index has for a question, before anybody decides whether it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from actions.library.countries import find_countries
from actions.reply.composed import Part, compose, state, text_of
from actions.reply.current import Fact, current_fact
from actions.reply.evidence import signals
from actions.reply.languages import language_of
from actions.reply.ordered import authorities, first_of
from actions.reply.preferences import preference
from actions.reply.when import When, when_of
from actions.search.embedding.verifier import UNKNOWN
from actions.search.searcher import Hit, Searcher
from actions.search.wording import Worded


@dataclass(frozen=True, slots=True)
class Found:
    """Passages for a question, best first, what the page of the best says, and its signals."""

    question: str
    """The question as it was searched: short forms written out, slips corrected."""
    countries: tuple[str, ...]
    hits: Sequence[Hit]
    parts: tuple[Part, ...]
    """What the page of the best passage says, as the answer would."""
    excerpt: str
    """The parts as one text."""
    signals: NDArray[np.float64]
    written: bool
    """Whether staff wrote this very question for the best passage."""
    when: When
    fact: Fact | None
    """The current fact that is asked for."""

    @property
    def declared(self) -> bool:
        """Say whether the page that declares the fact comes first, and nothing else is asked."""
        return self.fact is not None and self.fact.answered_by(self.hits[0].passage)


def find(
    searcher: Searcher, question: str, country: str | None = None, today: date | None = None
) -> Found:
    """Search a question; `country` (ISO code) is what the talk is about where it names none."""
    today = today or date.today()
    foreign = language_of(question) is not None
    worded = Worded(question) if foreign else searcher.reword(question)
    named = tuple(match.iso for match in find_countries(question))
    countries = named or ((country,) if country else ())
    when = when_of(worded.text, today)
    fact = current_fact(worded.text, when) or current_fact(question, when)
    prefer = preference(worded.text, countries, when, fact, today)
    found = searcher.search(worded.text, prefer=prefer, others=worded.others)
    hits, written = first_of(worded.text, found, when, fact, today)
    declared = authorities(searcher, worded.text, fact)
    if declared:
        hits = [declared[0], *(hit for hit in hits if hit.row != declared[0].row)]
    parts = (state if declared else compose)(searcher, worded.text, hits[0].row)
    excerpt = text_of(parts)
    reading = searcher.read(worded.text, hits[0].row)
    first = hits[0].passage
    sure = written or (fact is not None and fact.answered_by(first))
    verdict = UNKNOWN if sure else searcher.verify(worded.text, f"{first.title}\n{excerpt}")
    values = signals(worded.text, hits, excerpt, reading, searcher.index.lexical, verdict)
    return Found(worded.text, countries, hits, parts, excerpt, values, written, when, fact)
