"""The vectors of a text's tokens, a byte for each component."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LIMIT = 0.35
"""Largest component of a unit vector that a byte stands for; the bundled model's reach 0.29."""
STEPS = 127
BYTES = np.float32(LIMIT / STEPS)
"""What one step of a byte is worth."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Vectors of length 1, shape (tokens, dimension), and the numbers of the tokens."""

    vectors: NDArray[np.int8]
    ids: NDArray[np.int32]

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.ids)


def pack(vectors: NDArray[np.float32], ids: NDArray[np.int32]) -> Tokens:
    """Scale vectors to length 1 and round them to bytes."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled = np.rint(vectors / (np.maximum(lengths, 1e-12) * BYTES))
    return Tokens(np.clip(scaled, -STEPS, STEPS).astype(np.int8), ids)
