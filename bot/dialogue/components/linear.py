"""A small linear classifier: weights in NumPy, a regularised softmax, no pickle."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, List, Sequence, Tuple

import numpy as np

from bot.dialogue.components.ngrams import PLACES, features

PENALTY = 1e-4
"""Weight of the squared coefficients beside the mean loss; chosen by cross-validation."""
GRAMS_SCALE, VECTOR_SCALE = 3.0, 6.0
"""How much the two descriptions of a message weigh against each other, likewise."""
MOST_STEPS = 150
PRIOR = {"ask_question": 1.5}
"""How much likelier a label is in real talk than in the training data, as weighed there."""


@dataclass(frozen=True)
class Linear:
    """What is kept of a training."""

    labels: Tuple[str, ...]
    rarity: np.ndarray  # (PLACES,) how much a feature says
    middle: np.ndarray  # (dimensions,) the mean sentence vector: E5's crowd together
    grams: np.ndarray  # (PLACES, labels)
    vectors: np.ndarray  # (dimensions, labels)
    offset: np.ndarray  # (labels,)

    def probabilities(self, text: str, vector: np.ndarray) -> np.ndarray:
        """Return the probability of each label."""
        places, values = described(text, self.rarity)
        scores = values @ self.grams[places] + self.offset
        return softmax((scores + scaled(vector - self.middle) @ self.vectors)[np.newaxis])[0]

    def save(self, path: Path) -> None:
        """Write the weights, at half the width they were trained with."""
        np.savez_compressed(
            path,
            labels=np.array(self.labels),
            rarity=self.rarity.astype("<f2"),
            middle=self.middle.astype("<f4"),
            grams=self.grams.astype("<f2"),
            vectors=self.vectors.astype("<f4"),
            offset=self.offset.astype("<f4"),
        )

    @classmethod
    def load(cls, path: Path) -> Linear:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as kept:
            labels = tuple(str(label) for label in kept["labels"])
            names = ("rarity", "middle", "grams", "vectors", "offset")
            return cls(labels, *(kept[name].astype(np.float32) for name in names))


def described(text: str, rarity: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    """Return the places of a text's features and their weights, of constant length."""
    counts = features(text)
    places = np.fromiter(counts, np.int64, len(counts))
    values = (1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))) * rarity[places]
    return places, GRAMS_SCALE * values / max(float(np.linalg.norm(values)), 1e-9)


def scaled(vector: np.ndarray) -> np.ndarray:
    """Stretch a centred sentence vector to a constant length."""
    return VECTOR_SCALE * vector / np.maximum(np.linalg.norm(vector, axis=-1, keepdims=True), 1e-9)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Turn rows of scores into rows of probabilities."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def train(texts: Sequence[str], vectors: np.ndarray, wanted: Sequence[str]) -> Linear:
    """Fit the weights; deterministic."""
    from scipy.sparse import csr_matrix  # Rasa brings it; not needed to serve

    labels = tuple(sorted(set(wanted)))
    rarity, middle = _rarity(texts), vectors.mean(axis=0)
    rows = [described(text, rarity) for text in texts]
    ends = np.cumsum([0] + [len(places) for places, _ in rows])
    places = np.concatenate([places for places, _ in rows])
    met, columns = np.unique(places, return_inverse=True)
    values = np.concatenate([values for _, values in rows])
    grams = csr_matrix((values, columns, ends), shape=(len(texts), len(met)))
    right = np.array([labels.index(label) for label in wanted])
    weights = _fit(grams, scaled(vectors - middle), right, len(labels)).astype(np.float32)
    spread = np.zeros((PLACES, len(labels)), np.float32)
    spread[met] = weights[: len(met)]
    prior = np.log([PRIOR.get(label, 1.0) for label in labels]).astype(np.float32)
    return Linear(labels, rarity, middle, spread, weights[len(met) : -1], weights[-1] + prior)


def _fit(grams: Any, vectors: np.ndarray, wanted: np.ndarray, labels: int) -> np.ndarray:
    """Minimise the penalised loss; rare labels weigh as much as half-way to the big ones.

    The rows of the result are those of the grams, of the vectors' dimensions, and the offset.
    """
    from scipy.optimize import minimize

    rows, split = grams.shape
    turned, flipped = grams.T.tocsr(), np.ascontiguousarray(vectors.T)
    sizes = np.bincount(wanted, minlength=labels)
    weight = (1 / np.sqrt(sizes))[wanted]
    weight = weight / weight.sum()
    right = np.zeros((rows, labels))
    right[np.arange(rows), wanted] = 1

    def loss(flat: np.ndarray) -> Tuple[float, np.ndarray]:
        weights = flat.reshape(-1, labels)
        chance = softmax(grams @ weights[:split] + vectors @ weights[split:-1] + weights[-1])
        error = (chance - right) * weight[:, np.newaxis]
        slope = np.vstack([turned @ error, flipped @ error, error.sum(axis=0)])
        slope[:-1] += PENALTY * weights[:-1]
        logs = np.log(chance[np.arange(rows), wanted] + 1e-12)
        return float(
            -(weight * logs).sum() + PENALTY / 2 * (weights[:-1] ** 2).sum()
        ), slope.ravel()

    start = np.zeros((split + vectors.shape[1] + 1) * labels)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS})
    return np.asarray(found.x).reshape(-1, labels)


def _rarity(texts: Sequence[str]) -> np.ndarray:
    """Return how much each feature says: nothing when it was met once."""
    met: Counter[int] = Counter()
    for text in texts:
        met.update(features(text).keys())
    rarity = np.zeros(PLACES, np.float32)
    for place, times in met.items():
        if times > 1:
            rarity[place] = np.log(len(texts) / times) + 1
    return rarity


def ranking(labels: Sequence[str], chances: np.ndarray, length: int) -> List[Tuple[str, float]]:
    """Return the likeliest labels, best first."""
    best = np.argsort(-chances, kind="stable")[:length]
    return [(labels[i], float(chances[i])) for i in best]
