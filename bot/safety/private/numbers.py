"""Long numbers that are nothing else: who knows whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.safety.private.kinds import Private, Span

_LONG = re.compile(r"(?<![\w.,])\d{9,}(?![\w])")


def find_numbers(text: str) -> Iterator[Span]:
    """Yield the long numbers that no unit follows and no round end makes a figure."""
    for match in _LONG.finditer(text):
        if not match[0].endswith("000"):
            yield Span(match.start(), match.end(), Private.NUMBER)
