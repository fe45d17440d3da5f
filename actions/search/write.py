"""Write all files of one version of the index; vectors already known are taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from actions.search.embedding.encoder import Encoder
from actions.search.index import KEYS, LEXICAL, PASSAGES, UNITS, VECTORS, write_passages
from actions.search.lexical import Lexical
from actions.search.manifest import FORMAT, Manifest, hash_files
from actions.search.texts import Texts
from actions.search.units import Unit, key_table, unit_table
from actions.search.vectors import VectorStore


class Progress(Protocol):
    """Told how many texts there are to embed, then how many were."""

    def start(self, total: int) -> None: ...
    def advance(self, count: int) -> None: ...


def write_version(
    folder: Path,
    texts: Texts,
    pages: Mapping[str, str],
    encoder: Encoder,
    reused: Path | None,
    progress: Progress | None = None,
    expires: Mapping[str, str] | None = None,
) -> int:
    """Write all files of a version; return how many texts were embedded for it."""
    vectors, embedded = _embed(texts.units, encoder, reused, progress)
    write_passages(folder / PASSAGES, texts.passages)
    np.save(folder / UNITS, unit_table(texts.units), allow_pickle=False)
    np.save(folder / KEYS, key_table(texts.units), allow_pickle=False)
    VectorStore.build(vectors).save(folder / VECTORS)
    Lexical.build([passage.all_words for passage in texts.passages]).save(folder / LEXICAL)
    Manifest(
        format=FORMAT,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        model=encoder.name,
        fingerprint=encoder.fingerprint,
        dimension=encoder.dimension,
        passages=len(texts.passages),
        units=len(texts.units),
        pages=pages,
        files=hash_files(folder),
        expires=expires or {},
    ).write(folder)
    return embedded


def _embed(
    units: Sequence[Unit], encoder: Encoder, live: Path | None, progress: Progress | None
) -> tuple[NDArray[np.float32], int]:
    """Return the vectors of all units, and how many were not in the live version."""
    known = _known_vectors(live) if live else {}
    new = list({unit.key: unit.text for unit in units if unit.key not in known}.items())
    vectors = np.empty((len(units), encoder.dimension), np.float32)
    if live and known:
        reused = [row for row, unit in enumerate(units) if unit.key in known]
        numbers = np.array([known[units[row].key] for row in reused], np.int64)
        vectors[reused] = VectorStore.load(live / VECTORS).rows(numbers)
    if new:
        if progress:
            progress.start(len(new))
        texts = [text for _, text in new]
        embedded = encoder.passages(texts, progress.advance if progress else None)
        places = {key: place for place, (key, _) in enumerate(new)}
        for row, unit in enumerate(units):
            if unit.key in places:
                vectors[row] = embedded[places[unit.key]]
    return vectors, len(new)


def _known_vectors(live: Path) -> dict[bytes, int]:
    """Return the row of each text embedded in a version, by the text's key."""
    keys: NDArray[np.uint8] = np.load(live / KEYS, allow_pickle=False)
    return {row.tobytes(): number for number, row in enumerate(keys)}
