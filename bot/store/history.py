"""Conversations as they were: masked questions and the turns that answered them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sqlalchemy import Row, insert, select

from actions.reply.reply import Turn
from bot.store.database import Database
from bot.store.tables import TURNS

REMEMBERED_BUTTONS = 10
"""Turns in which the button that was pressed is looked for."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One message of a person and the turn that answered it."""

    id: str
    conversation: str
    channel: str
    at: datetime
    turn: Turn
    question: str | None = None  # masked; None where it must not be kept
    label: str | None = None

    def to_row(self) -> dict[str, Any]:
        """Return the columns of the table."""
        return {
            "id": self.id,
            "conversation": self.conversation,
            "channel": self.channel,
            "at": self.at,
            "status": self.turn.status.value,
            "label": self.label,
            "question": self.question,
            "answer": self.turn.to_dict(),
            "page": page_of(self.turn),
        }

    @classmethod
    def from_row(cls, row: Row[Any]) -> Self:
        """Read the columns of the table."""
        return cls(
            row.id,
            row.conversation,
            row.channel,
            row.at,
            Turn.from_dict(row.answer),
            row.question,
            row.label,
        )


def page_of(turn: Turn) -> str:
    """Return the page an answer comes from: its address without the section, else its title."""
    for reply in turn.replies:
        for source in reply.sources:
            return (source.url or source.title).partition("#")[0]
    return ""


class History:
    """Write and read exchanges."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    async def add(self, exchange: Exchange) -> None:
        """Keep one exchange."""
        await self._database.writing(lambda c: c.execute(insert(TURNS), exchange.to_row()))

    async def of(self, conversation: str, last: int | None = None) -> list[Exchange]:
        """Return the exchanges of a conversation, oldest first; only the `last` if given."""
        newest = (
            select(TURNS)
            .where(TURNS.c.conversation == conversation)
            .order_by(TURNS.c.at.desc(), TURNS.c.id)
            .limit(last)
        )
        rows = await self._database.reading(lambda c: c.execute(newest).all())
        return [Exchange.from_row(row) for row in reversed(rows)]

    async def since(self, start: datetime) -> Sequence[Exchange]:
        """Return what everybody said from a moment on, oldest first."""
        newer = select(TURNS).where(TURNS.c.at >= start).order_by(TURNS.c.at, TURNS.c.id)
        rows = await self._database.reading(lambda c: c.execute(newer).all())
        return [Exchange.from_row(row) for row in rows]

    async def title_of(self, conversation: str, payload: str) -> str | None:
        """Return the title of the button that carries a payload, if one was shown lately."""
        for exchange in reversed(await self.of(conversation, REMEMBERED_BUTTONS)):
            for reply in exchange.turn.replies:
                for button in reply.buttons:
                    if button.payload == payload:
                        return button.title
        return None
