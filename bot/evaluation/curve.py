"""What would happen with another threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.evaluation.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Point:
    """Shares at one threshold: of the answerable questions, and of those without an answer."""

    threshold: float
    right: float
    wrong: float
    false: float


def curve(outcomes: Sequence[Outcome]) -> list[Point]:
    """Return what every threshold gives, from the strictest to none at all."""
    asked = [outcome for outcome in outcomes if outcome.item.answerable]
    trick = [outcome for outcome in outcomes if not outcome.item.answerable]
    levels = sorted({outcome.confidence for outcome in outcomes} | {0.0, 1.01}, reverse=True)
    right = _over(levels, [o.confidence for o in asked if o.candidate_right], len(asked))
    wrong = _over(levels, [o.confidence for o in asked if not o.candidate_right], len(asked))
    false = _over(levels, [o.confidence for o in trick], len(trick))
    return [Point(*row) for row in zip(levels, right, wrong, false, strict=True)]


def _over(levels: Sequence[float], chances: Sequence[float], total: int) -> list[float]:
    """Return, for each level, the share of chances at or above it."""
    ordered = np.sort(np.array(chances))
    counts = len(ordered) - np.searchsorted(ordered, np.array(levels), side="left")
    return [float(count) / max(total, 1) for count in counts]
