"""Late interaction: every word of a question looks for its best match among a text's words.

The score is MaxSim over the encoder's own token vectors (Khattab and Zaharia, ColBERT, 2020), each
word of the question counting by its rarity.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from actions.search.embedding.tokens import BYTES, Tokens

_VECTORS, _IDS, _BOUNDS = "tokens.npy", "ids.npy", "bounds.npy"


class LateStore:
    """The tokens of some texts, shape (tokens, dimension), and where each text begins."""

    def __init__(
        self, vectors: NDArray[np.int8], ids: NDArray[np.int32], bounds: NDArray[np.int64]
    ) -> None:
        """Wrap tokens; those of text `n` go from `bounds[n]` to `bounds[n + 1]`."""
        self._vectors = vectors
        self._ids = ids
        self._bounds = bounds
        self._texts = int((np.diff(bounds) > 0).sum())
        self._frequencies = _frequencies(ids, bounds)

    @classmethod
    def build(cls, texts: Sequence[Tokens], dimension: int) -> Self:
        """Store texts in their order; one without tokens is never found."""
        vectors = [np.empty((0, dimension), np.int8), *(text.vectors for text in texts)]
        ids = [np.empty(0, np.int32), *(text.ids for text in texts)]
        bounds = np.cumsum([0, *map(len, texts)], dtype=np.int64)
        return cls(np.concatenate(vectors), np.concatenate(ids), bounds)

    def save(self, folder: Path) -> None:
        """Write NumPy arrays."""
        folder.mkdir()
        np.save(folder / _VECTORS, self._vectors, allow_pickle=False)
        np.save(folder / _IDS, self._ids, allow_pickle=False)
        np.save(folder / _BOUNDS, self._bounds, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote; vectors stay on disk until they are needed."""
        return cls(
            np.load(folder / _VECTORS, mmap_mode="r", allow_pickle=False),
            np.load(folder / _IDS, allow_pickle=False),
            np.load(folder / _BOUNDS, allow_pickle=False),
        )

    def text(self, number: int) -> Tokens:
        """Return the tokens of one text."""
        part = slice(self._bounds[number], self._bounds[number + 1])
        return Tokens(np.array(self._vectors[part]), self._ids[part])

    def rarity(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """Return the inverse document frequency of tokens; an unknown one is the rarest."""
        counts = np.array([self._frequencies.get(int(token), 0) for token in ids], np.float32)
        weights: NDArray[np.float32] = np.log1p(self._texts / (1 + counts)).astype(np.float32)
        return weights

    def matches(
        self, question: NDArray[np.float32], numbers: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the best cosine of each question token in each text, shape (tokens, numbers).

        A text without tokens matches nothing: -1.
        """
        best = np.full((len(question), len(numbers)), -1.0, np.float32)
        starts, ends = self._bounds[numbers], self._bounds[numbers + 1]
        full = np.flatnonzero(ends > starts)
        if len(full) and len(question):
            parts = [self._vectors[a:b] for a, b in zip(starts[full], ends[full], strict=True)]
            cosines = (question * BYTES) @ np.concatenate(parts).T.astype(np.float32)
            offsets = np.cumsum([0, *map(len, parts)])[:-1]
            best[:, full] = np.maximum.reduceat(cosines, offsets, axis=1)
        return best


def _frequencies(ids: NDArray[np.int32], bounds: NDArray[np.int64]) -> dict[int, int]:
    """Count the texts in which each token stands."""
    owners = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    distinct = np.unique(np.stack([owners, ids.astype(np.int64)]), axis=1)[1]
    found, counts = np.unique(distinct, return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))
