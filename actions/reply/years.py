"""The years a text names, and those that its spans of years cover."""

from __future__ import annotations

import re

LONGEST_SPAN = 25
"""Years a span may cover: a longer one is a life or a history, and tells little of each year."""
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)")
_A_YEAR, _MONTH = r"((?:19|20)\d\d)", r"(?:\w+ )?"
_SPANS = (
    re.compile(
        rf"(?<![\d.,]){_A_YEAR}(?: ?[-–—/] ?| (?:à|au|jusqu['’]en) {_MONTH}){_A_YEAR}(?!\d)"
    ),
    re.compile(rf"\b[Ee]ntre {_MONTH}{_A_YEAR} et {_MONTH}{_A_YEAR}(?!\d)"),
)


def years_in(text: str) -> list[int]:
    """Return the years a text names, in order."""
    return [int(year) for year in _YEAR.findall(text)]


def years_covered(text: str) -> set[int]:
    """Return the years a text names and those between the ends of its spans."""
    found = set(years_in(text))
    for match in (match for span in _SPANS for match in span.finditer(text)):
        first, last = int(match[1]), int(match[2])
        if 0 < last - first <= LONGEST_SPAN:
            found.update(range(first, last + 1))
    return found
