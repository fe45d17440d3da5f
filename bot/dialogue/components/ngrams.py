"""Character n-grams of a message, hashed into a fixed number of places."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Dict, List
from zlib import crc32

PLACES = 1 << 14
SHORTEST, LONGEST = 2, 5
_WORD = re.compile(r"\w+|[^\w\s]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})


def fold(text: str) -> str:
    """Return a text in lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


def features(text: str) -> Dict[int, int]:
    """Count the n-grams inside each word and the words themselves, by their hashed place."""
    words = _WORD.findall(fold(text))
    counts: Dict[int, int] = {}
    for feature in _grams(words) + _pairs(words):
        place = crc32(feature.encode()) % PLACES
        counts[place] = counts.get(place, 0) + 1
    return counts


def _grams(words: List[str]) -> List[str]:
    """Return the pieces of each word, its two ends marked."""
    return [
        padded[start : start + size]
        for padded in (f" {word} " for word in words)
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(max(1, len(padded) - size + 1))
    ]


def _pairs(words: List[str]) -> List[str]:
    """Return each two words that follow each other, the message's ends included."""
    ends = ["^", *words, "$"]
    return [f"{first}_{second}" for first, second in pairwise(ends)]
