"""The folder of index versions: which one is live, swapping in one step, pruning."""

from __future__ import annotations

import fcntl
import json
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from actions.library.os_reasons import reason as why
from actions.search.errors import SearchError

KEPT = 2
"""Versions kept: the live one and the one to go back to.

The one to go back to still holds the earlier wording of pages that were corrected, never a page
that was deleted or withdrawn since: publishing rewrites it without those.
"""
_CURRENT, _LOCK, _BUILDING, _REJECTED = "current", "lock", "building", "rejected.json"


class Versions:
    """Versions of the index below one folder."""

    def __init__(self, state: Path) -> None:
        """Use `index/` below the state folder; nothing is made before something is written."""
        self.folder = state / "index"

    def current(self) -> Path | None:
        """Return the folder of the live version, None before the first."""
        try:
            name = (self.folder / _CURRENT).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise SearchError("index_damaged", file=self.folder / _CURRENT) from error
        return self.folder / name if name else None

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Give an empty folder to build in; only one builder at a time, nothing stays of a failure.

        Raises:
            SearchError: the state folder cannot be written or the disk is full.
        """
        scratch = self.folder / _BUILDING
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / _LOCK).open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                shutil.rmtree(scratch, ignore_errors=True)
                scratch.mkdir()
                try:
                    yield scratch
                finally:
                    shutil.rmtree(scratch, ignore_errors=True)
        except OSError as error:
            raise SearchError("state_unwritable", path=self.folder, reason=why(error)) from error

    def publish(self, built: Path, rejected: Mapping[str, str] | None = None) -> Path:
        """Make a finished folder the live version and return its place.

        `rejected` are the pages somebody went back from, when that decision still holds.
        """
        version = self.folder / f"{time.time_ns():x}"
        built.replace(version)
        self._point(version)
        self._reject(rejected)
        for old in self.all()[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
        return version

    def earlier(self) -> list[Path]:
        """Return the versions that are not live, oldest first."""
        live = self.current()
        return [folder for folder in self.all() if folder != live]

    def drop(self, version: Path) -> None:
        """Remove a version that is not live."""
        shutil.rmtree(version, ignore_errors=True)

    def replace_earlier(self, old: Path, built: Path) -> None:
        """Put a finished folder in the place of a version that is not live."""
        shutil.rmtree(old, ignore_errors=True)
        built.replace(old)

    def go_back(self, rejected: Mapping[str, str]) -> Path:
        """Make the version before the live one live, and drop the live one.

        `rejected` are the pages that were live: the folder is left alone while it says the same.

        Raises:
            SearchError: there is no earlier version, or the state folder cannot be written.
        """
        live = self.current()
        earlier = self.earlier() if live else []
        if live is None or not earlier:
            raise SearchError("no_earlier_version")
        try:
            self._reject(rejected)
            self._point(earlier[-1])
        except OSError as error:
            raise SearchError("state_unwritable", path=self.folder, reason=why(error)) from error
        shutil.rmtree(live, ignore_errors=True)
        return earlier[-1]

    def rejected(self) -> dict[str, str] | None:
        """Return the pages somebody went back from, None when nobody did."""
        try:
            pages = json.loads((self.folder / _REJECTED).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return pages if isinstance(pages, dict) else None

    def _reject(self, pages: Mapping[str, str] | None) -> None:
        """Remember the pages somebody went back from, or that nobody does any more."""
        file = self.folder / _REJECTED
        if pages is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(json.dumps(dict(pages), ensure_ascii=False), encoding="utf-8")

    def _point(self, version: Path) -> None:
        """Make a version live in one step."""
        pointer = self.folder / f"{_CURRENT}.new"
        pointer.write_text(version.name + "\n", encoding="utf-8")
        pointer.replace(self.folder / _CURRENT)

    def all(self) -> list[Path]:
        """Return the version folders, oldest first."""
        return sorted(
            entry for entry in self.folder.iterdir() if entry.is_dir() and entry.name != _BUILDING
        )
