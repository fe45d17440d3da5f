"""What the letters of a text say of its language."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping

LATIN, ARABIC, CYRILLIC, ETHIOPIC = "LATIN", "ARABIC", "CYRILLIC", "ETHIOPIC"
OWN_LETTERS: Mapping[str, Mapping[str, str]] = {
    ARABIC: {"ps": "ټډړږښڼۍځڅ", "ur": "ٹڈڑںے", "ckb": "ڕڵۆێ", "fa": "پچژگکی"},
    CYRILLIC: {"uk": "іїєґ", "ru": "ыэъё"},
    ETHIOPIC: {"ti": "ኣቐቑቒቓቔቕቖኸኹኺኻኼኽኾ"},
}
"""For each script, the letters that show a language; the first language found is taken."""
USUAL: Mapping[str, str] = {ARABIC: "ar", CYRILLIC: "uk", ETHIOPIC: "am"}
"""The language of a script where nothing shows another."""


def script_of(text: str) -> str | None:
    """Return the script most letters are of, by its Unicode name; None when there is no letter."""
    found = Counter(_script(letter) for letter in text if letter.isalpha())
    return found.most_common(1)[0][0] if found else None


def language_by_letters(text: str, script: str) -> str | None:
    """Return the language whose own letters stand in a text; None when there is none."""
    found = set(text.casefold())
    for code, letters in OWN_LETTERS.get(script, {}).items():
        if not found.isdisjoint(letters):
            return code
    return None


def _script(letter: str) -> str:
    return unicodedata.name(letter, LATIN).split()[0]
