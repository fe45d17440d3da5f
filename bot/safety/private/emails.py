"""E-mail addresses, written as such or spelt out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.safety.private.kinds import Private, Span

_AT = r"(?:@|＠|\s*[\[({]\s*(?:at|arobase|@|a)\s*[\])}]\s*|\s+(?:arobase|arobaze|arobas|at)\s+)"
_DOT = r"(?:\.|\s*[\[({]\s*(?:dot|point|\.)\s*[\])}]\s*|\s+(?:point|dot)\s+)"
_ADDRESS = re.compile(
    rf"(?:[\w+%-]{{1,30}}\s(?:point|dot)\s)?[\w.+%-]{{1,64}}\s?{_AT}\s?[\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{1,4}}",
    re.IGNORECASE,
)


def find_emails(text: str) -> Iterator[Span]:
    """Yield the addresses of a text."""
    for match in _ADDRESS.finditer(text):
        yield Span(match.start(), match.end(), Private.EMAIL)
