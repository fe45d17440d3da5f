"""Fit the danger model: `python -m tests.bench.fit_danger`, or `make danger`.

It learns from tests/safety/data/learn, the questions of development and training, the dialogue's
examples and odd strings drawn with a seed. It depends on the bundled C engine alone, not on the
model the search uses. `--check` only prints what cross-validation finds and writes nothing.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

import bot.safety.danger
from bot.safety.danger.grams import PLACES, described, places
from bot.safety.danger.model import (
    FILE,
    GRAMS_SCALE,
    LABELS,
    ORDINARY,
    SIGNS_SCALE,
    VECTOR_SCALE,
    Head,
    Model,
    centred,
    signs,
)
from bot.safety.danger.spelling import plain
from bot.safety.danger.vectors import Vectors
from tests.bench.odd import odd_strings
from tests.safety.messages import (
    LEARN,
    Said,
    read_examples,
    read_messages,
    read_questions,
    read_training_questions,
)

FOLDS = 4
LOOSENESS = 1.0
"""Inverse of the weight of the squared coefficients; chosen by cross-validation."""
LIGHTER = {"dialogue": 0.5, "question": 0.5}
"""Weight of what the dialogue and the search learn from: much of it is far from any danger."""
ODD, SEED = 900, 7
"""Odd strings learnt as ordinary, and what they are drawn with."""
THRESHOLDS = (0.2, 0.25, 0.3, 0.4, 0.5, 0.6)


def main() -> None:
    """Read the command line, print what cross-validation finds, then fit and write."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.fit_danger", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    given = parser.parse_args()
    odd = [Said(text, ORDINARY, "odd") for text in odd_strings(ODD, SEED)]
    questions = [*read_questions("dev"), *read_training_questions()]
    said = [*read_messages(LEARN), *questions, *read_examples(), *odd]
    vectors = np.array(Vectors()([one.text for one in said]), np.float32)
    _cross_validate(said, vectors)
    if not given.check:
        path = Path(bot.safety.danger.__path__[0]) / FILE
        fit(said, vectors).save(path)
        print(f"{path}: {path.stat().st_size} bytes")


def fit(said: Sequence[Said], vectors: np.ndarray) -> Model:
    """Return the weights learnt from messages and their vectors."""
    words = [plain(one.text) for one in said]
    rarity, middle = _rarity(words), vectors.mean(axis=0)
    grams = _grams(words, rarity) * GRAMS_SCALE
    marks = csr_matrix(np.stack([signs(each) for each in words]) * SIGNS_SCALE)
    whole = csr_matrix(centred(vectors, middle) * VECTOR_SCALE)
    return Model(
        rarity,
        middle.astype(np.float32),
        _head(said, hstack([grams, marks, whole], format="csr")),
        _head(said, hstack([grams, marks], format="csr")),
    )


def _head(said: Sequence[Said], known: csr_matrix) -> Head:
    """Fit one softmax."""
    weight = [LIGHTER.get(one.style, 1.0) for one in said]
    learner = LogisticRegression(C=LOOSENESS, max_iter=400)
    learner.fit(known, [LABELS.index(one.label) for one in said], sample_weight=weight)
    weights = learner.coef_.T.astype(np.float32)
    marks = PLACES + len(LABELS)
    return Head(
        weights[:PLACES],
        weights[PLACES:marks],
        weights[marks:],
        learner.intercept_.astype(np.float32),
    )


def _grams(words: Sequence[str], rarity: np.ndarray) -> csr_matrix:
    rows = [described(each, rarity) for each in words]
    ends = np.cumsum([0] + [len(where) for where, _ in rows])
    where, weights = (np.concatenate(part) for part in zip(*rows, strict=True))
    return csr_matrix((weights, where, ends), shape=(len(words), PLACES))


def _rarity(words: Sequence[str]) -> np.ndarray:
    """Return how much each feature says: nothing when it was met once."""
    met: Counter[int] = Counter()
    for each in words:
        met.update(places(each).keys())
    rarity = np.zeros(PLACES, np.float32)
    for place, times in met.items():
        if times > 1:
            rarity[place] = np.log(len(words) / times) + 1
    return rarity


def _cross_validate(said: Sequence[Said], vectors: np.ndarray) -> None:
    """Print recall and false alarms at several thresholds, with vectors and without."""
    labels = np.array([one.label for one in said])
    chances = np.zeros((2, len(said)))
    for seen, unseen in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(labels, labels):
        model = fit([said[i] for i in seen], vectors[seen])
        for i in unseen:
            words = plain(said[i].text)
            for head, vector in enumerate((vectors[i], None)):
                chances[head, i] = 1 - model.chances(words, vector)[ORDINARY]
    groups = {
        "recall": labels != ORDINARY,
        "alarms, hard": np.array([not o.dangerous and o.style not in _EASY for o in said]),
        "alarms, golden": np.array([o.style == "golden" for o in said]),
        "alarms, questions": np.array([o.style == "question" for o in said]),
        "alarms, dialogue": np.array([o.style == "dialogue" for o in said]),
        "alarms, odd": np.array([o.style == "odd" for o in said]),
    }
    for head, name in enumerate(("with vectors", "words only")):
        for least in THRESHOLDS:
            found = chances[head] >= least
            shares = ", ".join(f"{key} {found[group].mean():.3f}" for key, group in groups.items())
            print(f"{name}, from {least}: {shares}")


_EASY = ("golden", "dialogue", "question", "odd")


if __name__ == "__main__":
    main()
