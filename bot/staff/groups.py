"""Put questions together that say nearly the same."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.search.french import stems

ALIKE = 0.5
"""Cosine of two questions' words, each counting by its rarity, from which they are one subject."""

Words = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Group:
    """Questions about one thing, the most typical first."""

    questions: tuple[str, ...]

    def __len__(self) -> int:
        """Return how many times it was asked."""
        return len(self.questions)


def group(questions: Sequence[str]) -> list[Group]:
    """Return groups of like questions, the largest first."""
    words = [Counter(set(stems(question))) for question in questions]
    often = Counter(word for each in words for word in each)
    vectors = [_unit({w: math.log(1 + len(words) / often[w]) for w in each}) for each in words]
    near = _neighbours(vectors)
    left = set(range(len(questions)))
    found: list[Group] = []
    for centre in sorted(left, key=lambda number: (-len(near[number]), number)):
        if centre in left:
            members = [centre, *(n for n in near[centre] if n in left and n != centre)]
            left.difference_update(members)
            found.append(Group(tuple(questions[number] for number in members)))
    return sorted(found, key=len, reverse=True)


def _unit(weights: Words) -> Words:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _neighbours(vectors: Sequence[Words]) -> list[list[int]]:
    """Return for each vector the numbers of those that are like it; only shared words count."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for word, weight in vector.items():
            holders[word].append((number, weight))
    near = []
    for vector in vectors:
        cosines: dict[int, float] = defaultdict(float)
        for word, weight in vector.items():
            for number, theirs in holders[word]:
                cosines[number] += weight * theirs
        near.append(sorted(number for number, cosine in cosines.items() if cosine >= ALIKE))
    return near
