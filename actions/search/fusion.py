"""One score out of several that have nothing in common but their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
"""One score for each candidate passage, shape (candidates,)."""

WEIGHTS = {
    "dense": 0.1,
    "window": 0.25,
    "question": 0.4,
    "lexical": 0.15,
    "grams": 1.0,
    "late": 1.0,
    "late_question": 0.8,
}
"""Weights of the standardised scores, chosen on development data."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What each way of searching says of one passage."""

    dense: float
    window: float
    question: float
    lexical: float
    grams: float
    late: float
    late_question: float
    weakest: float
    """The match of the question's rarer word that is matched least; no part of the fused score."""
    poorest: float
    """The mean match of the worst matched third of the question; no part of the fused score."""
    lack: float
    """How much better the question's words are matched elsewhere, on average; no part of it."""
    gap: float
    """The same of the rarer word for which it is worst; no part of it."""
    fused: float


def fuse(ways: Mapping[str, Scores]) -> Scores:
    """Return the weighted sum of the standardised scores of each way of searching."""
    total = np.zeros_like(next(iter(ways.values())))
    for name, scores in ways.items():
        if name in WEIGHTS:
            total += WEIGHTS[name] * _standard(scores)
    return total


def _standard(scores: Scores) -> Scores:
    """Centre scores and scale them to unit spread; zeros when they do not differ."""
    spread = float(scores.std())
    if spread < 1e-9:
        return np.zeros_like(scores)
    standard: Scores = (scores - scores.mean()) / spread
    return standard
