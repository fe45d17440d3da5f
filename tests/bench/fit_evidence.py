"""Fit the evidence model: `make evidence` writes actions/reply/evidence.json.

Two sources. The development half of PIAF (public French questions): with half of the paragraphs
removed their questions become near misses (right subject, fact absent), with half of the articles
removed they are off topic; half of the articles fit, the others are reported. And the development
part of the golden set over the shipped knowledge, which also sets the thresholds: its questions
that must not be answered are the ones people of this field would ask. The held-out part of the
golden set is never read here.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, PolynomialFeatures, StandardScaler

from actions.library.load import load_library
from actions.reply.evidence import FARTHEST, SIGNALS
from actions.reply.found import find
from actions.search.build import update_index
from actions.search.embedding.encoder import BUNDLED, Encoder
from actions.search.embedding.tokens import Tokens
from actions.search.index import Index
from actions.search.searcher import Searcher
from actions.search.versions import Versions
from bot.content import documents
from bot.evaluation.match import contains
from bot.evaluation.questions import read_questions
from tests.bench.piaf import Paragraph, read_piaf

SEED = 20261123
SMALL = (6, 12, 25, 50)
"""Paragraphs in the small indexes, so that the evidence holds for a folder of a few pages too."""
SMALL_SAMPLES = 120
"""Paragraphs asked about for each small size."""
TRAINING_WEIGHT, PIAF_WEIGHT = 0.3, 0.5
"""Weight of the questions written for training and of PIAF's, beside the golden set's."""
REGULARISATION = 0.01
FALSE_ANSWERS = 0.08
"""Share of the golden set's trick questions that may be answered where the threshold is set."""
OFF_TOPIC_SUGGESTIONS = 0.10
"""Share of off-topic questions that may be met with suggestions."""
OFF_TOPIC = "off_topic"
TARGET = Path("actions/reply/evidence.json")
KNOWLEDGE = Path("knowledge")
GOLDEN = Path("tests/golden/dev")
TRAINING = Path("tests/bench/data")


@dataclass(frozen=True, slots=True)
class Sample:
    """Signals of one question, whether its best passage is right, and whether any could be."""

    values: NDArray[np.float64]
    right: bool
    answerable: bool
    kind: str = ""


