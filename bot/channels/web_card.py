"""A card as browsers show it: what to call, what to read, and nothing that the text said twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from actions.library.catalogue import catalogue
from actions.library.countries import country_name
from actions.library.phones import national, shown
from bot.channels.written import french_date, safe_link, written

FIELDS = (
    "situations", "situation", "person", "role", "summary", "country", "countries", "place",
    "address", "sms", "email", "url", "hours", "languages", "free", "period", "partners", "note",
)  # fmt: skip
MAP = "https://www.openstreetmap.org/search?query="


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a card: a label, words, and where they lead."""

    label: str
    text: str
    href: str | None = None
    map: str | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """The number of a card: as it is tapped, and as it is dialled from elsewhere."""

    text: str
    href: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class WebCard:
    """A card in words."""

    kind: str
    title: str
    rows: tuple[Row, ...]
    call: Call | None = None
    checked: str = ""
    source: str | None = None
    text: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return what the widget reads."""
        return asdict(self)


def web_card(card: Mapping[str, Any], text: str) -> WebCard:
    """Return a card in words, and what the text says beside it."""
    rows = tuple(_rows(card))
    call = _call(card)
    title = str(card.get("name") or card.get("title") or "")
    address = str(card.get("url") or "")
    said = [title, address, *(row.text for row in rows), *_numbers(card), *_introductions()]
    return WebCard(
        str(card["kind"]),
        title,
        rows,
        call,
        _checked(card.get("verified")),
        safe_link(card.get("source")),
        "\n".join(line for line in text.split("\n") if not _repeats(line, said)),
    )


def _rows(card: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the fields that have a value."""
    for name in FIELDS:
        words = _words(name, card.get(name))
        if name == "country" and not words and card["kind"] == "hotline":
            words = catalogue("actions.library").text("records.everywhere")
        if words:
            place = safe_link(MAP + quote(words)) if name == "address" else None
            yield Row(_text(name), words, _link(name, card.get(name)), place, name)


def _words(name: str, value: object) -> str:
    """Write a value in French."""
    if isinstance(value, bool):
        return _text("yes" if value else "no")
    if not value:
        return ""
    if name == "url":
        return str(value).partition("://")[2].removeprefix("www.").rstrip("/")
    if name == "countries" and isinstance(value, (list, tuple)):
        return ", ".join(country_name(str(code)) for code in value)
    if name == "partners" and isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return _unbroken(written(name, value)) if name == "sms" else written(name, value)


def _link(name: str, value: object) -> str | None:
    if name == "sms":
        return safe_link(f"tel:{str(value).replace('#', '%23')}")
    if name == "email":
        return safe_link(f"mailto:{value}")
    return safe_link(str(value)) if name == "url" else None


def _call(card: Mapping[str, Any]) -> Call | None:
    """Return the number to tap: at home for a hotline, from anywhere for an office."""
    phone = card.get("phone")
    if not isinstance(phone, str) or not phone:
        return None
    whole, home = shown(phone), str(card.get("dial") or national(phone, card.get("country")))
    first, key, second = (
        (home, "abroad", whole) if card["kind"] == "hotline" else (whole, "at_home", home)
    )
    other = _text(key, number=_unbroken(second)) if first != second else ""
    href = safe_link(f"tel:{phone.replace('#', '%23')}")
    return Call(_text("call", number=_unbroken(first)), href, other) if href else None


def _numbers(card: Mapping[str, Any]) -> Iterator[str]:
    """Yield the numbers of a card however they may be written."""
    for name in ("phone", "sms"):
        if number := card.get(name):
            yield from {
                shown(str(number)),
                national(str(number), card.get("country")),
                str(card.get("dial") or ""),
            }


def _introductions() -> Iterator[str]:
    """Yield the words that stand before the name of a record in its text."""
    for key in ("contact_intro", "hotline_intro"):
        yield catalogue("actions.library").text(f"records.{key}", name="").rstrip(" :")


def _checked(day: object) -> str:
    """Say when the record was checked."""
    if not day:
        return ""
    return _text("checked", date=french_date(date.fromisoformat(str(day))))


def _repeats(line: str, said: list[str]) -> bool:
    """Tell whether a line says nothing that the card does not say."""
    if not line.strip():
        return False
    if line.lstrip().startswith("- "):
        return any(words and line.rstrip().endswith(words) for words in said) or any(
            words and f" : {words} (" in line for words in said
        )
    rest = line
    for words in sorted(said, key=len, reverse=True):
        rest = rest.replace(words, " ") if words else rest
    return rest != line and not any(sign.isalnum() for sign in rest)


def _unbroken(number: str) -> str:
    """Keep a number on one line."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")


def _text(key: str, **params: object) -> str:
    return catalogue("bot.channels").text(f"page.card.{key}", **params)
