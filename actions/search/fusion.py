"""One score out of several that have nothing in common but their order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
"""One score for each candidate passage, shape (candidates,)."""

DENSE = 1.0
WINDOW = 1.0
QUESTION = 0.5
LEXICAL = 0.8
"""Weights of the standardised scores, chosen on the development half of PIAF."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What each way of searching says of one passage."""

    dense: float
    window: float
    question: float
    lexical: float
    fused: float


def fuse(dense: Scores, window: Scores, question: Scores, lexical: Scores) -> Scores:
    """Return the weighted sum of the standardised scores."""
    weighted = (
        (DENSE, dense),
        (WINDOW, window),
        (QUESTION, question),
        (LEXICAL, lexical),
    )
    total = np.zeros_like(dense)
    for weight, scores in weighted:
        total += weight * _standard(scores)
    return total


def _standard(scores: Scores) -> Scores:
    """Centre scores and scale them to unit spread; zeros when they do not differ."""
    spread = float(scores.std())
    if spread < 1e-9:
        return np.zeros_like(scores)
    standard: Scores = (scores - scores.mean()) / spread
    return standard
