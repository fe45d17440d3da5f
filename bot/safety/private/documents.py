"""Numbers of passports, permits, files: by their shape, or by the word before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.safety.private.kinds import Private, Span
from bot.safety.private.text import folded, of_a_text, words

_SHAPES = re.compile(
    r"\b(?:"
    r"\d{2}[A-Za-z]{2}\d{5}"  # a French passport
    r"|[A-Za-z]{1,3}[ -]?\d{6,9}[A-Za-z]?"  # most passports, Spanish NIE
    r"|[A-Za-z]{6}\d{2}[A-Za-z]\d{2}[A-Za-z]\d{3}[A-Za-z]"  # Italian tax code
    r"|\d{3}-\d{2}C\d{5}"  # a UNHCR file
    r"|[12](?:[ .]?\d\d){2}[ .]?\d[\dAaBb](?:[ .]?\d{3}){2}(?:[ .]?\d\d)?"  # social security
    r")\b"
)
CUED = 40  # characters between « passeport » and its number
MOST_BETWEEN_DIGITS = 2


def find_documents(text: str) -> Iterator[Span]:
    """Yield the document numbers of a text."""
    for match in _SHAPES.finditer(text):
        if not _year_of_a_text(match[0]):
            yield Span(match.start(), match.end(), Private.DOCUMENT)
    plain = folded(text)
    for cue in re.finditer(rf"\b{words('document')}\b", plain):
        number = _NUMBER.search(plain, cue.end(), cue.end() + CUED + _LONGEST)
        if number is None or number.start() - cue.end() > CUED or not _is_number(number[0]):
            continue
        if not of_a_text(plain[cue.end() : number.start()]):
            yield Span(number.start(), number.end(), Private.DOCUMENT)


_LONGEST = 24
_NUMBER = re.compile(
    r"(?<![\w])(?<!\b[a-z]/)(?:\d{1,5}(?: \d{2,5}){2,5}\b"  # in groups
    r"|(?!(?:de|du|le|la|en|au|et|ou|a|y|il|un) )(?:[a-z]{1,2} ?)?\d{1,4}[a-z]?(?: \d{1,4}){2,4}\b"
    r"|(?:[a-z]{2,4}[-/]){1,3}\d[a-z\d]*(?:[-/.]?[a-z\d]+)*"
    r"|(?=[a-z]{0,4}[ -]?\d)[a-z]{0,4}[ -]?\d[a-z\d]*(?:[-/.]?[a-z\d]+)*)"
)
_CODE = re.compile(r"(?=[a-z\d]*\d[a-z]+\d)[a-z\d]{7,}")
_LEAD = re.compile(r"^(?:l?es?|du?|des?|au?|en|et|par|sur|la|c?est|c) ")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?|\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?")


def _is_number(found: str) -> bool:
    """Tell whether what follows a word like « passeport » identifies somebody."""
    found = _LEAD.sub("", found.strip())
    if _DATE.fullmatch(found) or _YEAR.fullmatch(found):
        return False
    digits = re.sub(r"\D", "", found)
    if _CODE.fullmatch(found) and len(digits) >= 3:
        return True
    return len(digits) >= 5 and not digits.endswith("000")


def _year_of_a_text(found: str) -> bool:
    """Tell whether it is « de 200000 » or another little word before a figure."""
    letters = re.match(r"[A-Za-z]*", found)
    word = letters[0].casefold() if letters else ""
    spaced = bool(word) and found[len(word) : len(word) + 1] == " "
    return spaced and (
        word in _LITTLE or found.endswith("000") or not letters or word == letters[0]
    )


_LITTLE = frozenset(
    {"de", "du", "a", "et", "en", "le", "les", "des", "la", "au", "ou", "par", "sur"}
)
