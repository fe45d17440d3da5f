"""What was learnt from examples: the chance of each danger, weights in NumPy, no pickle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from actions.library.kinds import Danger
from bot.safety.danger.grams import Weights, described
from bot.safety.danger.lexicon import lexicon

ORDINARY = "ordinaire"
LABELS = (ORDINARY, *(danger.value for danger in Danger))
FILE = "model.npz"
GRAMS_SCALE, VECTOR_SCALE, SIGNS_SCALE = 6.0, 6.0, 1.5
"""How much words, sentence vector and lexicon weigh against each other before learning."""


@dataclass(frozen=True, slots=True)
class Head:
    """The weights of one softmax: a row for each feature, a column for each label."""

    grams: Weights  # (PLACES, labels)
    signs: Weights  # (signs, labels)
    vector: Weights  # (dimension, labels); no rows where there is no encoder
    offset: Weights  # (labels,)


@dataclass(frozen=True, slots=True)
class Model:
    """Two heads, with the sentence vector and without, and what prepares their features."""

    rarity: Weights  # (PLACES,)
    middle: Weights  # (dimension,) the mean vector: E5's crowd together
    whole: Head
    words: Head

    def chances(self, plain: str, vector: Weights | None) -> Mapping[str, float]:
        """Return the probability of each label for a plain text and its sentence vector."""
        head = self.words if vector is None else self.whole
        where, weights = described(plain, self.rarity)
        scores = GRAMS_SCALE * weights @ head.grams[where]
        scores = scores + SIGNS_SCALE * signs(plain) @ head.signs + head.offset
        if vector is not None:
            scores = scores + VECTOR_SCALE * centred(vector, self.middle) @ head.vector
        raised = np.exp(scores - scores.max())
        return dict(zip(LABELS, (raised / raised.sum()).tolist(), strict=True))

    def save(self, path: Path) -> None:
        """Write the weights at half the width they were learnt with."""
        heads = {
            f"{name}_{part}": getattr(head, part)
            for name, head in (("whole", self.whole), ("words", self.words))
            for part in Head.__slots__
        }
        arrays = {"rarity": self.rarity, "middle": self.middle, **heads}
        np.savez_compressed(path, **{k: array.astype("<f2") for k, array in arrays.items()})

    @classmethod
    def load(cls, path: Path) -> Model:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as kept:
            arrays = {name: kept[name].astype(np.float32) for name in kept.files}
        whole, words = (
            Head(*(arrays[f"{name}_{part}"] for part in Head.__slots__))
            for name in ("whole", "words")
        )
        return cls(arrays["rarity"], arrays["middle"], whole, words)


@cache
def danger_model() -> Model:
    """Read the shipped weights, once."""
    with as_file(files("bot.safety.danger").joinpath(FILE)) as path:
        return Model.load(path)


def signs(plain: str) -> Weights:
    """Return what the lexicon says: a figure for each danger, and for « ordinary »."""
    words = lexicon()
    found = words.found(plain)
    marks = [float(danger in found) for danger in Danger]
    return np.array([*marks, float(words.seems_ordinary(plain))], np.float32)


def centred(vectors: Weights, middle: Weights) -> Weights:
    """Return vectors, or one, without what all sentences share, at length 1."""
    moved = vectors - middle
    length = np.maximum(np.linalg.norm(moved, axis=-1, keepdims=True), 1e-9)
    unit: Weights = np.asarray(moved / length, np.float32)
    return unit
