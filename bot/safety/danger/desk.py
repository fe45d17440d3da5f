"""The texts and numbers of the knowledge folder, as staff last saved them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from time import monotonic

import structlog

from actions.library.crisis_texts import CRISIS_TEXTS, CrisisTexts, read_crisis_texts
from actions.library.errors import ContentError
from actions.library.load import CONTACTS, HOTLINES
from actions.library.read_records import read_records
from actions.library.records import Contact, Hotline
from bot.paths import PROJECT

LOOK_AGAIN = 10.0  # seconds between two looks at the folder
Read = tuple[Contact | Hotline, ...] | CrisisTexts


@dataclass(slots=True)
class _File:
    """What a file held when it could last be read."""

    stamp: tuple[int, int]
    held: Read | None


@dataclass(slots=True)
class Desk:
    """Hotlines, offices and texts; a file that breaks keeps its last good version."""

    knowledge: Path
    _files: dict[Path, _File] = field(default_factory=dict)
    _looked: float = float("-inf")
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Read everything now: nobody in danger waits for it."""
        self._look()

    def hotlines(self, today: date) -> list[Hotline]:
        """Return the hotlines that are valid today: with a source, read lately."""
        return [
            record
            for record in self._records()
            if isinstance(record, Hotline)
            and record.source
            and record.verified
            and not record.expired(today)
        ]

    def offices(self, country: str, today: date) -> list[Contact]:
        """Return the contacts of a country that are valid today."""
        return [
            record
            for record in self._records()
            if isinstance(record, Contact)
            and record.country == country
            and not record.expired(today)
        ]

    def texts(self) -> CrisisTexts | None:
        """Return the texts of the folder, else those the project came with."""
        self._look()
        for folder in (self.knowledge, PROJECT / "knowledge"):
            path = folder / CRISIS_TEXTS
            if path not in self._files:
                self._read(path)
            file = self._files.get(path)
            if file and isinstance(file.held, CrisisTexts):
                return file.held
        return None

    def _records(self) -> list[Contact | Hotline]:
        """Return every record, file after file."""
        self._look()
        files = [file for _, file in sorted(self._files.items())]
        return [r for file in files if isinstance(file.held, tuple) for r in file.held]

    def _look(self) -> None:
        """Read again what has changed, now and then; whoever comes meanwhile uses what is there."""
        if monotonic() - self._looked < LOOK_AGAIN or not self._lock.acquire(blocking=False):
            return
        try:
            paths = [
                path
                for folder in (HOTLINES, CONTACTS)
                for path in sorted((self.knowledge / folder).glob("*.y*ml"))
            ]
            for path in paths:
                self._read(path)
            for path in self._files.keys() - set(paths):
                if path.is_relative_to(self.knowledge) and not path.exists():
                    del self._files[path]
            self._looked = monotonic()
        finally:
            self._lock.release()

    def _read(self, path: Path) -> None:
        """Read a file if it is new; keep what it held when it cannot be read any more."""
        known = self._files.get(path)
        try:
            stat = path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size)
            if known and known.stamp == stamp:
                return
            held = _held(path)
        except (ContentError, OSError) as error:
            structlog.get_logger().error("safety file unreadable", file=path.name, error=str(error))
            return
        if held or not known:
            self._files[path] = _File(stamp, held)


def _held(path: Path) -> Read | None:
    """Return what a file holds: texts, hotlines or contacts."""
    name = f"{path.parent.name}/{path.name}"
    if name == CRISIS_TEXTS:
        return read_crisis_texts(path, name)[0]
    model: type[Contact] | type[Hotline] = Hotline if path.parent.name == HOTLINES else Contact
    return tuple(read_records(model, path, name)[0])  # type: ignore[type-var]
