"""The folder of index versions: which one is live, swapping in one step, pruning."""

from __future__ import annotations

import fcntl
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actions.library.os_reasons import reason as why
from actions.search.errors import SearchError

KEPT = 2
"""Versions kept: the live one and the one to go back to."""
_CURRENT, _LOCK, _BUILDING = "current", "lock", "building"


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

    def publish(self, built: Path) -> Path:
        """Make a finished folder the live version and return its place."""
        version = self.folder / f"{time.time_ns():x}"
        built.replace(version)
        pointer = self.folder / f"{_CURRENT}.new"
        pointer.write_text(version.name + "\n", encoding="utf-8")
        pointer.replace(self.folder / _CURRENT)
        for old in self.all()[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
        return version

    def all(self) -> list[Path]:
        """Return the version folders, oldest first."""
        return sorted(
            entry for entry in self.folder.iterdir() if entry.is_dir() and entry.name != _BUILDING
        )
