"""The versions one can go back to: without what is gone since, and what going back means."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
            before = Manifest.read(folder).pages
            gone = {p for p, digest in before.items() if p not in pages and digest not in contents}
            if gone:
                with versions.building() as scratch:
                    write_without(scratch, folder, before, gone, encoder)
                    versions.replace_earlier(folder, scratch)
        except SearchError:  # of another format or damaged: nothing to go back to
            versions.drop(folder)


def write_without(
    scratch: Path, folder: Path, before: Mapping[str, str], gone: Collection[str], encoder: Encoder
) -> None:
    """Write a version again without some of its pages."""
    Manifest.read(folder).verify(folder)
    texts = Texts()
    texts.keep(p for p in read_passages(folder / PASSAGES) if p.path not in gone)
    if not texts.passages:
        raise SearchError("nothing_to_index")
    left = {path: digest for path, digest in before.items() if path not in gone}
    write_version(scratch, texts, left, encoder, folder)


def is_rejected(versions: Versions, pages: Mapping[str, str], withdrawn: Collection[str]) -> bool:
    """Tell whether pages are those somebody went back from, save what expired since."""
    rejected = versions.rejected()
    if rejected is None:
        return False
    return pages == {path: d for path, d in rejected.items() if path not in withdrawn}
