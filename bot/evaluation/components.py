"""The parts one by one: finding, refusing, completeness, expected statuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.evaluation.match import contains, same_page
from bot.evaluation.outcome import Outcome

SHOWN = 3
"""Pages that a person can be shown."""


def components(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return a measure of each part."""
    return {
        "retrieval": _retrieval([outcome for outcome in outcomes if outcome.item.urls]),
        "refusal": _refusal(outcomes),
        "completeness": _completeness(outcomes),
        "status": _statuses(outcomes),
    }


def _retrieval(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Judge the first pages found against the pages known to answer."""
    found = wanted = good = met = 0
    for outcome in outcomes:
        urls = [url for _, url in list(dict(_pages(outcome)).items())[:SHOWN]]
        found += len(urls)
        good += sum(any(same_page(url, want) for want in outcome.item.urls) for url in urls)
        wanted += len(outcome.item.urls)
        met += sum(any(same_page(url, want) for url in urls) for want in outcome.item.urls)
    precision, recall = _ratio(good, found), _ratio(met, wanted)
    return {
        "precision": precision,
        "recall": recall,
        "f1": _f(precision, recall, 1),
        "f2": _f(precision, recall, 2),
    }


def _pages(outcome: Outcome) -> Sequence[tuple[str, str | None]]:
    return outcome.said.pages if outcome.said else ()


def _refusal(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Judge the honest noes: were they due, and were they said where they were due?"""
    said = [o for o in outcomes if not o.answered and not o.suggested]
    due = [o for o in outcomes if not o.item.answerable]
    both = sum(not outcome.item.answerable for outcome in said)
    precision, recall = _ratio(both, len(said)), _ratio(both, len(due))
    return {"precision": precision, "recall": recall, "f1": _f(precision, recall, 1)}


def _completeness(outcomes: Sequence[Outcome]) -> float:
    """Return the share of expected facts that the answers hold."""
    asked = [o for o in outcomes if o.answered and o.item.answerable]
    facts = [contains(o.text, must) for o in asked for must in o.item.must]
    return _ratio(sum(facts), len(facts))


def _statuses(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """Judge the questions that expect a particular status."""
    table: dict[str, dict[str, float]] = {}
    for name in sorted({o.item.status for o in outcomes if o.item.status}):
        expected = [o for o in outcomes if o.item.status == name]
        met = sum(o.status == name for o in expected)
        table[name] = {"questions": len(expected), "met": _ratio(met, len(expected))}
    return table


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _f(precision: float, recall: float, beta: int) -> float:
    """Return the F measure that counts recall `beta` times as much as precision."""
    below = beta * beta * precision + recall
    return round((1 + beta * beta) * precision * recall / below, 4) if below else 0.0
