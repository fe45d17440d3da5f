"""The sentence-transformers model behind the index."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actions.search.embedding.bundled import bundled_model
from actions.search.embedding.precision import choose_precision
from actions.search.embedding.tokens import BYTES, Tokens, pack
from actions.search.embedding.verifier import WEIGHTS, Verifier
from actions.search.errors import SearchError

BUNDLED = "bundled"
"""The setting that stands for the bundled model."""
_BATCH = 32
_REMEMBERED = 512
"""Questions whose vector is kept: the same words come again and again, at every step of a turn."""

Vectors = NDArray[np.float32]
"""Shape (texts, dimension), rows of length 1."""
Progress = Callable[[int], None]
"""Told how many texts were done at each step."""


@dataclass(frozen=True, slots=True)
class Question:
    """The vector of a question, shape (dimension,), and those of its tokens."""

    vector: NDArray[np.float32]
    tokens: NDArray[np.float32]
    ids: NDArray[np.int32]


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
        remembered = lru_cache(_REMEMBERED)(self._question)
        self.question: Callable[[str], Question] = remembered
        self.forget: Callable[[], None] = remembered.cache_clear
        self.verifier: Verifier | None = None
        """Reads a question and a text together; only the bundled model has one."""
        if model == BUNDLED and WEIGHTS.is_file():
            self.verifier = Verifier(self._model[0].auto_model, self._model.tokenizer)
        self._prompts = {name: self._prompt_length(name) for name in ("query", "document")}

    def query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question, shape (dimension,)."""
        return self.question(text).vector

    def _question(self, text: str) -> Question:
        """Embed a question and its tokens."""
        vectors, tokens = self._embed([text], "query")
        found = tokens[0]
        return Question(vectors[0], found.vectors.astype(np.float32) * BYTES, found.ids)

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return the vectors of passages."""
        return self.passages_and_tokens(texts, progress)[0]

    def passages_and_tokens(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> tuple[Vectors, list[Tokens]]:
        """Return the vectors of passages and those of their tokens."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        tokens: dict[int, Tokens] = {}
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        for start in range(0, len(texts), _BATCH):
            rows = order[start : start + _BATCH]
            vectors[rows], found = self._embed([texts[row] for row in rows], "document")
            tokens.update(zip(rows, found, strict=True))
            if progress:
                progress(len(rows))
        return vectors, [tokens[row] for row in range(len(texts))]

    def spans(self, text: str) -> NDArray[np.int64]:
        """Return where each token of a passage begins and ends in its text, shape (tokens, 2).

        Nothing where the model's tokenizer does not know.
        """
        known = getattr(self._model.tokenizer, "backend_tokenizer", None)
        prompt = self._prompt("document")
        offsets = known.encode(prompt + text).offsets if known is not None else []
        places = np.array(offsets, np.int64).reshape(-1, 2) - len(prompt)
        return places[self._prompts["document"] : -1]

    def _embed(self, texts: Sequence[str], prompt: str) -> tuple[Vectors, list[Tokens]]:
        """Embed one batch: vectors, and tokens without those of the prompt."""
        import torch

        inputs = self._model.preprocess([self._prompt(prompt) + text for text in texts])
        with torch.inference_mode():
            output: dict[str, Any] = self._model(dict(inputs))
        vectors = _unit(output["sentence_embedding"].float().numpy())
        if "token_embeddings" not in output:
            nothing = Tokens(np.empty((0, self.dimension), np.int8), np.empty(0, np.int32))
            return vectors, [nothing] * len(texts)
        states = output["token_embeddings"].float().numpy()
        ids = output["input_ids"].numpy().astype(np.int32)
        lengths = output["attention_mask"].sum(dim=1).tolist()
        first = self._prompts[prompt]
        return vectors, [
            pack(row[first : end - 1], numbers[first : end - 1])
            for row, numbers, end in zip(states, ids, lengths, strict=True)
        ]

    def _prompt(self, name: str) -> str:
        """Return what the model's configuration puts before a text."""
        return str(self._model.prompts.get(name) or "")

    def _prompt_length(self, name: str) -> int:
        """Count the tokens before the text itself: the first special one and the prompt's."""
        inputs = self._model.preprocess([self._prompt(name).rstrip()])
        return int(inputs["attention_mask"].sum()) - 1


def _unit(vectors: Vectors) -> Vectors:
    """Scale rows to length 1."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32, copy=False)
    return scaled


def _fingerprint(name: str, place: str) -> str:
    """Identify a model by its name and, for a folder, its name and its files' names and sizes."""
    folder = Path(place)
    digest = hashlib.sha256(f"{name}:{folder.name}".encode())
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
