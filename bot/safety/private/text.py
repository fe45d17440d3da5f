"""A text as the finders read it: same length, plain digits, no accents, small letters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from bot.safety.data import read_words

_LETTER_O = re.compile(r"(?<![^\W\d])[oO]+(?=[\s.-]?\d)|(?<=\d)[oO]+(?=\d)|(?<=\d)[oO](?![^\W\d])")


def readable(text: str) -> str:
    """Return the text with every digit written 0 to 9, and « o6 » as « 06 »."""
    digits = "".join(_digit(character) for character in text)
    return _LETTER_O.sub(lambda match: "0" * len(match[0]), digits)


def folded(text: str) -> str:
    """Return a text of the same length in small letters without accents."""
    return "".join(_plain(character) for character in text)


@cache
def words(name: str) -> str:
    """Return one of the alternatives of words.yml as a group."""
    return f"(?:{read_words('bot.safety.private', 'words.yml')[name]})"


def of_a_text(plain: str) -> bool:
    """Tell whether words before a number say that it is a law's or a report's."""
    return bool(re.search(rf"\b{words('texte')}\b", plain))


def _digit(character: str) -> str:
    if character.isascii():
        return character
    value = unicodedata.digit(character, None)
    return character if value is None else str(value)


def _plain(character: str) -> str:
    if character.isascii():
        return character.lower()
    if character in "’‘ʼ`´":
        return "'"
    if character.isspace():
        return " "
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character
