"""Bring the index up to date: only texts that are new are embedded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from actions.search.earlier import forget, is_rejected, withdraw_expired
from actions.search.embedding.encoder import Encoder
from actions.search.errors import SearchError
from actions.search.index import PASSAGES, read_passages
from actions.search.manifest import Manifest
from actions.search.passage import Document
from actions.search.shrinking import refuse_much_smaller
from actions.search.texts import Texts
from actions.search.vectorise import Progress
from actions.search.versions import Versions
from actions.search.write import write_version


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `held` when the folder still says what somebody went back from."""

    version: Path
    pages: int
    passages: int
    embedded: int
    changed: bool
    held: bool = False


def update_index(
    documents: Sequence[Document],
    versions: Versions,
    encoder: Callable[[], Encoder],
    *,
    model: str,
    today: date | None = None,
    broken: Collection[str] = (),
    withdrawn: Collection[str] = (),
    full: bool = False,
    confirmed: bool = False,
    obey_rollback: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Build and publish a version for `documents`, unless the live one is already theirs.

    `encoder` is called only when there is something to embed; `model` is the name it will carry.
    Pages of the live version stay as they are where their file is among the `broken` ones, until
    they expire.
    Pages `withdrawn` because they expired do not count as lost; when too many are, the build is
    refused unless `confirmed`. With `obey_rollback`, pages that somebody went back from stay out.

    Raises:
        SearchError: there is nothing to index, much less than before, or the state folder
            cannot be written.
    """
    sound = _usable(versions)
    pages = {document.path: document.digest for document in documents}
    today = today or date.today()
    kept = _kept(sound[1], pages, broken, today) if sound else {}
    pages |= kept
    if obey_rollback and sound and is_rejected(versions, pages, withdrawn):
        return _hold(versions, sound[1], today, encoder)
    if not pages:
        raise SearchError("nothing_to_index")
    if sound and not confirmed:
        refuse_much_smaller(sound[1].pages, pages, withdrawn)
    live = None if full else sound
    if live and live[1].pages == pages and live[1].model == model:
        return BuildReport(live[0], len(pages), live[1].passages, 0, changed=False)
    loaded = encoder()
    if live and live[1].fingerprint != loaded.fingerprint:
        live = None
    texts = Texts()
    texts.add(documents)
    if sound and kept:
        texts.keep(p for p in read_passages(sound[0] / PASSAGES) if p.path in kept)
    if not texts.passages:
        raise SearchError("nothing_to_index")
    expires = {d.path: d.expires.isoformat() for d in documents if d.expires}
    if sound:
        expires |= {path: day for path, day in sound[1].expires.items() if path in kept}
    reused = live[0] if live else None
    with versions.building() as folder:
        embedded = write_version(folder, texts, pages, loaded, reused, progress, expires)
        version = versions.publish(folder)
    forget(versions, pages, loaded)
    return BuildReport(version, len(pages), len(texts.passages), embedded, changed=True)


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
    live: Manifest, pages: Mapping[str, str], broken: Collection[str], today: date
) -> dict[str, str]:
    """Return the live pages that stay because their file cannot be read now, with their hashes."""
    expired = live.expired(today)
    return {
        path: digest
        for path, digest in live.pages.items()
        if path not in pages and path.partition("#")[0] in broken and path not in expired
    }


def _hold(
    versions: Versions, live: Manifest, today: date, encoder: Callable[[], Encoder]
) -> BuildReport:
    """Keep the version somebody went back to; only what has expired leaves it."""
    gone = bool(live.expired(today))
    withdraw_expired(versions, today, encoder)
    folder = versions.current()
    if folder is None:
        raise SearchError("index_missing")
    manifest = Manifest.read(folder)
    return BuildReport(folder, len(manifest.pages), manifest.passages, 0, gone, held=True)
