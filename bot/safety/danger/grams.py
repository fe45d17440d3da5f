"""A plain text as counts of its words, their neighbours and their pieces, in hashed places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

PLACES = 1 << 15
SHORTEST, LONGEST = 3, 5
"""Letters of the pieces of a word."""

Places = NDArray[np.int64]
Weights = NDArray[np.float32]


def described(plain: str, rarity: Weights) -> tuple[Places, Weights]:
    """Return the places of a text's features and their weights, together of length 1."""
    counts = places(plain)
    where = np.fromiter(counts, np.int64, len(counts))
    weights = (1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))) * rarity[where]
    return where, weights / max(float(np.linalg.norm(weights)), 1e-9)


def places(plain: str) -> Counter[int]:
    """Count the features of a plain text by their place."""
    return Counter(crc32(feature.encode()) % PLACES for feature in _features(plain.split()))


def _features(words: list[str]) -> Iterator[str]:
    """Yield words, pieces of words, and two and three words in a row."""
    ends = ["^", *words, "$"]
    for word in words:
        yield f"={word}"
        padded = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            for start in range(max(1, len(padded) - size + 1)):
                yield padded[start : start + size]
    for first, second in pairwise(ends):
        yield f"{first}_{second}"
    for first, second, third in zip(ends, ends[1:], ends[2:], strict=False):
        yield f"{first}_{second}_{third}"
