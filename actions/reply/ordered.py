"""Which of the pages found comes first: the authority for a fact, the newest of several."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from actions.library.kinds import Kind
from actions.reply.asked import same_question
from actions.reply.current import Fact
from actions.reply.when import When, month_of, without_months
from actions.search.french import stems
from actions.search.passage import Passage
from actions.search.searcher import Hit, Searcher

ALIKE = 0.5
"""Share of title words, numbers aside, from which two news items are about the same thing."""
NEAR, NEAR_LATEST = 0.4, 1.5
"""How far behind the best a newer item may be, in fused score: as a rule, and where the newest is
asked for."""


def authorities(searcher: Searcher, question: str, fact: Fact | None) -> list[Hit]:
    """Return the passages of the page that declares a fact that is asked for, the best first."""
    if fact is None or not (fact.alone or fact.now):
        return []
    passages = searcher.index.passages
    rows = [row for row, passage in enumerate(passages) if fact.declared_by(passage)]
    return list(searcher.rank(question, rows))


def first_of(
    question: str, hits: Sequence[Hit], when: When, fact: Fact | None, today: date
) -> tuple[list[Hit], bool]:
    """Return the hits in the order they are shown, and whether staff wrote this very question."""
    written = [hit for hit in hits if same_question(question, hit.passage.questions)]
    if written:
        return [*written, *(hit for hit in hits if hit not in written)], True
    if not when.open:
        return list(hits), False
    near = math.inf if fact and fact.alone else NEAR_LATEST if when.latest else NEAR
    return _newest_first(hits, near, today), False


def _newest_first(hits: Sequence[Hit], near: float, today: date) -> list[Hit]:
    """Put the newest of the news items about the same thing as the best one before it."""
    best = hits[0]
    if best.passage.kind != Kind.ACTUALITE:
        return list(hits)
    same = [
        hit
        for hit in hits
        if hit.signals.fused >= best.signals.fused - near and alike(best.passage, hit.passage)
    ]
    same.sort(key=lambda hit: _age(hit.passage, today))
    return [*same, *(hit for hit in hits if hit not in same)]


def alike(one: Passage, other: Passage) -> bool:
    """Say whether two passages are news of the same thing."""
    if one.kind != other.kind:
        return False
    first, second = _subject(one.title), _subject(other.title)
    return len(first & second) >= ALIKE * max(min(len(first), len(second)), 1)


def _subject(title: str) -> set[str]:
    """Return the stems of a title, without numbers and months."""
    return {stem for stem in stems(without_months(title)) if not stem[0].isdigit()}


def _age(passage: Passage, today: date) -> int:
    """Return how many months old a news item is; one without a date is the oldest."""
    known = month_of(passage, today)
    return 12 * (today.year - known[0]) + today.month - known[1] if known else 12 * today.year
