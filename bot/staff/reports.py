"""The report for the staff pages, kept for a moment so that a reload costs nothing."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from time import monotonic

from actions.library.library import Library
from bot.staff.report import Report, make_report
from bot.store.memory import Memory

KEPT_SECONDS = 30.0


class Reports:
    """Make reports beside the event loop."""

    name = "reports"  # as a place that can be made to forget

    def __init__(self, memory: Memory) -> None:
        """Take what remembers, and promise to forget with it."""
        self._memory = memory
        self._lock = asyncio.Lock()
        self._made: dict[int, tuple[float, Report]] = {}
        self._erasures = 0
        memory.erasure.add(self)

    async def last(self, days: int, library: Library) -> Report:
        """Return the report of the last days."""
        async with self._lock:
            made = self._made.get(days)
            if made is not None and made[0] >= monotonic():
                return made[1]
            erasures = self._erasures
            report = await self._make(days, library)
            if erasures == self._erasures:  # nothing was erased while it was made
                self._made[days] = (monotonic() + KEPT_SECONDS, report)
            return report

    async def forget(self, conversation: str) -> int:  # noqa: ARG002 - nothing here has a name
        """Drop the reports: what was erased must not be read in them."""
        self._erasures += 1
        self._made.clear()
        return 0

    async def _make(self, days: int, library: Library) -> Report:
        today = self._memory.clock().date()
        start = today - timedelta(days=days)
        return await self._memory.database.reading(lambda c: make_report(c, library, start, today))
