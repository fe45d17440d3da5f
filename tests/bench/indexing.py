"""Our indexing against raw `encode_document` of exactly the same texts."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from actions.search.build import update_index
from actions.search.embedding.bundled import bundled_model
from actions.search.embedding.encoder import BUNDLED, Encoder
from actions.search.embedding.precision import choose_precision
from actions.search.versions import Versions
from tests.bench.options import Options
from tests.bench.piaf import Paragraph, read_piaf
from tests.bench.table import Cell, Table

BATCH = 32
"""What both sides embed at once: the default of the library."""
WARM_UP = 8
"""Paragraphs indexed before anything is timed."""


class Listening(Encoder):
    """The bundled encoder, which remembers the texts it was last given."""

    texts: Sequence[str] = ()

    def passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return the vectors of passages."""
        self.texts = texts
        return super().passages(texts, progress)


def measure(options: Options) -> list[Table]:
    """Index the same paragraphs both ways, in turns."""
    encoder = Listening(BUNDLED, options.cache)
    raw = SentenceTransformer(
        str(bundled_model(options.cache)),
        device="cpu",
        model_kwargs={"dtype": choose_precision(options.cache / "embedding")},
    )
    paragraphs = read_piaf()
    _index(paragraphs[:WARM_UP], encoder)
    _encode(encoder.texts, raw)
    ours, theirs = [], []
    kept = paragraphs[: options.paragraphs]
    for number in range(options.rounds):
        if number % 2:
            theirs.append(_encode(encoder.texts, raw))
            ours.append(_index(kept, encoder))
        else:
            ours.append(_index(kept, encoder))
            theirs.append(_encode(encoder.texts, raw))
    return [_table(ours, theirs, len(kept), len(encoder.texts), str(raw.dtype))]


def _index(paragraphs: Sequence[Paragraph], encoder: Encoder) -> float:
    """Return the seconds to build and publish an index in an empty state folder."""
    with tempfile.TemporaryDirectory() as state:
        started = time.perf_counter()
        update_index(paragraphs, Versions(Path(state)), lambda: encoder, model=encoder.name)
        return time.perf_counter() - started


def _encode(texts: Sequence[str], raw: SentenceTransformer) -> float:
    """Return the seconds to embed the texts with the library alone."""
    started = time.perf_counter()
    raw.encode_document(list(texts), batch_size=BATCH, convert_to_numpy=True)
    return time.perf_counter() - started


def _table(
    ours: list[float], theirs: list[float], paragraphs: int, texts: int, precision: str
) -> Table:
    """Compare the rates."""
    ratios = [raw / own for own, raw in zip(ours, theirs, strict=True)]
    rows: list[list[Cell]] = [
        ["Boussole, update_index", median(ours), texts / median(ours), paragraphs / median(ours)],
        ["raw encode_document", median(theirs), texts / median(theirs), None],
        ["**ours / raw**, median of the rounds (at least 0.8)", None, median(ratios), None],
    ]
    return Table(
        "Indexing",
        ("", "seconds", "texts/s", "paragraphs/s"),
        rows,
        (
            f"{paragraphs} PIAF paragraphs, {texts} texts, {precision}, batches of {BATCH}.",
            f"Medians of {len(ours)} rounds; ratios {min(ratios):.2f} to {max(ratios):.2f}.",
        ),
    )
