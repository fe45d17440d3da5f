"""Does a probability of 0.8 mean right four times of five?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from bot.evaluation.outcome import Outcome

BINS = 10
"""Steps of confidence that are counted apart."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions of one step of confidence."""

    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far confidence and truth are apart: squared (Brier), and on average (ECE)."""

    brier: float
    ece: float
    bins: tuple[Bin, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON shape of the report."""
        return asdict(self) | {"bins": [asdict(step) for step in self.bins]}


def calibration(outcomes: Sequence[Outcome]) -> Calibration:
    """Compare the confidence in each candidate with whether it was right."""
    if not outcomes:
        return Calibration(0.0, 0.0, ())
    chance = np.array([outcome.confidence for outcome in outcomes])
    right = np.array([outcome.candidate_right for outcome in outcomes], float)
    steps = np.minimum((chance * BINS).astype(int), BINS - 1)
    bins = tuple(
        Bin(int(there.sum()), _mean(chance[there]), _mean(right[there]))
        for there in (steps == step for step in range(BINS))
        if there.any()
    )
    gap = sum(step.count * abs(step.confidence - step.right) for step in bins) / len(outcomes)
    return Calibration(round(float(np.mean((chance - right) ** 2)), 4), round(gap, 4), bins)


def _mean(values: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    return round(float(values.mean()), 4)
