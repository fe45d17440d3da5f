"""Look words up in `countries.json`: the longest name wins, one wrong letter is forgiven."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, FrozenSet, Iterator, List, Mapping, Optional, Sequence, Set

from bot.dialogue.countries.fold import fold

TABLE = Path(__file__).with_name("countries.json")
MISSPELLABLE = 6  # letters: a shorter name is too near other words
MISSPELT_CONFIDENCE = 0.8


@dataclass(frozen=True)
class Word:
    """A word and its place in the message."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Place:
    """A country named in a message."""

    code: str
    start: int
    end: int
    confidence: float


class CountryTable:
    """Every way to name a country."""

    def __init__(
        self,
        forms: Mapping[str, Optional[str]],
        exact: FrozenSet[str],
        never_corrected: FrozenSet[str],
    ) -> None:
        """Index the forms by their one-letter deletions; `exact` ones forgive nothing."""
        self._forms = forms
        self._longest = max(len(form.split()) for form in forms)
        self._never_corrected = never_corrected
        self._deletions: Dict[str, Set[str]] = {}
        for form, code in forms.items():
            misspellable = " " not in form and len(form) >= MISSPELLABLE
            if code and misspellable and form not in exact:
                for variant in _deletions(form):
                    self._deletions.setdefault(variant, set()).add(form)

    def find(self, words: Sequence[Word]) -> Iterator[Place]:
        """Yield the countries from left to right."""
        folded = [fold(word.text) for word in words]
        at = 0
        while at < len(words):
            length = self._known(folded, at)
            if length:
                code = self._forms[" ".join(folded[at : at + length])]
                if code:
                    yield Place(code, words[at].start, words[at + length - 1].end, 1.0)
            else:
                code = self._corrected(folded[at])
                if code:
                    yield Place(code, words[at].start, words[at].end, MISSPELT_CONFIDENCE)
            at += length or 1

    def _known(self, folded: List[str], at: int) -> int:
        """Return how many words from `at` on make the longest known name; 0 for none."""
        for length in range(min(self._longest, len(folded) - at), 0, -1):
            if " ".join(folded[at : at + length]) in self._forms:
                return length
        return 0

    def _corrected(self, word: str) -> Optional[str]:
        """Return the one country whose name is one letter away from the word."""
        if len(word) < MISSPELLABLE or word in self._never_corrected:
            return None
        near = {form for variant in _deletions(word) for form in self._deletions.get(variant, ())}
        codes = {self._forms[form] for form in near if _near(word, form)}
        return codes.pop() if len(codes) == 1 else None


def load_table() -> CountryTable:
    """Read the generated file."""
    data = json.loads(TABLE.read_text(encoding="utf-8"))
    return CountryTable(data["forms"], frozenset(data["exact"]), frozenset(data["never_corrected"]))


def _deletions(word: str) -> Set[str]:
    """Return the word and what is left of it without one of its letters."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def _near(left: str, right: str) -> bool:
    """Tell whether one letter added, taken, changed or swapped, not the first, makes the other."""
    if left[0] != right[0] or abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    a, b = left[start:], right[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
