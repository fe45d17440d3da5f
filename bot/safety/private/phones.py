"""Telephone numbers, in the forms people write; short public numbers are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

from bot.safety.data import read_words
from bot.safety.private.kinds import Private, Span
from bot.safety.private.text import folded, of_a_text, words

_CANDIDATE = re.compile(
    r"(?:(?<!\w)|(?<=tel)|(?<=num)|(?<=numero))"
    r"(?:(?:\+ ?|\(\+)?\(?\d(?:[ .\-–—·•/()_*]{0,3}\d){6,16}\)?|0\d(?:, ?\d\d){4})(?!\w)"
)
_DATES = re.compile(
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2})"
    r"|(?:19|20)\d\d(?:\W{1,3}(?:19|20)\d\d)+"
)
_FIGURE = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
_REFERENCE = re.compile(r"(?:19|20)\d\d[/-]\d{1,5}")  # « règlement 2024/1348 »
_FREE = re.compile(r"0[ .]80\d[ .]")
SHORTEST, LONGEST = 8, 15
CUED = 30  # characters before a number that may say it is one
_SPELT = 6  # number words in a row
_OWN = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


def find_phones(text: str) -> Iterator[Span]:
    """Yield the telephone numbers of a text."""
    plain = folded(text)
    for match in _CANDIDATE.finditer(plain):
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
    before = plain[max(0, match.start() - CUED) : match.start()]
    if _REFERENCE.fullmatch(found) and of_a_text(before):
        return False
    if re.search(rf"\b{words('ligne_publique')}\b", before) or _public(found, digits):
        return False
    cued = bool(re.search(rf"\b{words('telephone')}\b", before))
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
    return _type(digits, region) is not None


def _public(found: str, digits: str) -> bool:
    """Tell whether a number is free to call: nobody's mobile, or written « 0 800 »."""
    kinds = {_type(digits, region) for region in regions()}
    nobodys = kinds.isdisjoint(_OWN) or bool(_FREE.match(found))
    return PhoneNumberType.TOLL_FREE in kinds and nobodys


def _type(digits: str, region: str) -> int | None:
    """Return the type of a number in a region; None where it is none."""
    try:
        number = phonenumbers.parse(digits, region)
    except NumberParseException:
        return None
    return phonenumbers.number_type(number) if phonenumbers.is_valid_number(number) else None
