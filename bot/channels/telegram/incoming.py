"""What of an update matters: who wrote what, where; the rest is never kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self, TypeGuard

from bot.channels.telegram.outgoing import Keyboard, read_keyboard

NUMBERS = {"update", "chat", "person"}
"""What is stored even when it is zero."""


MOST = 2**63 - 1
"""The greatest number a database keeps."""


def storable(number: object) -> TypeGuard[int]:
    """Tell whether something is a number that a database keeps."""
    return isinstance(number, int) and not isinstance(number, bool) and abs(number) <= MOST


class Kind(StrEnum):
    """What a person did."""

    TEXT = "text"
    BUTTON = "button"
    MEDIA = "media"  # a voice message, a picture, a place…
    GONE = "gone"  # blocked the bot, or took it out of the group


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update that asks for something."""

    update: int
    chat: int
    person: int
    kind: Kind
    text: str = ""  # words, caption, or the id of a button
    group: bool = False
    message: int | None = None
    thread: int | None = None  # the topic of a forum
    query: str | None = None  # by which a tap on a button is acknowledged
    keyboard: Keyboard = ()  # the buttons under the message that was tapped
    media: str | None = None
    album: str | None = None  # pictures sent together

    def checked(self) -> Self:
        """Return this update; ValueError when the database could not keep it."""
        numbers = (self.update, self.chat, self.person)
        if not all(map(storable, numbers)) or not isinstance(self.text, str):
            raise ValueError("update")
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return the stored form."""
        return {
            name: value
            for name, value in asdict(self).items()
            if name in NUMBERS or value not in (None, (), "", False)
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read the stored form."""
        keyboard = read_keyboard(data.get("keyboard", ()))
        return cls(**{**data, "kind": Kind(data["kind"]), "keyboard": keyboard})


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is on Telegram."""

    id: int
    username: str
