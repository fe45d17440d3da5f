"""What was received and not answered yet: it outlives the process, and nothing is taken twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Table, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.outgoing import Outbox
from bot.channels.telegram.tables import INBOX, SEEN
from bot.store.database import Database

REMEMBERED = timedelta(days=7)
"""Telegram gives up on an update after a day."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that waits, and its answer if that is known already."""

    incoming: Incoming
    outbox: Outbox | None = None


class Inbox:
    """Keep updates until they are answered."""

    def __init__(self, database: Database) -> None:
        """Take the database of the service."""
        self._database = database

    async def receive(self, items: Sequence[Incoming]) -> list[Incoming]:
        """Keep the updates that were never seen, and return them."""

        def work(connection: Connection) -> list[Incoming]:
            new = [item for item in items if _first_time(connection, item.update)]
            rows = [
                {"update_id": i.update, "chat": i.chat, "at": _now(), "incoming": i.to_dict()}
                for i in new
            ]
            if rows:
                connection.execute(INBOX.insert(), rows)
            return new

        return await self._database.writing(work) if items else []

    async def waiting(self) -> list[Waiting]:
        """Return what a former process left unanswered, oldest first."""

        def work(connection: Connection) -> list[Waiting]:
            rows = connection.execute(select(INBOX).order_by(INBOX.c.update_id))
            return [
                Waiting(
                    Incoming.from_dict(row.incoming),
                    Outbox.from_dict(row.outbox, row.sent, row.begun) if row.outbox else None,
                )
                for row in rows
            ]

        return await self._database.reading(work)

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

    async def _change(self, item: Incoming, **values: object) -> None:
        change = update(INBOX).where(INBOX.c.update_id == item.update).values(**values)
        await self._database.writing(lambda connection: connection.execute(change))

    async def _delete(self, condition: object) -> None:
        gone = delete(INBOX).where(condition)  # type: ignore[arg-type]
        await self._database.writing(lambda connection: connection.execute(gone))


def _first_time(connection: Connection, number: int) -> bool:
    """Remember the number of an update; False when it was there already."""
    row = {"update_id": number, "at": _now()}
    done = connection.execute(_insert(connection, SEEN).values(row).on_conflict_do_nothing())
    return done.rowcount == 1


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    dialect = connection.dialect.name
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def _now() -> datetime:
    return datetime.now(UTC)
