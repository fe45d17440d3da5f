"""The versions one can go back to: without what is gone since, and what going back means."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path

from actions.search.embedding.encoder import Encoder
from actions.search.errors import SearchError
from actions.search.index import PASSAGES, read_passages
from actions.search.manifest import Manifest
from actions.search.texts import Texts
from actions.search.versions import Versions
from actions.search.write import write_version


def roll_back(versions: Versions) -> Path:
    """Make the version before the live one live, and return it.

    Raises:
        SearchError: there is no earlier version that can be used.
    """
    live = versions.current()
    if live is None:
        raise SearchError("index_missing")
    for folder in versions.earlier():
        Manifest.read(folder).verify(folder)
    try:
        rejected = Manifest.read(live).pages
    except SearchError:
        rejected = {}
    return versions.go_back(rejected)


def forget(versions: Versions, pages: Mapping[str, str], encoder: Encoder) -> None:
    """Rewrite the versions one could go back to without the pages that are gone since."""
    contents = set(pages.values())
    for folder in versions.earlier():
        try:
            before = Manifest.read(folder)
            gone = {
                path
                for path, digest in before.pages.items()
                if path not in pages and digest not in contents
            }
            if gone:
                with versions.building() as scratch:
                    write_without(scratch, folder, before, gone, encoder)
                    versions.replace_earlier(folder, scratch)
        except SearchError:  # of another format or damaged: nothing to go back to
            versions.drop(folder)


def withdraw_expired(versions: Versions, today: date, encoder: Callable[[], Encoder]) -> None:
    """Take out of the live version what is past its last day, whatever the folder is like now."""
    folder = versions.current()
    manifest = Manifest.read(folder) if folder else None
    gone = manifest.expired(today) if manifest else set()
    if folder is not None and manifest is not None and gone:
        loaded = encoder()
        with versions.building() as scratch:
            write_without(scratch, folder, manifest, gone, loaded)
            versions.publish(scratch, versions.rejected())
        forget(versions, {p: d for p, d in manifest.pages.items() if p not in gone}, loaded)


def write_without(
    scratch: Path, folder: Path, manifest: Manifest, gone: Collection[str], encoder: Encoder
) -> None:
    """Write a version again without some of its pages."""
    manifest.verify(folder)
    texts = Texts()
    texts.keep(p for p in read_passages(folder / PASSAGES) if p.path not in gone)
    if not texts.passages:
        raise SearchError("nothing_to_index")
    left = {path: digest for path, digest in manifest.pages.items() if path not in gone}
    expires = {path: day for path, day in manifest.expires.items() if path not in gone}
    write_version(scratch, texts, left, encoder, folder, expires=expires)


def is_rejected(versions: Versions, pages: Mapping[str, str], withdrawn: Collection[str]) -> bool:
    """Tell whether pages are those somebody went back from, save what expired since."""
    rejected = versions.rejected()
    if rejected is None:
        return False
    return pages == {path: d for path, d in rejected.items() if path not in withdrawn}
