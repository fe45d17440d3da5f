"""FAISS behind a small interface: exact while that is fast, a graph beyond."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import faiss
import numpy as np
from numpy.typing import NDArray

FLAT_UP_TO = 100_000
"""Rows searched exactly; `make bench` shows where a graph becomes faster."""
_NEIGHBOURS = 32
_EF_CONSTRUCTION = 200
_EF_SEARCH = 400


class VectorStore:
    """Unit vectors with inner-product search."""

    def __init__(self, index: faiss.Index) -> None:
        """Wrap a FAISS index."""
        self._index = index

    @classmethod
    def build(cls, vectors: NDArray[np.float32], flat_up_to: int = FLAT_UP_TO) -> Self:
        """Index the rows of `vectors`, shape (rows, dimension)."""
        rows, dimension = vectors.shape
        if rows <= flat_up_to:
            index: faiss.Index = faiss.IndexFlatIP(dimension)
        else:
            index = faiss.IndexHNSWFlat(dimension, _NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
            index.hnsw.efConstruction = _EF_CONSTRUCTION
            index.hnsw.efSearch = _EF_SEARCH
        index.add(vectors)
        return cls(index)

    def save(self, file: Path) -> None:
        """Write the FAISS file."""
        faiss.serialize_index(self._index).tofile(file)  # an OSError when the disk is full

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read a FAISS file."""
        return cls(faiss.read_index(str(file)))

    def __len__(self) -> int:
        """Return the number of rows."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Return the width of a row."""
        return int(self._index.d)

    def search(
        self, query: NDArray[np.float32], count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the rows nearest to a unit vector and their cosines, best first."""
        cosines, rows = self._index.search(query[None, :], min(count, len(self)))
        return rows[0], cosines[0]

    def rows(self, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return vectors by row number, shape (numbers, dimension)."""
        vectors: NDArray[np.float32] = self._index.reconstruct_batch(numbers)
        return vectors
