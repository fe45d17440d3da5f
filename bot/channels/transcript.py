"""What was said so far on a page without memory: carried by the form, signed, kept nowhere."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from actions.reply.reply import Turn
from bot.keys import Keys, decode, encode

PURPOSE = "transcript"
MOST_EXCHANGES = 6
MOST_CHARACTERS = 16_000  # of the sealed form: a page must stay light on a slow line


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its turn."""

    question: str
    turn: Turn
    id: str = ""  # by which feedback names the turn

    def title_of(self, payload: str) -> str | None:
        """Return the title of the button that carries a payload, if this turn shows it."""
        buttons = (button for reply in self.turn.replies for button in reply.buttons)
        return next((button.title for button in buttons if button.payload == payload), None)


@dataclass(frozen=True, slots=True)
class Transcript:
    """The last exchanges of one session."""

    exchanges: tuple[Exchange, ...] = ()

    def add(self, exchange: Exchange) -> Self:
        """Return the transcript with one exchange more."""
        return type(self)((*self.exchanges, exchange)[-MOST_EXCHANGES:])

    def seal(self, keys: Keys, session: str) -> str:
        """Write the transcript so that only this session can bring it back, unchanged."""
        kept = self.exchanges
        while True:
            body = encode(zlib.compress(json.dumps([_to_json(item) for item in kept]).encode()))
            if len(body) <= MOST_CHARACTERS or not kept:
                return f"{body}.{keys.tag(PURPOSE, session, body)}"
            kept = kept[1:]

    @classmethod
    def unseal(cls, keys: Keys, session: str, sealed: str) -> Self:
        """Read a sealed transcript; an empty one if it is not ours."""
        body, _, tag = sealed.partition(".")
        if not body.isascii() or not keys.matches(tag, PURPOSE, session, body):
            return cls()
        items = json.loads(zlib.decompress(decode(body)))
        return cls(tuple(map(_from_json, items)))


def _from_json(item: Mapping[str, Any]) -> Exchange:
    return Exchange(item["q"], Turn.from_dict(item["turn"]), item.get("id", ""))


def _to_json(exchange: Exchange) -> dict[str, object]:
    return {"q": exchange.question, "id": exchange.id, "turn": exchange.turn.to_dict()}
