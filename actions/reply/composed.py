"""What a page says to a question: the part that answers, and what goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from actions.reply.asked import asked_type, holds
from actions.reply.extract import LONGEST, extract
from actions.reply.years import years_covered, years_in
from actions.search.passage import Passage
from actions.search.reading import Reading
from actions.search.searcher import Searcher

PASSAGES = 12
"""Passages of a page that are read, those around the one that was found."""
_WINDOW, _TYPE, _YEAR = 0.5, 0.01, 0.15
"""Weights of the best window of a passage, of its holding what is asked for, and of its covering a
year the question names, beside its late interaction with the question."""
_CLEARLY = 0.015
"""How much nearer the question another part of the page must be than the one that states a fact."""
_LEAST_ROOM = 100
"""Characters below which nothing more is looked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive sentences or blocks of one passage."""

    passage: Passage
    text: str


def compose(searcher: Searcher, question: str, row: int, room: int = LONGEST) -> tuple[Part, ...]:
    """Return one or two parts of the page that passage `row` is of, the one that answers first.

    The second part matches a word of the question better than the first does.
    """
    first, *others = _readings(searcher, question, row)
    lexical = searcher.index.lexical
    parts = (Part(first.passage, extract(first, question, lexical, room)),)
    left = room - len(parts[0].text)
    if not others or left < _LEAST_ROOM or not _adds(first, others[0]):
        return parts
    more = Part(others[0].passage, extract(others[0], question, lexical, left))
    return (*parts, more) if len(more.text) <= left else parts


def state(searcher: Searcher, question: str, row: int) -> tuple[Part, ...]:
    """Return what a page states that is the authority for a fact.

    It states the fact first; another part is added only where it is clearly nearer the question.
    """
    readings = _readings(searcher, question, row)
    lexical = searcher.index.lexical
    top = searcher.index.passages[min(searcher.page(row, PASSAGES))]
    first = next(reading for reading in readings if reading.passage is top)
    parts = (Part(top, extract(first, question, lexical)),)
    best = readings[0]
    left = LONGEST - len(parts[0].text)
    if _promise(best, question) - _promise(first, question) < _CLEARLY or left < _LEAST_ROOM:
        return parts
    more = Part(best.passage, extract(best, question, lexical, left))
    return (*parts, more) if len(more.text) <= left else parts


def _readings(searcher: Searcher, question: str, row: int) -> list[Reading]:
    """Read the page that a passage is of, the most promising passage first."""
    readings = [searcher.read(question, other) for other in searcher.page(row, PASSAGES)]
    return sorted(readings, key=lambda reading: _promise(reading, question), reverse=True)


def text_of(parts: Sequence[Part]) -> str:
    """Return the parts as one text."""
    return "\n\n".join(part.text for part in parts)


def _promise(reading: Reading, question: str) -> float:
    """Say how well a passage by itself, without the titles above it, matches the question."""
    kind = asked_type(question)
    held = kind is not None and holds(reading.passage.text, kind)
    window = max([reading.dense, *map(float, reading.windows)])
    late = float(reading.weights @ reading.matches.max(axis=1)) if len(reading.weights) else 0.0
    years = years_in(question)
    said = f"{reading.passage.context} {reading.passage.text}" if years else ""
    dated = not years_covered(said).isdisjoint(years)
    return late + _WINDOW * window + _TYPE * held + _YEAR * dated


def _adds(first: Reading, second: Reading) -> bool:
    """Say whether a second passage matches any word of the question better than the first."""
    if not len(first.weights):
        return False
    both = np.maximum(first.matches.max(axis=1), second.matches.max(axis=1))
    return bool(np.any(both > first.matches.max(axis=1)))
