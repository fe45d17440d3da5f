"""Three recipes: vectors alone, words alone, and the fusion of their ranks; the first is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from actions.reply.reply import Status
from actions.search.embedding.encoder import Encoder
from actions.search.french import stems
from actions.search.lexical import Lexical
from actions.search.vectors import VectorStore
from bot.evaluation.baselines.chunks import Chunk
from bot.evaluation.outcome import Said
from bot.evaluation.score import Ask

DEPTH = 100
"""Pieces of each ranking that are fused, and looked through for the right page."""
SMOOTH = 60
"""The constant of reciprocal rank fusion, as its authors chose it."""
Rank = Callable[[str], NDArray[np.int64]]
"""Question to pieces, best first."""


def ways(
    chunks: Sequence[Chunk], encoder: Encoder, progress: Callable[[int], None] | None = None
) -> dict[str, Ask]:
    """Index pieces of text as the recipes do and return how each answers."""
    texts = [chunk.text for chunk in chunks]
    vectors = VectorStore.build(encoder.passages(texts, progress))
    lexical = Lexical.build(texts, stems)

    def dense(question: str) -> NDArray[np.int64]:
        return vectors.search(encoder.query(question), DEPTH)[0]

    def bm25(question: str) -> NDArray[np.int64]:
        scores = lexical.scores(question)
        best = np.argsort(-scores, kind="stable")[:DEPTH]
        return best[scores[best] > 0]

    def fused(question: str) -> NDArray[np.int64]:
        return fuse_ranks((dense(question), bm25(question)), len(chunks))

    ranks: dict[str, Rank] = {"dense": dense, "bm25": bm25, "rrf": fused}
    return {name: _first(rank, chunks) for name, rank in ranks.items()}


def fuse_ranks(rankings: Sequence[NDArray[np.int64]], size: int) -> NDArray[np.int64]:
    """Return the rows of rankings by the sum of their reciprocal ranks, best first."""
    total = np.zeros(size)
    for rows in rankings:
        total[rows] += 1 / (SMOOTH + 1 + np.arange(len(rows)))
    best = np.argsort(-total, kind="stable")[:DEPTH]
    return best[total[best] > 0]


def _first(rank: Rank, chunks: Sequence[Chunk]) -> Ask:
    """Return a way of answering: say the first piece, whatever it is worth."""

    def ask(question: str, _country: str | None) -> Said:
        found = [chunks[row] for row in rank(question)]
        pages = [(chunk.path, chunk.url) for chunk in found]
        if not found:
            return Said(Status.UNANSWERABLE, "", 0.0, pages)
        return Said(Status.ANSWERED, found[0].text, 1.0, pages, found[0].text)

    return ask
