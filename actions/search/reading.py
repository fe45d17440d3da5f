"""A passage read piece by piece: how well each piece matches every word of a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from actions.search.embedding.encoder import Encoder, Question
from actions.search.embedding.tokens import BYTES
from actions.search.index import Index
from actions.search.passage import Passage
from actions.search.units import Piece, passage_units, pieces_of

_REMEMBERED = 2048
"""Passages whose tokens are known to belong to which piece: the same ones are read again."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage, its pieces, and what they have in common with a question."""

    passage: Passage
    pieces: Sequence[Piece]
    dense: float
    """The cosine of the whole passage."""
    windows: NDArray[np.float32]
    """The cosine of each window, in the order of the text."""
    matches: NDArray[np.float32]
    """The best cosine of each token of the question in each piece, shape (tokens, pieces)."""
    weights: NDArray[np.float32]
    """How much each token of the question counts; they sum up to 1."""

    titles: NDArray[np.float32]
    """The best cosine of each token of the question in the titles above the passage."""

    @property
    def late(self) -> NDArray[np.float32]:
        """Return the late interaction of each piece by itself, shape (pieces,)."""
        scores: NDArray[np.float32] = self.weights @ self.matches
        return scores


class Reader:
    """Reads passages of one index; safe to share between threads."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        """Pair an index with the encoder that made its tokens."""
        self._index = index
        self._encoder = encoder
        self._owners: Callable[[int], NDArray[np.int16]] = lru_cache(_REMEMBERED)(self._belonging)

    def read(
        self, question: Question, row: int, unit: int, windows: NDArray[np.float32]
    ) -> Reading:
        """Read one passage, which is the embedded text `unit`."""
        passage = self._index.passages[row]
        pieces = pieces_of(passage)
        weights = self._index.late.rarity(question.ids)
        weights /= max(float(weights.sum()), 1e-9)
        matches = np.full((len(weights), len(pieces)), -1.0, np.float32)
        titles = np.full(len(weights), -1.0, np.float32)
        tokens = self._index.late.text(unit).vectors
        owners = self._owners(row)
        if len(weights) and len(owners) == len(tokens):
            cosines = (question.tokens * BYTES) @ tokens.T.astype(np.float32)
            np.maximum.at(matches.T, owners[owners >= 0], cosines.T[owners >= 0])
            titles = cosines[:, owners < 0].max(axis=1, initial=-1.0)
        dense = float(self._index.vectors.rows(np.array([unit]))[0] @ question.vector)
        return Reading(passage, pieces, dense, windows, matches, weights, titles)

    def _belonging(self, row: int) -> NDArray[np.int16]:
        """Return the piece each token of a passage stands in; -1 in the titles above it."""
        passage = self._index.passages[row]
        text = next(passage_units(row, passage)).text
        spans = self._encoder.spans(text)
        owners = np.full(len(spans), -1, np.int16)
        place = len(passage.context)
        for number, piece in enumerate(pieces_of(passage)):
            start = text.index(piece.text, place)
            place = start + len(piece.text)
            owners[(spans[:, 0] >= start) & (spans[:, 0] < place)] = number
        return owners
