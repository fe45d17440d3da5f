"""French words as the lexical index sees them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import Stemmer

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’.-][^\W_]+)*")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_ELISION = re.compile(
    r"^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)['’]", re.IGNORECASE
)
_WHOLE = frozenset({"aujourd'hui", "quelqu'un", "presqu'ile", "rendez-vous", "peut-etre"})
_INITIALS = re.compile(r"^(?:\w\.)+\w?$")
_GRAM = 4
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'"})


@cache
def function_words() -> frozenset[str]:
    """Return the words that carry no subject, folded."""
    raw = files("actions.search").joinpath("function_words.txt").read_text(encoding="utf-8")
    return frozenset(raw.split())


def fold(text: str) -> str:
    """Lower the case and drop accents, ligatures and curly apostrophes."""
    lower = unicodedata.normalize("NFKD", text.translate(_LIGATURES)).casefold()
    decomposed = unicodedata.normalize("NFKD", lower)
    for mark in filter(unicodedata.combining, set(decomposed)):  # few are distinct
        decomposed = decomposed.replace(mark, "")
    return decomposed


def words(text: str) -> list[str]:
    """Return the folded words: elisions cut, « O.I.M. » joined, hyphenated words split."""
    found: list[str] = []
    for match in _WORD.finditer(fold(_THOUSANDS.sub("", text))):
        word = match.group()
        if word.isalpha():  # most are: nothing to cut
            found.append(word)
            continue
        if word not in _WHOLE:
            word = _ELISION.sub("", word)
        if word in _WHOLE:
            found.append(re.sub(r"['-]", "", word))
        elif word[0].isdigit() or _INITIALS.match(word):
            found.append(word.replace(".", ""))
        else:
            found.extend(part for part in re.split(r"['.-]", word) if part)
    return found


def content_words(text: str) -> list[str]:
    """Return the folded words that carry a subject."""
    return _content(words(text))


def _content(found: Iterable[str]) -> list[str]:
    empty = function_words()
    return [word for word in found if word not in empty]


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("french")


def stems(text: str) -> list[str]:
    """Return the stems of the content words, without accents."""
    return stems_of(words(text))


def stems_of(found: Iterable[str]) -> list[str]:
    """Return the stems of folded words."""
    stemmed: list[str] = _stemmer().stemWords(_content(found))
    return stemmed


def grams(text: str) -> list[str]:
    """Return the runs of four characters of the folded words, spaces between words included."""
    return grams_of(words(text))


def grams_of(found: Iterable[str]) -> list[str]:
    """Return the runs of four characters of folded words."""
    line = f" {' '.join(found)} "
    return [line[start : start + _GRAM] for start in range(len(line) - _GRAM + 1)]
