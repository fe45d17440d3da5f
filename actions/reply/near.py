"""Signals of the place in a passage that answers: its words must stand near each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from actions.reply.asked import asked_type, holds
from actions.reply.precise import holds_precisely, precise_types
from actions.search.reading import Reading

NEAR_SIGNALS = ("near", "near_weakest", "apart", "typed", "precise", "precise_near")
"""Late interaction of the best two neighbouring sentences with the titles above them; their match
of the rarer word that is matched least; what the whole passage has more; what sentences that hold
the kind of thing asked for have less; whether the passage and the best place hold it precisely."""


def near_signals(question: str, reading: Reading) -> NDArray[np.float64]:
    """Return the signals of a passage that was read, shape (signals,)."""
    weights, pieces = reading.weights, reading.pieces
    if not len(weights) or not pieces:
        return np.zeros(len(NEAR_SIGNALS))
    places = np.maximum(reading.matches, reading.titles[:, None])
    both = np.maximum(places, np.roll(places, -1, axis=1)) if len(pieces) > 1 else places
    if len(pieces) > 1:
        both[:, -1] = places[:, -1]
    late = weights @ both
    best = int(late.argmax())
    text = " ".join(piece.text for piece in pieces[best : best + 2])
    rare = weights >= np.median(weights)
    whole = float(weights @ places.max(axis=1))
    return np.array(
        [
            late[best],
            both[rare, best].min(),
            whole - late[best],
            _typed(question, reading, weights @ places),
            *_precise(question, reading.passage.text, text),
        ]
    )


def _typed(question: str, reading: Reading, late: NDArray[np.float32]) -> float:
    """Return how far the sentences that hold what is asked for lag behind the best one."""
    kind, names = asked_type(question), precise_types(question)
    if kind is None and not names:
        return 0.0
    holding = [
        value
        for piece, value in zip(reading.pieces, late, strict=True)
        if (kind is None or holds(piece.text, kind))
        and all(holds_precisely(piece.text, name) for name in names)
    ]
    return float(max(holding, default=0.0) - late.max()) if holding else -0.2


def _precise(question: str, passage: str, place: str) -> tuple[float, float]:
    """Return 1 where the precise thing is held, -1 where not, 0 where none is asked for."""
    names = precise_types(question)
    if not names:
        return 0.0, 0.0
    held = [
        1.0 if all(holds_precisely(text, name) for name in names) else -1.0
        for text in (passage, place)
    ]
    return held[0], held[1]
