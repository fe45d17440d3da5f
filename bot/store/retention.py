"""What goes by itself: texts a day after the end, unanswered questions a month after."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom
from typing import Any

import structlog
from sqlalchemy import Connection, Row, delete, insert, select

from actions.reply.reply import Status
from bot.store.clock import Clock
from bot.store.counts import add_feedback, add_turns
from bot.store.database import Database
from bot.store.scrub import scrub
from bot.store.tables import AUDIT, FEEDBACK, TURNS, UNANSWERED

BREAK = timedelta(minutes=30)
"""A silence this long ends a conversation: what comes after is another."""
EVERY_SECONDS = 600
MOST_AT_ONCE = 500  # ids in one statement

Task = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Delays:
    """How long things are kept."""

    text: timedelta = timedelta(hours=24)
    unanswered: timedelta = timedelta(days=30)
    audit: timedelta = timedelta(days=365)


class Retention:
    """Delete what is past its time."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        delays: Delays | None = None,
        tasks: Sequence[Task] = (),
    ) -> None:
        """Take the clock, the delays, and what else is to be done each time."""
        self._database = database
        self._clock = clock
        self._delays = delays or Delays()
        self._tasks = list(tasks)

    def add(self, task: Task) -> None:
        """Do one thing more each time."""
        self._tasks.append(task)

    async def run(self) -> None:
        """Delete what is past its time now."""
        now = self._clock()
        gone = await self._database.writing(lambda c: expire(c, now, self._delays))
        if gone:
            await asyncio.to_thread(scrub, self._database)
        for task in self._tasks:
            await task()

    async def forever(self, every: float = EVERY_SECONDS) -> None:
        """Do it again and again; what fails is tried the next time."""
        while True:
            try:
                await self.run()
            except Exception as error:  # noqa: BLE001 - the next time may do
                structlog.get_logger().error("retention failed", error=type(error).__name__)
            await asyncio.sleep(every)


def expire(connection: Connection, now: datetime, delays: Delays) -> int:
    """Delete the rows past their time; return how many texts went."""
    rows = connection.execute(
        select(TURNS.c.id, TURNS.c.conversation, TURNS.c.at).where(
            TURNS.c.conversation.in_(
                select(TURNS.c.conversation).where(TURNS.c.at < now - delays.text)
            )
        )
    ).all()
    old = [Spoken(row.id, row.conversation, row.at) for row in rows]
    gone = _take(connection, ended(old, now - delays.text))
    _settle(connection, gone)
    month_ago = (now - delays.unanswered).date()
    dropped = connection.execute(delete(UNANSWERED).where(UNANSWERED.c.day < month_ago)).rowcount
    connection.execute(delete(AUDIT).where(AUDIT.c.at < now - delays.audit))
    return len(gone) + dropped


@dataclass(frozen=True, slots=True)
class Spoken:
    """When something was said in a conversation."""

    id: str
    conversation: str
    at: datetime


def ended(turns: Iterable[Spoken], before: datetime) -> list[str]:
    """Return the ids of the turns whose conversation came to its end before a moment."""
    talks: dict[str, list[Spoken]] = defaultdict(list)
    for turn in turns:
        talks[turn.conversation].append(turn)
    return [turn.id for talk in talks.values() for turn in _ended(talk, before)]


def _ended(talk: list[Spoken], before: datetime) -> list[Spoken]:
    """Return the first turns of a talk, up to the last break that came early enough."""
    talk.sort(key=lambda turn: turn.at)
    count = 0
    for position, turn in enumerate(talk, start=1):
        last = position == len(talk)
        if turn.at < before and (last or talk[position].at - turn.at > BREAK):
            count = position
    return talk[:count]


def _take(connection: Connection, ids: Sequence[str]) -> list[Row[Any]]:
    """Delete turns and return them; of two processes, one gets each."""
    taken: list[Row[Any]] = []
    for start in range(0, len(ids), MOST_AT_ONCE):
        some = TURNS.c.id.in_(ids[start : start + MOST_AT_ONCE])
        taken += connection.execute(delete(TURNS).where(some).returning(*TURNS.c)).all()
    return taken


def _settle(connection: Connection, gone: Sequence[Row[Any]]) -> None:
    """Turn what was taken into counts; set the unanswered questions loose."""
    add_turns(
        connection,
        Counter((t.at.date(), t.channel, t.status, t.label or "", t.page or "") for t in gone),
    )
    pages = {turn.id: turn.page or "" for turn in gone}
    opinions: list[Row[Any]] = []
    ids = list(pages)
    for start in range(0, len(ids), MOST_AT_ONCE):
        some = FEEDBACK.c.turn.in_(ids[start : start + MOST_AT_ONCE])
        opinions += connection.execute(delete(FEEDBACK).where(some).returning(*FEEDBACK.c)).all()
    add_feedback(
        connection,
        Counter((o.at.date(), pages[o.turn], o.value, o.reason or "") for o in opinions),
    )
    loose = [
        {"id": secrets.token_hex(12), "day": turn.at.date(), "question": turn.question}
        for turn in gone
        if turn.question and turn.status == Status.UNANSWERABLE and not turn.label
    ]
    if loose:
        SystemRandom().shuffle(loose)
        connection.execute(insert(UNANSWERED), loose)
