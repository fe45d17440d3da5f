"""The knowledge folder as staff see it: read and checked once for every state it is in."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from actions.library.check import check_library
from actions.library.finding import Finding
from actions.library.library import Library
from actions.library.load import load_library
from actions.search.errors import SearchError
from actions.search.manifest import Manifest
from actions.search.versions import Versions
from bot.content import documents
from bot.settings import Settings
from bot.staff.report import Expiring, expiring
from bot.upkeep.stamp import Stamp, folder_stamp
from bot.upkeep.status import FolderStatus


@dataclass(frozen=True, slots=True)
class FileFindings:
    """What was found in one file, errors first."""

    path: str
    findings: tuple[Finding, ...]
    kept: bool
    """Whether its last good version answers in its place."""

    @property
    def broken(self) -> bool:
        """Tell whether something keeps it out."""
        return any(finding.level == "error" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Look:
    """The folder, what is live of it, and what to do about it."""

    at: datetime
    library: Library
    files: tuple[FileFindings, ...]
    expiring: tuple[Expiring, ...]
    kinds: Counter[str]
    contacts: int
    hotlines: int
    version: str | None
    live: Manifest | None
    status: FolderStatus | None

    @property
    def errors(self) -> int:
        """Return how many errors there are."""
        return self._count("error")

    @property
    def warnings(self) -> int:
        """Return how many warnings there are."""
        return self._count("warning")

    def _count(self, level: str) -> int:
        return sum(one.level == level for file in self.files for one in file.findings)


class Folder:
    """Look at the folder beside the event loop, and again only when something has changed."""

    def __init__(self, settings: Settings, today: Callable[[], date] = date.today) -> None:
        """Take where the folder and the index are."""
        self._settings = settings
        self._today = today
        self._lock = asyncio.Lock()
        self._seen: tuple[Stamp, Look] | None = None

    async def look(self) -> Look:
        """Return how the folder stands now."""
        async with self._lock:  # many readers, one reading
            return await asyncio.to_thread(self._look)

    def _look(self) -> Look:
        today = self._today()
        status = FolderStatus.read(self._settings.state)
        stamp = (today, status, _live(self._settings)[0], folder_stamp(self._settings.knowledge))
        if self._seen is None or self._seen[0] != stamp:
            self._seen = (stamp, _read(self._settings, status, today))
        return self._seen[1]


def _read(settings: Settings, status: FolderStatus | None, today: date) -> Look:
    loaded = load_library(settings.knowledge)
    version, live = _live(settings)
    valid = loaded.library.live(today)
    broken = {finding.path for finding in loaded.errors}
    now = {document.path for document in documents(loaded.library, today)}
    kept = {path.partition("#")[0] for path in (live.pages if live else ()) if path not in now}
    return Look(
        at=datetime.now(UTC),
        library=loaded.library,
        files=tuple(_by_file(check_library(loaded, today), kept & broken)),
        expiring=tuple(expiring(loaded.library, today)),
        kinds=Counter(page.kind.value for page in valid.pages),
        contacts=len(valid.contacts),
        hotlines=len(valid.hotlines),
        version=version,
        live=live,
        status=status,
    )


def _live(settings: Settings) -> tuple[str | None, Manifest | None]:
    """Return the version that answers and what it was made of; nothing where it is unreadable."""
    try:
        folder = Versions(settings.state).current()
        return (folder.name, Manifest.read(folder)) if folder else (None, None)
    except SearchError:
        return None, None


def _by_file(findings: Sequence[Finding], kept: set[str]) -> list[FileFindings]:
    """Put findings together by file: broken files first, and errors first in each."""
    files = [
        FileFindings(path, tuple(sorted(found, key=lambda one: one.level)), path in kept)
        for path, found in groupby(findings, key=lambda finding: finding.path)
    ]
    return sorted(files, key=lambda file: (not file.broken, file.path))
