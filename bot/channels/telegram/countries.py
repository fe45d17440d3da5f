"""Countries to choose from: all of them when they are few, else by their first letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from actions.library.countries import country_name
from actions.library.folding import fold
from actions.reply.reply import Button

MOST_BUTTONS = 40  # more would be a long way to scroll
MOST_IN_RANGE = 24
_RANGE = re.compile(r"([a-z])-([a-z])")


def choices(
    codes: Collection[str], command: str, payload: Callable[[str], str]
) -> tuple[Button, ...]:
    """Return a button for each country, or for each range of first letters."""
    names = sorted((_plain(code), code) for code in codes)
    if len(names) <= MOST_BUTTONS:
        return tuple(Button(country_name(code), payload(code)) for _, code in names)
    return tuple(
        Button(f"{first} – {last}".upper(), f"/{command} {first}-{last}")
        for first, last in _ranges([name[0] for name, _ in names])
    )


def in_range(codes: Collection[str], argument: str) -> Collection[str]:
    """Return the countries of a range of letters; all of them when it is none."""
    match = _RANGE.fullmatch(argument)
    if match is None:
        return codes
    return {code for code in codes if match[1] <= _plain(code)[0] <= match[2]}


def _ranges(letters: list[str]) -> Iterator[tuple[str, str]]:
    """Yield ranges of letters with about as many countries as fit on a screen."""
    first, last, count = letters[0], letters[0], 0
    for letter in sorted(set(letters)):
        size = letters.count(letter)
        if count and count + size > MOST_IN_RANGE:
            yield first, last
            first, count = letter, 0
        last, count = letter, count + size
    yield first, last


def _plain(code: str) -> str:
    return fold(country_name(code))
