"""BM25 over stems or runs of characters, behind a small adapter of bm25s."""

from __future__ import annotations

import json
import logging
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

import bm25s
import numpy as np
from numpy.typing import NDArray

Analyse = Callable[[str], list[str]]
"""Text to terms: `stems` or `grams` of actions.search.french."""

K1 = 1.2
B = 0.75
_FREQUENCIES = "frequencies.json"


class Lexical:
    """Scores of every passage for a question's words."""

    def __init__(
        self, bm25: bm25s.BM25, frequencies: Mapping[str, int], size: int, analyse: Analyse
    ) -> None:
        """Wrap an index of `size` passages; `frequencies` says in how many each term stands."""
        logging.getLogger("bm25s").setLevel(logging.WARNING)
        self._bm25 = bm25
        self._frequencies = frequencies
        self._size = size
        self._analyse = analyse

    @classmethod
    def build(cls, texts: Sequence[str], analyse: Analyse) -> Self:
        """Index texts; a passage's row is its place in the sequence."""
        return cls.of_terms([analyse(text) for text in texts], analyse)

    @classmethod
    def of_terms(cls, terms: Sequence[list[str]], analyse: Analyse) -> Self:
        """Index the terms of texts, as `analyse` gives them."""
        bm25 = bm25s.BM25(method="lucene", k1=K1, b=B)
        tokens = [passage or [""] for passage in terms]
        bm25.index(tokens, show_progress=False)
        frequencies = Counter(term for passage in tokens for term in set(passage))
        return cls(bm25, frequencies, len(tokens), analyse)

    def save(self, folder: Path) -> None:
        """Write NumPy arrays and JSON, nothing else."""
        self._bm25.save(str(folder), show_progress=False)
        text = json.dumps(self._frequencies, ensure_ascii=False)
        (folder / _FREQUENCIES).write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, size: int, analyse: Analyse) -> Self:
        """Read what `save` wrote."""
        frequencies = json.loads((folder / _FREQUENCIES).read_text(encoding="utf-8"))
        bm25 = bm25s.BM25.load(
            str(folder), load_corpus=False, allow_pickle=False, show_progress=False
        )
        return cls(bm25, frequencies, size, analyse)

    def scores(self, question: str) -> NDArray[np.float32]:
        """Return a score for every passage, shape (passages,); zeros when no word is known."""
        known = [term for term in self._analyse(question) if term in self._frequencies]
        if not known:
            return np.zeros(self._size, np.float32)
        scores: NDArray[np.float32] = self._bm25.get_scores(known)
        return scores

    def knows(self, stem: str) -> bool:
        """Say whether a stem stands in any passage."""
        return stem in self._frequencies

    def rarity(self, stem: str) -> float:
        """Return the inverse document frequency of a stem; an unknown one is the rarest."""
        return math.log(1 + self._size / (1 + self._frequencies.get(stem, 0)))
