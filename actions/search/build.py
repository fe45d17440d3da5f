"""Bring the index up to date: only texts that are new are embedded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from actions.search.embedding.encoder import Encoder
from actions.search.errors import SearchError
from actions.search.index import (
    KEYS,
    LEXICAL,
    PASSAGES,
    UNITS,
    VECTORS,
    read_passages,
    write_passages,
)
from actions.search.lexical import Lexical
from actions.search.manifest import FORMAT, Manifest, hash_files
from actions.search.passage import Document
from actions.search.texts import Texts
from actions.search.units import Unit, key_table, unit_table
from actions.search.vectors import VectorStore
from actions.search.versions import Versions


class Progress(Protocol):
    """Told how many texts there are to embed, then how many were."""

    def start(self, total: int) -> None: ...
    def advance(self, count: int) -> None: ...


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    version: Path
    pages: int
    passages: int
    embedded: int
    changed: bool


def update_index(
    documents: Sequence[Document],
    versions: Versions,
    encoder: Callable[[], Encoder],
    *,
    model: str,
    broken: Collection[str] = (),
    full: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Build and publish a version for `documents`, unless the live one is already theirs.

    `encoder` is called only when there is something to embed; `model` is the name it will carry.
    Pages of the live version stay as they are where their file is among the `broken` ones.

    Raises:
        SearchError: there is nothing to index, or the state folder cannot be written.
    """
    sound = _usable(versions)
    pages = {document.path: document.digest for document in documents}
    kept = _kept(sound[1] if sound else None, pages, broken)
    pages |= kept
    if not pages:
        raise SearchError("nothing_to_index")
    live = None if full else sound
    if live and live[1].pages == pages and live[1].model == model:
        return BuildReport(live[0], len(pages), live[1].passages, 0, changed=False)
    loaded = encoder()
    if live and live[1].fingerprint != loaded.fingerprint:
        live = None
    with versions.building() as folder:
        texts = Texts()
        texts.add(documents)
        if sound and kept:
            texts.keep(p for p in read_passages(sound[0] / PASSAGES) if p.path in kept)
        if not texts.passages:
            raise SearchError("nothing_to_index")
        passages, units = texts.passages, texts.units
        vectors, embedded = _embed(units, loaded, live[0] if live else None, progress)
        write_passages(folder / PASSAGES, passages)
        np.save(folder / UNITS, unit_table(units), allow_pickle=False)
        np.save(folder / KEYS, key_table(units), allow_pickle=False)
        VectorStore.build(vectors).save(folder / VECTORS)
        Lexical.build([passage.all_words for passage in passages]).save(folder / LEXICAL)
        Manifest(
            format=FORMAT,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            model=loaded.name,
            fingerprint=loaded.fingerprint,
            dimension=loaded.dimension,
            passages=len(passages),
            units=len(units),
            pages=pages,
            files=hash_files(folder),
        ).write(folder)
        return BuildReport(versions.publish(folder), len(pages), len(passages), embedded, True)


def _usable(versions: Versions) -> tuple[Path, Manifest] | None:
    """Return the live version if its vectors can be trusted and taken over."""
    try:
        folder = versions.current()
        if folder is None:
            return None
        manifest = Manifest.read(folder)
        manifest.verify(folder)
    except SearchError:
        return None
    return folder, manifest


def _kept(
    live: Manifest | None, pages: Mapping[str, str], broken: Collection[str]
) -> dict[str, str]:
    """Return the live pages that stay because their file cannot be read now, with their hashes."""
    return {
        path: digest
        for path, digest in (live.pages if live else {}).items()
        if path not in pages and path.partition("#")[0] in broken
    }


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
