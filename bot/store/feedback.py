"""What people thought of an answer: one opinion a turn, which may change; never a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from actions.library.catalogue import catalogue
from actions.library.folding import fold
from bot.store.clock import Clock
from bot.store.database import Database
from bot.store.tables import FEEDBACK, TURNS

Value = Literal["up", "down"]
VALUES: tuple[Value, ...] = ("up", "down")
REASONS = ("false", "outdated", "incomplete", "long", "off_topic")


@dataclass(frozen=True, slots=True)
class Opinion:
    """Up or down, and why."""

    value: Value
    reason: str | None = None

    @property
    def reason_text(self) -> str | None:
        """Return the reason in French."""
        return reason_text(self.reason) if self.reason else None


class OpinionError(ValueError):
    """What was sent is not an opinion: the field that is wrong."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def read_opinion(value: object, reason: object) -> Opinion:
    """Return the opinion; a reason is one of the five, in French, however it is typed."""
    if value not in VALUES:
        raise OpinionError("value")
    if reason is None:
        return Opinion(value)
    plain = _plain(reason) if isinstance(reason, str) else ""
    for known in REASONS:
        if plain in {known, _plain(reason_text(known))}:
            return Opinion(value, known if value == "down" else None)
    raise OpinionError("reason")


def reason_text(reason: str) -> str:
    """Return a reason in French."""
    return catalogue("bot.store").text(f"reasons.{reason}")


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("_", " ").replace("-", " ").split())


class Feedback:
    """Keep opinions about turns that are still known."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Keep the database and the clock."""
        self._database = database
        self._clock = clock

    async def all(self) -> list[Opinion]:
        """Return the opinions on the turns that are still known."""
        rows = await self._database.reading(lambda c: c.execute(select(FEEDBACK)).all())
        return [Opinion(row.value, row.reason) for row in rows]

    async def give(self, turn: str, opinion: Opinion) -> bool:
        """Keep or change the opinion on a turn; False when the turn is unknown."""
        at = self._clock()

        def work(connection: Connection) -> bool:
            asked = select(TURNS.c.conversation).where(TURNS.c.id == turn).with_for_update()
            conversation = connection.execute(asked).scalar_one_or_none()
            if conversation is None:
                return False
            connection.execute(delete(FEEDBACK).where(FEEDBACK.c.turn == turn))
            row = {"turn": turn, "conversation": conversation, "at": at}
            row |= {"value": opinion.value, "reason": opinion.reason}
            connection.execute(insert(FEEDBACK), row)
            return True

        return await self._database.writing(work)
