"""Inline buttons: short ids that mean something here, for one person, once; restarts included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, or_, select, update

from bot.channels.telegram.outgoing import Keyboard
from bot.channels.telegram.tables import BUTTONS
from bot.store.database import Database

ID_BYTES = 9
LIFETIME = timedelta(days=2)
WIDEST_ROW = 2
LONGEST_SHORT = 18
"""Characters of a title beside which another button still fits on a small screen."""
LONGEST_TITLE = 60


class Action(StrEnum):
    """What a button does; the first letter begins its id."""

    SAY = "say"  # sends its value as if it had been written
    UP = "up"  # a good answer
    DOWN = "down"  # a bad one
    REASON = "reason"  # why it was bad


@dataclass(frozen=True, slots=True)
class NewButton:
    """A button to show."""

    title: str
    action: Action
    value: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button that was pressed means."""

    action: Action
    value: str


class Buttons:
    """Give buttons their ids, and find out what an id means."""

    def __init__(self, database: Database) -> None:
        """Take the database of the service."""
        self._database = database

    async def issue(self, conversation: str, bunches: Sequence[Sequence[NewButton]]) -> Keyboard:
        """Return the keyboard of some bunches; using one button uses up its bunch."""
        rows, keyboard = list[dict[str, Any]](), list[tuple[tuple[str, str], ...]]()
        for bunch in bunches:
            name, shown = token_urlsafe(ID_BYTES), []
            for button in bunch:
                key = f"{button.action.value[0]}{token_urlsafe(ID_BYTES)}"
                shown.append((short_title(button.title), key))
                rows.append(
                    {
                        "id": key, "conversation": conversation, "bunch": name,
                        "action": button.action.value, "value": button.value,
                        "at": datetime.now(UTC),
                    }
                )  # fmt: skip
            keyboard += in_rows(shown)
        if rows:
            await self._database.writing(lambda c: c.execute(BUTTONS.insert(), rows))
        return tuple(keyboard)

    async def find(self, key: str, conversation: str, update_id: int) -> Pressed | None:
        """Return what an id means for a conversation, while no other update has used it."""
        return await self._database.reading(lambda c: _find(c, key, conversation, update_id))

    async def press(self, key: str, conversation: str, update_id: int) -> Pressed | None:
        """Use a button and its whole bunch; the same update may use it again after a restart."""

        def work(connection: Connection) -> Pressed | None:
            pressed = _find(connection, key, conversation, update_id)
            bunch = select(BUTTONS.c.bunch).where(BUTTONS.c.id == key).scalar_subquery()
            using = update(BUTTONS).where(BUTTONS.c.bunch == bunch, _free(update_id))
            used = connection.execute(using.values(used_by=update_id)).rowcount if pressed else 0
            return pressed if used else None  # another machine may have been quicker

        return await self._database.writing(work)

    async def left(self, keyboard: Keyboard) -> Keyboard:
        """Return what of a keyboard can still be used."""
        keys = [key for row in keyboard for _, key in row]
        query = select(BUTTONS.c.id).where(BUTTONS.c.id.in_(keys), BUTTONS.c.used_by.is_(None))
        free = await self._database.reading(lambda c: set(c.scalars(query)))
        rows = (tuple(button for button in row if button[1] in free) for row in keyboard)
        return tuple(row for row in rows if row)

    async def forget(self, conversation: str) -> int:
        """Forget the buttons of a conversation; return how many there were."""
        gone = delete(BUTTONS).where(BUTTONS.c.conversation == conversation)
        return await self._database.writing(lambda connection: connection.execute(gone).rowcount)

    async def prune(self) -> None:
        """Forget buttons that nobody presses any more."""
        old = delete(BUTTONS).where(BUTTONS.c.at < datetime.now(UTC) - LIFETIME)
        await self._database.writing(lambda connection: connection.execute(old))


def _find(connection: Connection, key: str, conversation: str, update_id: int) -> Pressed | None:
    """Look a button up; one that was used by another update is no button any more."""
    query = select(BUTTONS.c.action, BUTTONS.c.value).where(
        BUTTONS.c.id == key, BUTTONS.c.conversation == conversation, _free(update_id)
    )
    row = connection.execute(query).first()
    return Pressed(Action(row.action), row.value) if row else None


def _free(update_id: int) -> ColumnElement[bool]:
    """Return the condition that no other update has used a button."""
    return or_(BUTTONS.c.used_by.is_(None), BUTTONS.c.used_by == update_id)


def in_rows(shown: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield rows: short titles two by two, long ones alone."""
    row: list[tuple[str, str]] = []
    for button in shown:
        long = len(button[0]) > LONGEST_SHORT
        if row and (long or len(row) == WIDEST_ROW or len(row[-1][0]) > LONGEST_SHORT):
            yield tuple(row)
            row = []
        row.append(button)
    if row:
        yield tuple(row)


def short_title(title: str) -> str:
    """Return a title that fits on a button."""
    title = " ".join(title.split()) or "…"
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"
