"""The kill switch of each channel: off, with a message for people, and a line of audit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, select

from bot.store.clock import Clock
from bot.store.database import Database
from bot.store.tables import AUDIT, SWITCHES

CHANNELS = ("web", "telegram")
Place = Literal["staff", "command"]


@dataclass(frozen=True, slots=True)
class Switch:
    """The state of one channel."""

    channel: str
    off: bool = False
    message: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Something staff did."""

    at: datetime
    place: str
    action: str
    channel: str
    message: str


class Switches:
    """Read and turn the switches."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Keep the database and the clock."""
        self._database = database
        self._clock = clock

    async def all(self) -> dict[str, Switch]:
        """Return the state of every channel."""
        rows = await self._database.reading(lambda c: c.execute(select(SWITCHES)).all())
        known = {row.channel: Switch(row.channel, row.off, row.message, row.at) for row in rows}
        return {channel: known.get(channel, Switch(channel)) for channel in CHANNELS} | known

    async def turn(self, channel: str, *, off: bool, message: str, place: Place) -> None:
        """Turn a channel off or on, and write it down."""
        at = self._clock()
        row: dict[str, Any] = {"channel": channel, "off": off, "message": message, "at": at}
        line = {"at": at, "place": place, "action": "off" if off else "on"}

        def work(connection: Connection) -> None:
            connection.execute(delete(SWITCHES).where(SWITCHES.c.channel == channel))
            connection.execute(insert(SWITCHES), row)
            connection.execute(insert(AUDIT), {**line, "channel": channel, "message": message})

        await self._database.writing(work)

    async def audit(self, last: int) -> list[AuditLine]:
        """Return the newest lines of the audit."""
        newest = select(AUDIT).order_by(AUDIT.c.at.desc(), AUDIT.c.id.desc()).limit(last)
        rows = await self._database.reading(lambda c: c.execute(newest).all())
        return [
            AuditLine(row.at, row.place, row.action, row.channel or "", row.message or "")
            for row in rows
        ]
