"""An index of any size in minutes: PIAF sentences shuffled, vectors scattered around real ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from actions.search.embedding.encoder import BUNDLED, Encoder
from actions.search.sentences import split_sentences
from tests.bench.piaf import Paragraph, read_piaf

SEED = 20261123
SENTENCES = 3
"""In each chunk: with its two windows, three vectors, about as many as real pages give."""
REAL = 300
"""Sentences really embedded."""
CLOSENESS = 0.9
"""Cosine between a made vector and the real one it is scattered around."""


class Scattering(Encoder):
    """The bundled model for questions; for passages, vectors that cost nothing."""

    def __init__(self, cache: Path) -> None:
        """Embed some real sentences to scatter around."""
        super().__init__(BUNDLED, cache)
        self._draw = np.random.default_rng(SEED)
        real = random.Random(SEED).sample(_sentences(), REAL)
        self._real = super().passages(real)

    def passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return a unit vector for each text, whatever it says."""
        width = self.dimension
        spread = np.sqrt((CLOSENESS**-2 - 1) / width)
        made = self._draw.standard_normal((len(texts), width), np.float32) * np.float32(spread)
        made += self._real[self._draw.integers(len(self._real), size=len(texts))]
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        return made


def synthetic_documents(count: int) -> list[Paragraph]:
    """Return documents of one chunk each."""
    draw = random.Random(SEED)
    sentences = _sentences()
    titles = sorted({paragraph.title for paragraph in read_piaf()})
    return [
        Paragraph(str(number), draw.choice(titles), " ".join(draw.sample(sentences, SENTENCES)), ())
        for number in range(count)
    ]


def _sentences() -> list[str]:
    """Return the sentences of PIAF that end as sentences do."""
    found = (s for paragraph in read_piaf() for s in split_sentences(paragraph.body))
    return sorted({sentence for sentence in found if sentence.endswith(".")})
