"""Street addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.safety.private.kinds import Private, Span
from bot.safety.private.text import folded, words

_CAPITAL = re.compile(r"\d+[ ,]+[A-ZÀ-Þ]")  # « 25 Hay Riad », not « 25 ans »
BEFORE = 60  # characters looked at before an address: « l'OIM est au 17 route … »


def find_addresses(text: str) -> Iterator[Span]:
    """Yield the addresses of a text that are not those of an office."""
    plain = folded(text)
    for match in re.finditer(_address(), plain):
        before = plain[max(0, match.start() - BEFORE) : match.start()]
        office = re.search(rf"\b{words('organisation')}\b", before)
        if not office or re.search(words("personnel"), before):
            yield Span(match.start(), match.end(), Private.ADDRESS)
    lives = rf"{words('personnel')}\b[^.?!]{{0,12}}?\b(\d{{1,4}}[ ,]+\w[^.?!;]{{2,60}})"
    for match in re.finditer(lives, plain):
        if _CAPITAL.match(text[match.start(1) : match.end(1)]):
            yield Span(match.start(1), match.end(1), Private.ADDRESS)


def _address() -> str:
    """Return the pattern of an address, up to the post code and the town."""
    name = r"[^\W\d_][\w'’-]*"
    after = rf"(?:[ ,]+\d{{4,5}}[ ,]+{name}(?:[ -]{name}){{0,2}})?"
    number = r"\b\d{1,4}(?: ?(?:bis|ter|quater|[a-d]))?,?"
    street = rf"{number} (?:{words('rue')})\b\.?(?: {name}){{1,5}}{after}"
    reverse = rf"\b(?:{words('rue_devant')})(?: {name}){{0,3}},? (?:n[o°]? ?)?\d{{1,5}}\b{after}"
    german = rf"\b{name}(?:strasse|straße|str\.|straat|laan) \d{{1,4}}\b{after}"
    return f"{street}|{reverse}|{german}"
