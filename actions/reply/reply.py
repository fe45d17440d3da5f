"""What the assistant says: the values every channel renders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self


class Status(StrEnum):
    """What kind of turn a reply is."""

    ANSWERED = "answered"
    SUGGESTED = "suggested"
    UNANSWERABLE = "unanswerable"
    CLARIFICATION = "clarification"
    SMALLTALK = "smalltalk"
    CRISIS = "crisis"
    HANDOFF = "handoff"
    OUT_OF_MANDATE = "out_of_mandate"
    REFUSED = "refused"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Source:
    """The page an answer comes from, with the dates that say how old it is."""

    title: str
    url: str | None
    published: date | None = None
    verified: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON shape of the chat API."""
        return {
            "title": self.title,
            "url": self.url,
            "published": self.published.isoformat() if self.published else None,
            "verified": self.verified.isoformat() if self.verified else None,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read the JSON shape of the chat API."""
        return cls(data["title"], data["url"], _date(data["published"]), _date(data["verified"]))


@dataclass(frozen=True, slots=True)
class Button:
    """A quick reply: what is shown and what is sent back."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True)
class Card:
    """A record shown as a card: contact, person, hotline or programme."""

    kind: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """One message of the assistant."""

    text: str
    sources: tuple[Source, ...] = ()
    card: Card | None = None
    buttons: tuple[Button, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON shape of the chat API."""
        return {
            "text": self.text,
            "sources": [source.to_dict() for source in self.sources],
            "card": {"kind": self.card.kind, **self.card.fields} if self.card else None,
            "buttons": [{"title": b.title, "payload": b.payload} for b in self.buttons],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read the JSON shape of the chat API."""
        card = data.get("card")
        return cls(
            text=data["text"],
            sources=tuple(Source.from_dict(source) for source in data.get("sources", ())),
            card=Card(card["kind"], {k: v for k, v in card.items() if k != "kind"})
            if card
            else None,
            buttons=tuple(Button(b["title"], b["payload"]) for b in data.get("buttons", ())),
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """The assistant's whole answer to one message."""

    status: Status
    replies: tuple[Reply, ...] = field(default=())
    confidence: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON shape of the chat API, without session and turn ids."""
        return {
            "status": self.status.value,
            "replies": [reply.to_dict() for reply in self.replies],
            "confidence": round(self.confidence, 4),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read the JSON shape of the chat API."""
        return cls(
            Status(data["status"]),
            tuple(Reply.from_dict(reply) for reply in data["replies"]),
            float(data["confidence"]),
        )


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
