"""A turn as Telegram messages: the words of the answer, its sources, its cards."""

from __future__ import annotations

from collections.abc import Iterator

from actions.library.catalogue import catalogue
from actions.reply.reply import Card, Reply, Source, Turn
from bot.channels.telegram.formatted import Formatted, bold, link, plain
from bot.channels.telegram.markdown import Markdown, web
from bot.channels.telegram.outgoing import ContactCard, Part, Place, Text
from bot.channels.telegram.split import split
from bot.channels.telegram.vcard import vcard
from bot.channels.written import card_rows, dates, told_by_card

LONGEST_NAME = 64
"""Characters of the name on a contact card."""


class Renderer:
    """Write turns for Telegram."""

    def __init__(self) -> None:
        """Prepare what reads Markdown."""
        self._markdown = Markdown()

    def __call__(self, turn: Turn) -> tuple[Part, ...]:
        """Return the messages of a turn: texts first, then what a tap calls or shows."""
        whole = Formatted.join("\n\n", (self.reply(reply) for reply in turn.replies))
        texts = [Text(part.html(), part.text) for part in split(whole)]
        cards = [reply.card for reply in turn.replies if reply.card]
        return (*texts, *(part for card in cards for part in card_parts(card)))

    def reply(self, reply: Reply) -> Formatted:
        """Return one reply with the rows of its card and the line of each source."""
        parts = [self._markdown(reply.text)]
        if reply.card and not told_by_card(reply):
            parts.append(Formatted.join("\n", _rows(reply)))
        if reply.sources:
            parts.append(Formatted.join("\n", map(source_line, reply.sources)))
        return Formatted.join("\n\n", (part for part in parts if part.text))


def source_line(source: Source) -> Formatted:
    """Return title, link and dates of a source on one line."""
    address = source.url if source.url and web(source.url) else None
    title = link(source.title, address)
    return Formatted.join("", (plain(f"{_text('source')} "), title, plain(f" ({dates(source)})")))


def card_parts(card: Card) -> Iterator[Part]:
    """Yield what of a card can be tapped: a number, a place."""
    fields = card.fields
    name = str(fields.get("name") or fields.get("person") or _text("card"))
    phone = fields.get("phone")
    if phone:
        yield ContactCard(_short(name), str(phone), vcard(name, fields))
    latitude, longitude = fields.get("latitude"), fields.get("longitude")
    if latitude is not None and longitude is not None:
        address = str(fields.get("address") or fields.get("place") or name)
        yield Place(name, address, float(latitude), float(longitude))


def _rows(reply: Reply) -> Iterator[Formatted]:
    """Yield name and fields of a card that the text does not say."""
    if reply.card is None:
        return
    name = str(reply.card.fields.get("name") or "")
    if name and name not in reply.text:
        yield bold(name)
    for label, value, address in card_rows(reply.card):
        href = address if address and web(address) else None
        shown = link(value, href)
        yield Formatted.join("", (plain(f"{label}{_text('colon')} "), shown))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _text(key: str, **params: object) -> str:
    return catalogue("bot.channels.telegram").text(f"render.{key}", **params)
