"""What was received and not answered yet: it outlives the process, and nothing is taken twice."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.outgoing import Outbox
from bot.channels.telegram.tables import INBOX, SEEN
from bot.store.database import Database

REMEMBERED = timedelta(days=7)
"""Telegram gives up on an update after a day."""
LEASE_SECONDS = 180.0
"""How long a machine keeps what it took without saying that it is alive."""
FIRST_DELAY, LONGEST_DELAY = 0.5, 30.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that waits, and its answer if that is known already."""

    incoming: Incoming
    outbox: Outbox | None = None


class Inbox:
    """Keep updates until they are answered, each by one machine."""

    def __init__(self, database: Database, machine: str = "") -> None:
        """Take the database of the service, and which of its machines this is."""
        self._database = database
        self._machine = machine

    async def receive(self, items: Sequence[Incoming]) -> list[Incoming]:
        """Keep the updates that were never seen, and return them."""

        def work(connection: Connection) -> list[Incoming]:
            new = [item for item in items if _first_time(connection, item.update)]
            rows = [
                {
                    "update_id": i.update,
                    "chat": i.chat,
                    "at": _now(),
                    "incoming": i.to_dict(),
                    **self._lease(),
                }
                for i in new
            ]
            if rows:
                connection.execute(INBOX.insert(), rows)
            return new

        return await self._database.writing(work) if items else []

    async def waiting(self) -> list[Waiting]:
        """Return what is ours to answer, oldest first: what machines left that died, too."""
        ours = or_(INBOX.c.machine == self._machine, INBOX.c.until < _now())

        def work(connection: Connection) -> list[Waiting]:
            connection.execute(update(INBOX).where(ours).values(**self._lease()))
            mine = select(INBOX).where(INBOX.c.machine == self._machine)
            return [_waiting(row) for row in connection.execute(mine.order_by(INBOX.c.update_id))]

        return await self._database.writing(work)

    async def found_again(self, item: Incoming) -> Waiting | None:
        """Return how far an update got, once the database is there; None when it is answered."""
        query, delay = select(INBOX).where(INBOX.c.update_id == item.update), FIRST_DELAY
        while True:
            await asyncio.sleep(delay)
            delay = min(delay * 2, LONGEST_DELAY)
            with suppress(SQLAlchemyError):
                row = await self._database.reading(lambda c: c.execute(query).first())
                return _waiting(row) if row else None

    async def answer(self, item: Incoming, outbox: Outbox) -> None:
        """Keep the answer before any of it is sent; the question is no longer needed."""
        bare = Incoming(
            item.update, item.chat, item.person, item.kind, "", item.group, item.message,
            item.thread,
        )  # fmt: skip
        await self._change(item, incoming=bare.to_dict(), outbox=outbox.to_dict())

    async def begin(self, item: Incoming, count: int) -> None:
        """Note that the sending of a part begins: from here on it may have arrived."""
        await self._change(item, begun=count)

    async def progress(self, item: Incoming, count: int) -> None:
        """Note how many parts are sent, and that no other is under way."""
        await self._change(item, sent=count, begun=count)

    async def done(self, item: Incoming) -> None:
        """Forget an update that is answered."""
        await self._delete(INBOX.c.update_id == item.update)

    async def forget(self, chat: int) -> None:
        """Forget everything of a chat that waits."""
        await self._delete(INBOX.c.chat == chat)

    async def prune(self) -> None:
        """Forget the numbers of updates that cannot come again."""
        limit = _now() - REMEMBERED
        await self._database.writing(lambda c: c.execute(delete(SEEN).where(SEEN.c.at < limit)))

    def _lease(self) -> dict[str, object]:
        """Return the columns that keep other machines away."""
        until = _now() + timedelta(seconds=LEASE_SECONDS)
        return {"machine": self._machine, "until": until}

    async def _change(self, item: Incoming, **values: object) -> None:
        change = update(INBOX).where(INBOX.c.update_id == item.update).values(**values)
        await self._database.writing(lambda connection: connection.execute(change))

    async def _delete(self, condition: object) -> None:
        gone = delete(INBOX).where(condition)  # type: ignore[arg-type]
        await self._database.writing(lambda connection: connection.execute(gone))


def _first_time(connection: Connection, number: int) -> bool:
    """Remember the number of an update; False when it was there already."""
    row = {"update_id": number, "at": _now()}
    new = _insert(connection, SEEN).values(row).on_conflict_do_nothing()
    return connection.execute(new.returning(SEEN.c.update_id)).first() is not None


def _waiting(row: Row[Any]) -> Waiting:
    """Read one row."""
    outbox = Outbox.from_dict(row.outbox, row.sent, row.begun) if row.outbox else None
    return Waiting(Incoming.from_dict(row.incoming), outbox)


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    dialect = connection.dialect.name
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def _now() -> datetime:
    return datetime.now(UTC)
