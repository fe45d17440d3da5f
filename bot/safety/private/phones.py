"""Telephone numbers, in the forms people write; short public numbers are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import phonenumbers
from phonenumbers import NumberParseException

from bot.safety.data import read_words
from bot.safety.private.kinds import Private, Span
from bot.safety.private.text import folded, words

_CANDIDATE = re.compile(r"(?<![\w])(?:\+ ?|\(\+)?\(?\d(?:[ .\-/()_*]{0,3}\d){6,16}\)?(?!\w)")
_DATES = re.compile(
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2})"
    r"|(?:19|20)\d\d(?:\W{1,3}(?:19|20)\d\d)+"
)
_FIGURE = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
SHORTEST, LONGEST = 8, 15
CUED = 30  # characters before a number that may say it is one
_SPELT = 6  # number words in a row


def find_phones(text: str) -> Iterator[Span]:
    """Yield the telephone numbers of a text."""
    plain = folded(text)
    for match in _CANDIDATE.finditer(text):
        if not _DATES.fullmatch(match[0].strip("() ")) and _is_phone(plain, match):
            yield Span(match.start(), match.end(), Private.PHONE)
    spelt = rf"\b(?:plus|zero|double zero)\b(?:[ ,.-]+{words('chiffres')}\b){{{_SPELT - 1},}}"
    cued = (
        rf"\b{words('telephone')}\b[^.?!\d]{{0,{CUED}}}?"
        rf"\b({words('chiffres')}(?:[ ,.-]+{words('chiffres')}){{{_SPELT - 1},}})\b"
    )
    for pattern, group in ((spelt, 0), (cued, 1)):
        for match in re.finditer(pattern, plain):
            yield Span(match.start(group), match.end(group), Private.PHONE)


def _is_phone(plain: str, match: re.Match[str]) -> bool:
    """Tell a number to call from a figure."""
    found = match[0]
    digits = re.sub(r"\D", "", found)
    cued = bool(
        re.search(rf"\b{words('telephone')}\b", plain[max(0, match.start() - CUED) : match.start()])
    )
    if "+" in found or digits.startswith("00"):
        return len(digits) >= SHORTEST - 1
    if cued:
        return len(digits) >= SHORTEST - 1 and not _counted(plain, match, digits)
    if not SHORTEST <= len(digits) <= LONGEST or _counted(plain, match, digits):
        return False
    return any(_valid(digits, region) for region in regions())


@cache
def regions() -> tuple[str, ...]:
    """Return where the people who write may have a number."""
    return tuple(read_words("bot.safety.private", "regions.yml"))


def _counted(plain: str, match: re.Match[str], digits: str) -> bool:
    """Tell whether the number counts something: « 281 000 000 de migrants »."""
    if digits.startswith("0"):
        return False
    after = re.match(rf" ?(?:{words('unites')}\b|%|€|\$)", plain[match.end() :])
    return bool(after) or bool(_FIGURE.fullmatch(match[0]) and digits.endswith("000"))


def _valid(digits: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, region))
    except NumberParseException:
        return False
