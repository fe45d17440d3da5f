"""Correct a word that is neither French nor in the pages to the nearest one of the pages."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from actions.search.dictionary import french
from actions.search.french import fold, function_words

SHORTEST = 5
"""Letters of a word that may be corrected."""
TWO_SLIPS = 8
"""Letters from which two slips are allowed; shorter words may have one."""
_COMMON = 1_000_000
"""Weight of the words every text uses, beside the number of times a word of the pages stands."""
_CHOICES = 8


class Spelling:
    """The words of the pages, and how often each stands there."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """Take folded words with their counts."""
        self._counts = {**words, **dict.fromkeys(function_words(), _COMMON)}
        self._targets = [word for word in self._counts if len(word) >= SHORTEST - 1]

    def knows(self, word: str) -> bool:
        """Say whether a folded word stands in the pages."""
        return word in self._counts

    def correct(self, word: str) -> str:
        """Return the word meant, or the word itself where it may stand as it is."""
        plain, spellings = fold(word), french().get(fold(word), ())
        if word.lower() in spellings or not plain.isalpha():
            return word
        if len(spellings) == 1:
            return spellings[0]
        if spellings or len(plain) < SHORTEST or self.knows(plain):
            return word
        return self._nearest(plain) or word

    def _nearest(self, plain: str) -> str | None:
        """Return the word of the pages with the fewest slips, then the commonest."""
        slips = 2 if len(plain) >= TWO_SLIPS else 1
        near = process.extract(
            plain, self._targets, scorer=OSA.distance, score_cutoff=slips, limit=_CHOICES
        )
        if not near:
            return None
        best = min(near, key=lambda m: (m[1], m[0][0] != plain[0], -self._counts[m[0]]))[0]
        return next(iter(french().get(best, ())), best)
