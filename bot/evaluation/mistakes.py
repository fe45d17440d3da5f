"""Every error, with what was found, what was said and what was held back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.library.catalogue import catalogue
from actions.reply.evidence import Weighed
from actions.search.searcher import Hit
from bot.evaluation.match import same_page
from bot.evaluation.outcome import Outcome

SORTS = ("false", "wrong", "missed", "held", "silent")
"""The worst first: to mislead is worse than to say nothing."""
FOUND = 5
"""Passages shown for each error."""
SIGNALS = 4
"""Signals shown for each error."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was retrieved."""

    context: str
    path: str
    wanted: bool
    """Whether its page is one that answers."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error."""

    outcome: Outcome
    found: Sequence[Found]
    signals: Sequence[Weighed]
    rejected: str
    """What would have been said with a lower threshold; empty where it was said."""


@dataclass(frozen=True, slots=True)
class Sort:
    """The errors of one sort."""

    name: str
    title: str
    mistakes: Sequence[Mistake]


def mistakes(outcomes: Sequence[Outcome]) -> list[Sort]:
    """Return the errors by sort, the surest first; sorts without errors are left out."""
    ordered = sorted(outcomes, key=lambda outcome: -outcome.confidence)
    sorts = [
        Sort(name, _title(name), [_mistake(o) for o in ordered if sort_of(o) == name])
        for name in SORTS
    ]
    return [sort for sort in sorts if sort.mistakes]


def sort_of(outcome: Outcome) -> str | None:
    """Name the sort of error; None for what is right, and for an honest no that was due."""
    if not outcome.item.answerable:
        return "false" if outcome.answered else None
    if outcome.right:
        return None
    if outcome.answered:
        return "wrong"
    if outcome.suggested:
        return "missed"
    return "held" if outcome.candidate_right else "silent"


def _mistake(outcome: Outcome) -> Mistake:
    said = outcome.said
    hits = said.hits[:FOUND] if said else ()
    weighed = sorted(said.weighed if said else (), key=lambda one: -abs(one.gain))
    rejected = said.candidate if said and not outcome.answered else ""
    return Mistake(outcome, [_found(outcome, hit) for hit in hits], weighed[:SIGNALS], rejected)


def _found(outcome: Outcome, hit: Hit) -> Found:
    wanted = any(same_page(hit.passage.url, url) for url in outcome.item.urls)
    return Found(hit.passage.context, hit.passage.path, wanted)


def _title(name: str) -> str:
    return catalogue("bot.evaluation").text(f"errors.{name}")
