"""What the index has for a question, before anybody decides whether it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from actions.library.countries import find_countries
from actions.reply.asked import same_question
from actions.reply.composed import Part, compose, text_of
from actions.reply.evidence import signals
from actions.reply.preferences import preference
from actions.search.searcher import Hit, Searcher


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


def find(searcher: Searcher, question: str, country: str | None = None) -> Found:
    """Search a question; `country` (ISO code) is what the talk is about where it names none."""
    worded = searcher.reword(question)
    named = tuple(match.iso for match in find_countries(question))
    countries = named or ((country,) if country else ())
    prefer = preference(worded.text, countries)
    hits = searcher.search(worded.text, prefer=prefer, others=worded.others)
    written = [hit for hit in hits if same_question(worded.text, hit.passage.questions)]
    hits = [*written, *(hit for hit in hits if hit not in written)]
    parts = compose(searcher, worded.text, hits[0].row)
    excerpt = text_of(parts)
    values = signals(worded.text, hits, excerpt, searcher.index.lexical)
    return Found(worded.text, countries, hits, parts, excerpt, values, bool(written))
