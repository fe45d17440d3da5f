"""A turn as Telegram messages: the words of the answer, its sources, its cards."""

from __future__ import annotations

from collections.abc import Iterator

from actions.library.catalogue import catalogue
from actions.library.phones import shown
from actions.reply.reply import Card, Reply, Source, Turn
from bot.channels.telegram.formatted import Formatted, bold, link, plain
from bot.channels.telegram.markdown import Markdown, web
from bot.channels.telegram.outgoing import ContactCard, Part, Place, Text
from bot.channels.telegram.split import split
from bot.channels.telegram.vcard import vcard
from bot.channels.web_card import Row, web_card
from bot.channels.written import dates

LONGEST_NAME = 64
"""Characters of the name on a contact card."""
MOST_CARDS = 4
"""Cards under one answer: more would push its words off a small screen. The words say all."""
HOTLINE = "hotline"
URGENT = {"sms", "hours", "note", "url"}
"""What of a hotline is read by somebody who must call now."""


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
        parts = [part for card in cards for part in card_parts(card)]
        return (*texts, *parts[:MOST_CARDS])

    def reply(self, reply: Reply) -> Formatted:
        """Return one reply with the rows of its card and the line of each source."""
        parts = [self._markdown(reply.text)]
        parts.append(Formatted.join("\n", _rows(reply)))
        if reply.sources:
            parts.append(Formatted.join("\n", map(source_line, reply.sources)))
        close = reply.card is not None and reply.card.kind == HOTLINE
        return Formatted.join("\n" if close else "\n\n", (part for part in parts if part.text))


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
    """Yield what of a card the text does not say: the fields that the page shows."""
    if reply.card is None:
        return
    card = web_card({"kind": reply.card.kind, **reply.card.fields}, reply.text)
    if card.title and card.title not in reply.text:
        yield bold(card.title)
    if card.call and _dialled(reply.card) not in reply.text:
        said = f"{card.call.text} {card.call.other}".strip()
        yield plain(said.replace("\N{NO-BREAK SPACE}", " "))  # so that telephones see a number
    rows = [row for row in card.rows if row.text not in reply.text]
    if reply.card.kind == HOTLINE:
        values = (_value(row) for row in rows if row.field in URGENT)
        line = Formatted.join(f" {_text('between')} ", values)
        yield from (line,) if line.text else ()
    else:
        for row in rows:
            yield Formatted.join(
                "", (plain(_text("label", label=row.label)), plain(" "), _value(row))
            )


def _value(row: Row) -> Formatted:
    return link(row.text, row.href if row.href and web(row.href) else None)


def _dialled(card: Card) -> str:
    """Return the number as the text would say it."""
    return str(card.fields.get("dial") or shown(str(card.fields.get("phone") or "")))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _text(key: str, **params: object) -> str:
    return catalogue("bot.channels.telegram").text(f"render.{key}", **params)
