"""Bring the index up to date: only texts that are new are embedded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from actions.search.chunks import passages_of
from actions.search.embedding.encoder import Encoder
from actions.search.errors import SearchError
from actions.search.index import KEYS, LEXICAL, PASSAGES, UNITS, VECTORS, write_passages
from actions.search.lexical import Lexical
from actions.search.manifest import FORMAT, Manifest, hash_files
from actions.search.passage import Document, Passage
from actions.search.units import Unit, key_table, passage_units, question_units, unit_table
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
    full: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Build and publish a version for `documents`, unless the live one is already theirs.

    `encoder` is called only when there is something to embed; `model` is the name it will carry.

    Raises:
        SearchError: there is nothing to index, or the state folder cannot be written.
    """
    if not documents:
        raise SearchError("nothing_to_index")
    live = None if full else _usable(versions)
    pages = {document.path: document.digest for document in documents}
    if live and live[1].pages == pages and live[1].model == model:
        return BuildReport(live[0], len(pages), live[1].passages, 0, changed=False)
    loaded = encoder()
    if live and live[1].fingerprint != loaded.fingerprint:
        live = None
    with versions.building() as folder:
        passages, units = _cut(documents)
        vectors, embedded = _embed(units, loaded, live[0] if live else None, progress)
        write_passages(folder / PASSAGES, passages)
        np.save(folder / UNITS, unit_table(units), allow_pickle=False)
        np.save(folder / KEYS, key_table(units), allow_pickle=False)
        VectorStore.build(vectors).save(folder / VECTORS)
        Lexical.build(_words(passages, documents)).save(folder / LEXICAL)
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


def _cut(documents: Sequence[Document]) -> tuple[list[Passage], list[Unit]]:
    """Return every passage and every text to embed."""
    passages: list[Passage] = []
    units: list[Unit] = []
    for document in documents:
        first = len(passages)
        passages.extend(passages_of(document))
        for row in range(first, len(passages)):
            units.extend(passage_units(row, passages[row]))
        units.extend(question_units(document.questions, first, len(passages)))
    if not passages:
        raise SearchError("nothing_to_index")
    return passages, units


def _words(passages: Sequence[Passage], documents: Sequence[Document]) -> list[str]:
    """Return what the lexical index reads of each passage: its titles, its text, its questions."""
    questions = {document.path: " ".join(document.questions) for document in documents}
    return [f"{p.context}\n{p.text}\n{questions[p.path]}" for p in passages]


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
