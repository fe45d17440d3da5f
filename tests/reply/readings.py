"""Readings made by hand: passages with the scores a test gives them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from actions.search.passage import Passage
from actions.search.reading import Reading
from actions.search.units import pieces_of, window_count


def reading(passage: Passage, scores: Sequence[float] | None = None, dense: float = 0.0) -> Reading:
    """Return a reading of a question with one word, which matches each piece as given."""
    pieces = pieces_of(passage)
    matches = np.zeros((1, len(pieces)), np.float32) if scores is None else np.array([scores])
    windows = np.zeros(window_count(len(pieces)), np.float32)
    return Reading(
        passage, pieces, dense, windows, matches, np.ones(1, np.float32), np.zeros(1, np.float32)
    )
