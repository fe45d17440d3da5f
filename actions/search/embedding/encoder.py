"""The sentence-transformers model behind the index."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from actions.search.embedding.bundled import bundled_model
from actions.search.embedding.precision import choose_precision
from actions.search.errors import SearchError

BUNDLED = "bundled"
"""The setting that stands for the bundled model."""
_BATCH = 32
_REMEMBERED = 512
"""Questions whose vector is kept: the same words come again and again, at every step of a turn."""

Vectors = NDArray[np.float32]
"""Shape (texts, dimension), rows of length 1."""


class Encoder:
    """Texts to unit vectors, with the prefixes that the model's own configuration asks for."""

    def __init__(self, model: str, cache: Path) -> None:
        """Load a model: "bundled", the path of a folder, or the id of a public model.

        Raises:
            SearchError: there is no such model, or it cannot be read.
        """
        from sentence_transformers import SentenceTransformer

        _quieten()
        place = str(bundled_model(cache)) if model == BUNDLED else model
        try:
            self._model = SentenceTransformer(
                place,
                device="cpu",
                model_kwargs={"dtype": choose_precision(cache / "embedding")},
            )
        except (OSError, ValueError, KeyError) as error:
            raise SearchError("model_unknown", model=model) from error
        self.name = model
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            raise SearchError("model_unknown", model=model)
        self.dimension: int = dimension
        self.fingerprint = _fingerprint(self.name, place)
        remembered = lru_cache(_REMEMBERED)(self._query)
        self.query: Callable[[str], NDArray[np.float32]] = remembered
        self.forget: Callable[[], None] = remembered.cache_clear

    def _query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question, shape (dimension,)."""
        encoded = self._model.encode_query([text], convert_to_tensor=True)
        vector: NDArray[np.float32] = _unit(encoded.float().numpy())[0]
        return vector

    def passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return the vectors of passages; `progress` is told how many were done at each step."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        for start in range(0, len(texts), _BATCH):
            rows = order[start : start + _BATCH]
            batch = [texts[row] for row in rows]
            encoded = self._model.encode_document(batch, batch_size=_BATCH, convert_to_tensor=True)
            vectors[rows] = _unit(encoded.float().numpy())
            if progress:
                progress(len(rows))
        return vectors


def _unit(vectors: Vectors) -> Vectors:
    """Scale rows to length 1."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32, copy=False)
    return scaled


def _fingerprint(name: str, place: str) -> str:
    """Identify a model by its name and, for a folder, the sizes and names of its files."""
    digest = hashlib.sha256(name.encode())
    folder = Path(place)
    if folder.is_dir():
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                digest.update(f"{file.relative_to(folder)}:{file.stat().st_size}".encode())
    return digest.hexdigest()[:16]


def _quieten() -> None:
    """Keep the loader's progress bars and reports off the terminal."""
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
