"""The folder's own index, built beside the live one: only what changed is embedded."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from actions.library.library import Loaded
from actions.library.os_reasons import reason as why
from actions.search.build import update_index
from actions.search.embedding.encoder import Encoder
from actions.search.errors import SearchError
from actions.search.index import Index
from actions.search.manifest import Manifest
from actions.search.searcher import Searcher
from actions.search.shrinking import REFUSALS
from actions.search.vectorise import Progress
from actions.search.versions import Versions
from bot.content import documents, withdrawn
from bot.settings import Settings

PREFIX = "preview-"
STALE_SECONDS = 3600
"""Age of a scratch folder that a killed preview has left."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Paths of the pages and records that came, changed and went."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    @classmethod
    def between(cls, live: Manifest, new: Manifest) -> Pages:
        """Compare two versions of the index."""
        both = live.pages.keys() & new.pages.keys()
        return cls(
            tuple(sorted(new.pages.keys() - live.pages.keys())),
            tuple(sorted(path for path in both if live.pages[path] != new.pages[path])),
            tuple(sorted(live.pages.keys() - new.pages.keys())),
        )

    def __len__(self) -> int:
        """Return how many pages differ."""
        return len(self.added) + len(self.changed) + len(self.gone)


@dataclass(frozen=True, slots=True)
class Beside:
    """The folder's searcher, how its pages differ, and why it would not go live by itself."""

    searcher: Searcher
    pages: Pages
    refusal: str | None


@contextmanager
def folder_beside(
    settings: Settings,
    loaded: Loaded,
    live: Searcher,
    encoder: Encoder,
    today: date,
    progress: Progress | None = None,
) -> Iterator[Beside]:
    """Give the index of the folder for a while; nothing of it stays, the live one is untouched.

    Raises:
        SearchError: there is nothing to index, or the state folder cannot be written.
    """
    _clear(settings.state)
    try:
        place = TemporaryDirectory(dir=settings.state, prefix=PREFIX)
    except OSError as error:
        raise SearchError("state_unwritable", path=settings.state, reason=why(error)) from error
    with place as scratch:
        versions = Versions(Path(scratch))
        _start_from(versions, live.index.folder)
        refusal = _build(versions, loaded, encoder, settings.embedding_model, today, progress)
        folder = versions.current()
        if folder is None:
            raise SearchError("index_missing")
        searcher = Searcher(Index(folder), encoder)
        pages = Pages.between(live.index.manifest, searcher.index.manifest)
        yield Beside(searcher, pages, refusal)


def _clear(state: Path) -> None:
    """Remove what earlier previews could not."""
    for left in state.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE_SECONDS:
                shutil.rmtree(left)


def _start_from(versions: Versions, live: Path) -> None:
    """Make the live version the first of the scratch place; a version's files never change."""
    versions.folder.mkdir(parents=True)
    try:
        shutil.copytree(live, versions.folder / live.name, copy_function=os.link)
    except (OSError, shutil.Error):  # another disk, or one without links
        shutil.rmtree(versions.folder / live.name, ignore_errors=True)
        shutil.copytree(live, versions.folder / live.name)
    (versions.folder / "current").write_text(live.name, encoding="utf-8")


def _build(
    versions: Versions,
    loaded: Loaded,
    encoder: Encoder,
    model: str,
    today: date,
    progress: Progress | None,
) -> str | None:
    """Bring the scratch index up to date; return why the live one would refuse the folder."""

    def build(*, confirmed: bool) -> None:
        update_index(
            documents(loaded.library, today),
            versions,
            lambda: encoder,
            model=model,
            today=today,
            broken={finding.path for finding in loaded.errors},
            withdrawn=withdrawn(loaded.library, today),
            confirmed=confirmed,
            progress=progress,
        )

    try:
        build(confirmed=False)
    except SearchError as error:
        if error.key not in REFUSALS - {"nothing_to_index"}:
            raise
        build(confirmed=True)
        return str(error)
    return None
