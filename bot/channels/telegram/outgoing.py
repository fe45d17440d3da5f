"""What is sent for one turn: messages, contact cards, places; plain values that can be stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

Keyboard = tuple[tuple[tuple[str, str], ...], ...]
"""Rows of buttons; each has a title and the short id that comes back."""


@dataclass(frozen=True, slots=True)
class Text:
    """A message in Telegram's HTML; `plain` is the same without formatting."""

    html: str
    plain: str
    keyboard: Keyboard = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the stored form."""
        return {"text": self.html, "plain": self.plain, "keyboard": self.keyboard}


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A name and a number that a tap calls."""

    name: str
    phone: str
    vcard: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the stored form."""
        return {"contact": self.name, "phone": self.phone, "vcard": self.vcard}


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map."""

    title: str
    address: str
    latitude: float
    longitude: float

    def to_dict(self) -> dict[str, Any]:
        """Return the stored form."""
        where = [self.latitude, self.longitude]
        return {"place": self.title, "address": self.address, "where": where}


Part = Text | ContactCard | Place


@dataclass(frozen=True, slots=True)
class Outbox:
    """The parts that answer one update, and how far they are sent."""

    parts: tuple[Part, ...] = ()
    sent: int = 0  # parts that Telegram has, or that are given up
    begun: int = 0  # parts whose sending began: beyond `sent`, nobody knows
    urgent: bool = field(default=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the stored form of what does not change."""
        return {"parts": [part.to_dict() for part in self.parts], "urgent": self.urgent}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], sent: int, begun: int) -> Self:
        """Read the stored form."""
        return cls(tuple(map(_part, data["parts"])), sent, begun, data["urgent"])

    def without_keyboards(self) -> Self:
        """Return the same parts without any button."""
        bare = (replace(p, keyboard=()) if isinstance(p, Text) else p for p in self.parts)
        return replace(self, parts=tuple(bare))


def _part(data: Mapping[str, Any]) -> Part:
    """Read one stored part."""
    if "contact" in data:
        return ContactCard(data["contact"], data["phone"], data["vcard"])
    if "place" in data:
        return Place(data["place"], data["address"], *data["where"])
    return Text(data["text"], data["plain"], read_keyboard(data["keyboard"]))


def read_keyboard(rows: Sequence[Sequence[Sequence[str]]]) -> Keyboard:
    """Read the rows of a stored keyboard."""
    return tuple(tuple((title, data) for title, data in row) for row in rows)
