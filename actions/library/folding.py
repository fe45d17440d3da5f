"""Compare French words whatever their capitals, accents and apostrophes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands in the text."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return a text in lower case, without accents."""
    plain = unicodedata.normalize("NFD", text.translate(_LIGATURES).casefold())
    for mark in filter(unicodedata.combining, set(plain)):  # few are distinct
        plain = plain.replace(mark, "")
    return plain


def words(text: str) -> list[Word]:
    """Return the folded words of a text; apostrophes and hyphens part them."""
    composed = [(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
    return [Word(*each) for each in composed]
