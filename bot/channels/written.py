"""What replies hold, written in French: dates, fields of cards, links that may be followed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from babel import Locale
from babel.dates import format_date

from actions.library.catalogue import catalogue
from actions.library.countries import country_name
from actions.library.phones import shown
from actions.reply.reply import Card, Reply, Source
from bot.channels.markdown import allowed

FRENCH = Locale("fr")
CARD_FIELDS = (
    "person", "role", "situation", "situations", "country", "place", "address", "phone", "sms",
    "email", "url", "hours", "languages", "note",
)  # fmt: skip
LINKS = {"phone": "tel:", "email": "mailto:", "url": ""}


def _text(key: str, **params: object) -> str:
    return catalogue("bot.channels").text(f"page.{key}", **params)


def dates(source: Source) -> str:
    """Say when a source was published and checked; an unknown date is said."""
    said = [_text("published", date=french_date(source.published))] if source.published else []
    if source.verified:
        said.append(_text("verified", date=french_date(source.verified)))
    if not source.published:
        said.insert(0, _text("undated"))
    return ", ".join(said)


def french_date(day: date) -> str:
    """Write a date in full."""
    return format_date(day, "d'er' MMMM y" if day.day == 1 else "d MMMM y", locale=FRENCH)


def card_rows(card: Card) -> list[tuple[str, str, str | None]]:
    """Return label, text and link of each field of a card that has a value."""
    rows = []
    for name in CARD_FIELDS:
        value = card.fields.get(name)
        if value:
            rows.append((_text(f"card.{name}"), written(name, value), _link(name, value)))
    return rows


def told_by_card(reply: Reply) -> bool:
    """Say whether the text only repeats the card: then the card, with its links, is enough."""
    rows = card_rows(reply.card) if reply.card else []
    return bool(rows) and all(value in reply.text for _, value, _ in rows)


def written(name: str, value: object) -> str:
    """Write the value of a field in French."""
    if name in {"phone", "sms"}:
        return shown(str(value))
    if name == "country":
        return country_name(str(value))
    if name == "situations" and isinstance(value, (list, tuple)):
        named = catalogue("actions.library").texts
        return ", ".join(named.get(f"records.situations.{one}", str(one)).strip() for one in value)
    if name == "languages" and isinstance(value, (list, tuple)):
        languages: Mapping[str, str] = FRENCH.languages
        return ", ".join(languages.get(str(code), str(code)) for code in value)
    return str(value)


def _link(name: str, value: object) -> str | None:
    """Return the address a field leads to, if it may be followed."""
    if name not in LINKS:
        return None
    return safe_link(LINKS[name] + str(value).replace(" ", "" if name == "phone" else "%20"))


def safe_link(address: str | None) -> str | None:
    """Return an address that may be followed, or None."""
    return address if address and allowed(address) else None