class Remembering(Encoder):
    """The bundled encoder, which embeds each text once."""

    def __init__(self, cache_folder: Path) -> None:
        """Load the model."""
        super().__init__(BUNDLED, cache_folder)
        self.question = cache(self._question)
        self._known: dict[str, tuple[NDArray[np.float32], Tokens]] = {}

    def passages_and_tokens(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> tuple[NDArray[np.float32], list[Tokens]]:
        """Return the vectors of passages, from memory where they were asked before."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        vectors, tokens = super().passages_and_tokens(new, progress)
        self._known.update(zip(new, zip(vectors, tokens, strict=True), strict=True))
        found = [self._known[text] for text in texts]
        width = (len(found), self.dimension)
        return np.array([vector for vector, _ in found]).reshape(width), [own for _, own in found]


class Collector:
    """Makes samples from indexes of many sizes."""

    def __init__(self, encoder: Encoder, scratch: Path) -> None:
        """Build in `scratch`."""
        self._encoder = encoder
        self._versions = Versions(scratch)

    def samples(self, kept: list[Paragraph], asked: list[Paragraph]) -> Iterator[Sample]:
        """Search the questions of `asked` in an index of `kept`."""
        report = update_index(
            kept, self._versions, lambda: self._encoder, model=self._encoder.name, confirmed=True
        )
        searcher = Searcher(Index(report.version), self._encoder)
        paths = {paragraph.path for paragraph in kept}
        for paragraph in asked:
            for question in paragraph.asked[:1]:
                found = find(searcher, question.text)
                right = found.hits[0].passage.path == paragraph.path
                yield Sample(found.signals, right, paragraph.path in paths)

    def collect(self, paragraphs: list[Paragraph], draw: random.Random) -> list[Sample]:
        """Return samples of half the paragraphs removed, half the articles, and small indexes."""
        titles = sorted({paragraph.title for paragraph in paragraphs})
        kept_titles = set(draw.sample(titles, len(titles) // 2))
        found = [*self.samples(draw.sample(paragraphs, len(paragraphs) // 2), paragraphs)]
        found += self.samples([p for p in paragraphs if p.title in kept_titles], paragraphs)
        for size in SMALL:
            for _ in range(SMALL_SAMPLES // size):
                both = draw.sample(paragraphs, 2 * size)
                found += self.samples(both[:size], both)
        return found


def shipped(encoder: Encoder, scratch: Path) -> Searcher:
    """Index the shipped knowledge."""
    library = load_library(KNOWLEDGE).library
    report = update_index(
        documents(library, date.today()), Versions(scratch), lambda: encoder, model=encoder.name
    )
    return Searcher(Index(report.version), encoder)


def golden(searcher: Searcher) -> Iterator[Sample]:
    """Search the golden set's first questions in the shipped knowledge."""
    for conversation in read_questions(sorted(GOLDEN.glob("*.jsonl"))):
        item = conversation[0]
        found = find(searcher, item.question)
        right = item.answerable and all(contains(found.excerpt, must) for must in item.must)
        yield Sample(found.signals, right, item.answerable, item.kind)


def written(searcher: Searcher) -> Iterator[Sample]:
    """Search the questions written for training: some each page answers, some none does."""
    for line in (TRAINING / "paraphrases.jsonl").read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        found = find(searcher, asked["q"])
        yield Sample(found.signals, found.hits[0].passage.path == asked["page"], True)
    for line in (TRAINING / "near_misses.jsonl").read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        yield Sample(find(searcher, asked["q"]).signals, False, False, asked["type"])


def arrays(found: list[Sample]) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return signals, right and answerable as arrays."""
    return (
        np.array([sample.values for sample in found]),
        np.array([sample.right for sample in found]),
        np.array([sample.answerable for sample in found]),
    )


def report(
    name: str, chance: NDArray[np.float64], found: list[Sample], limits: list[float]
) -> None:
    """Print what the two thresholds give on some questions."""
    _, right, answerable = arrays(found)
    print(f"{name}: {len(found)} questions, AUC {roc_auc_score(right, chance):.3f}")
    for tier, limit in zip(("answered", "shown"), limits, strict=True):
        over = chance >= limit
        print(
            f"  {tier} (over {limit:.3f}): right {np.mean((over & right)[answerable]):.3f}, "
            f"coverage {np.mean(over[answerable]):.3f}, false {np.mean(over[~answerable]):.3f}"
        )


def main() -> None:
    """Fit, report on the other articles, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(os.environ.get("BOUSSOLE_CACHE") or user_cache_path("boussole"))
    parser.add_argument("--cache", type=Path, default=default, help="where the model is built")
    encoder = Remembering(parser.parse_args().cache)
    draw = random.Random(SEED)
    paragraphs = read_piaf()
    titles = sorted({paragraph.title for paragraph in paragraphs})
    fitted = set(draw.sample(titles, len(titles) // 2))
    with tempfile.TemporaryDirectory() as scratch:
        collector = Collector(encoder, Path(scratch))
        fit, held = (
            collector.collect([p for p in paragraphs if (p.title in fitted) is part], draw)
            for part in (True, False)
        )
    with tempfile.TemporaryDirectory() as scratch:
        searcher = shipped(encoder, Path(scratch))
        field, training = list(golden(searcher)), list(written(searcher))
    others = [*training, *fit]
    shares = [(training, TRAINING_WEIGHT), (fit, PIAF_WEIGHT)]
    weights = np.concatenate([np.full(len(group), worth / len(group)) for group, worth in shares])
    unseen = cross_validated(field, others, weights)
    model = fitted_on([*field, *others], np.concatenate([_even(field), weights]))
    trick = np.array([not sample.answerable for sample in field])
    off_topic = np.array([sample.kind == OFF_TOPIC for sample in field])
    answered = float(np.quantile(unseen[trick], 1 - FALSE_ANSWERS))
    suggested = float(np.quantile(unseen[off_topic], 1 - OFF_TOPIC_SUGGESTIONS))
    limits = [answered, suggested]
    report("PIAF, other articles", model.predict_proba(arrays(held)[0])[:, 1], held, limits)
    report("golden set, cross-validated", unseen, field, limits)
    shown = coefficients(model) | {"answered": answered, "suggested": suggested}
    TARGET.write_text(json.dumps(shown, indent=1) + "\n", encoding="utf-8")


def fitted_on(samples: list[Sample], weights: NDArray[np.float64]) -> Pipeline:
    """Fit a logistic regression over the signals and their products."""
    values, right, _ = arrays(samples)
    model = make_pipeline(
        StandardScaler(),
        FunctionTransformer(np.clip, kw_args={"a_min": -FARTHEST, "a_max": FARTHEST}),
        PolynomialFeatures(2, include_bias=False),
        StandardScaler(),
        LogisticRegression(C=REGULARISATION, max_iter=3000),
    )
    scaled = weights * len(weights) / weights.sum()
    model.fit(values, right, logisticregression__sample_weight=scaled)
    return model


def cross_validated(
    field: list[Sample], others: list[Sample], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the chance of each golden question, from models that did not see it."""
    chance = np.zeros(len(field))
    values, right, _ = arrays(field)
    folds = StratifiedKFold(10, shuffle=True, random_state=SEED)
    for seen, asked in folds.split(values, right):
        part = [field[place] for place in seen]
        model = fitted_on([*part, *others], np.concatenate([_even(part), weights]))
        chance[asked] = model.predict_proba(values[asked])[:, 1]
    return chance


def coefficients(model: Pipeline) -> dict[str, object]:
    """Return the model with the second scaling folded in."""
    first, _, products, second, regression = (step for _, step in model.steps)
    weights = regression.coef_[0] / second.scale_
    size = len(SIGNALS)
    pairs = np.zeros((size, size))
    for weight, powers in zip(weights[size:], products.powers_[size:], strict=True):
        left, right = np.repeat(np.arange(size), powers)
        pairs[left, right] += weight / 2
        pairs[right, left] += weight / 2
    return {
        "signals": SIGNALS,
        "mean": first.mean_.tolist(),
        "scale": first.scale_.tolist(),
        "weights": weights[:size].tolist(),
        "pairs": pairs.tolist(),
        "bias": float(regression.intercept_[0] - weights @ second.mean_),
    }


def _even(samples: list[Sample]) -> NDArray[np.float64]:
    return np.full(len(samples), 1 / len(samples))


if __name__ == "__main__":
    main()
