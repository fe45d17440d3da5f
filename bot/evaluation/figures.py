"""Count: every figure of a question set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from bot.evaluation.calibration import calibration
from bot.evaluation.components import components
from bot.evaluation.outcome import Outcome
from bot.evaluation.questions import Item

DEPTHS = (1, 3, 10)
"""Numbers of pages among which the right one is looked for."""


def summarise(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return every figure of a question set, in the shape of `evaluate --json`."""
    return {
        **comparable(outcomes),
        "components": components(outcomes),
        "calibration": calibration(outcomes).to_dict(),
        "items": [outcome.to_dict() for outcome in outcomes],
    }


def comparable(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the figures that any way of answering has."""
    times = [outcome.milliseconds for outcome in outcomes] or [0.0]
    return {
        **_figures(outcomes),
        "recall": _recall(outcomes),
        "latency_ms": {
            "p50": round(float(np.percentile(times, 50)), 1),
            "p95": round(float(np.percentile(times, 95)), 1),
        },
        "by_style": _groups(outcomes, lambda item: item.style),
        "by_type": _groups(outcomes, lambda item: item.kind),
    }


def _figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    asked = [outcome for outcome in outcomes if outcome.item.answerable]
    trick = [outcome for outcome in outcomes if not outcome.item.answerable]
    return {
        "accuracy": share(o.right and o.answered for o in asked),
        "shown_right": share(o.right for o in asked),
        "coverage": share(o.answered for o in asked),
        "wrong_rate": share(o.answered and not o.right for o in asked),
        "false_answer_rate": share(o.answered for o in trick),
    }


def _recall(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Return how often the right page is among the first, for each depth."""
    ranks = [outcome.rank for outcome in outcomes if outcome.item.answerable]
    return {str(depth): share(r is not None and r <= depth for r in ranks) for depth in DEPTHS}


def _groups(
    outcomes: Sequence[Outcome], key: Callable[[Item], str]
) -> Mapping[str, Mapping[str, Any]]:
    """Return the figures of each group of questions."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[key(outcome.item)].append(outcome)
    return {
        name: {
            "questions": len(group),
            "answerable": sum(outcome.item.answerable for outcome in group),
            **_figures(group),
            "recall": _recall(group),
        }
        for name, group in sorted(groups.items())
    }


def share(flags: Iterable[bool]) -> float:
    """Return the share of what is true; 0 of nothing."""
    values = list(flags)
    return round(sum(values) / len(values), 4) if values else 0.0
