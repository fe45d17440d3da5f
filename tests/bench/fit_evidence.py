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
from sklearn.model_selection import cross_val_predict
from sklearn.preprocessing import StandardScaler

from actions.library.countries import find_countries
from actions.library.load import load_library
from actions.reply.answerer import excerpt_of
from actions.reply.evidence import SIGNALS, signals
from actions.reply.preferences import preference
from actions.search.build import update_index
from actions.search.embedding.encoder import BUNDLED, Encoder
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
FALSE_ANSWERS = 0.10
"""Share of the golden set's trick questions that may be answered where the threshold is set."""
OFF_TOPIC_SUGGESTIONS = 0.10
"""Share of off-topic questions that may be met with suggestions."""
OFF_TOPIC = "off_topic"
TARGET = Path("actions/reply/evidence.json")
KNOWLEDGE = Path("knowledge")
GOLDEN = Path("tests/golden/dev")


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
        self.query = cache(self._query)
        self._known: dict[str, NDArray[np.float32]] = {}

    def passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return the vectors of passages, from memory where they were asked before."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, super().passages(new, progress), strict=True))
        return np.array([self._known[text] for text in texts])


class Collector:
    """Makes samples from indexes of many sizes."""

    def __init__(self, encoder: Encoder, scratch: Path) -> None:
        """Build in `scratch`."""
        self._encoder = encoder
        self._versions = Versions(scratch)

    def samples(self, kept: list[Paragraph], asked: list[Paragraph]) -> Iterator[Sample]:
        """Search the questions of `asked` in an index of `kept`."""
        report = update_index(kept, self._versions, lambda: self._encoder, model=self._encoder.name)
        searcher = Searcher(Index(report.version), self._encoder)
        paths = {paragraph.path for paragraph in kept}
        for paragraph in asked:
            for question in paragraph.asked:
                hits = searcher.search(question.text)
                text = excerpt_of(searcher, question.text, hits[0])
                values = signals(question.text, hits, text, searcher.index.lexical)
                right = hits[0].passage.path == paragraph.path
                yield Sample(values, right, paragraph.path in paths)

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


def golden(encoder: Encoder, scratch: Path) -> Iterator[Sample]:
    """Search the golden set's first questions in the shipped knowledge."""
    library = load_library(KNOWLEDGE).library
    report = update_index(
        documents(library, date.today()), Versions(scratch), lambda: encoder, model=encoder.name
    )
    searcher = Searcher(Index(report.version), encoder)
    for conversation in read_questions(sorted(GOLDEN.glob("*.jsonl"))):
        item = conversation[0]
        countries = [match.iso for match in find_countries(item.question)]
        hits = searcher.search(item.question, prefer=preference(item.question, countries))
        text = excerpt_of(searcher, item.question, hits[0])
        right = item.answerable and all(contains(text, must) for must in item.must)
        values = signals(item.question, hits, text, searcher.index.lexical)
        yield Sample(values, right, item.answerable, item.kind)


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
        field = list(golden(encoder, Path(scratch)))
    values, right, _ = arrays([*fit, *field])
    weights = np.concatenate([np.full(len(fit), 1 / len(fit)), np.full(len(field), 1 / len(field))])
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=1.0, max_iter=1000)
    inputs = scaler.transform(values)
    model.fit(inputs, right, sample_weight=weights * len(values) / 2)
    unseen = cross_val_predict(
        model, inputs[len(fit) :], right[len(fit) :], cv=10, method="predict_proba"
    )[:, 1]
    trick = np.array([not sample.answerable for sample in field])
    off_topic = np.array([sample.kind == OFF_TOPIC for sample in field])
    answered = float(np.quantile(unseen[trick], 1 - FALSE_ANSWERS))
    suggested = float(np.quantile(unseen[off_topic], 1 - OFF_TOPIC_SUGGESTIONS))
    limits = [answered, suggested]
    report("PIAF, other articles", _chance(model, scaler, held), held, limits)
    report("golden set, cross-validated", unseen, field, limits)
    TARGET.write_text(
        json.dumps(
            {
                "signals": SIGNALS,
                "mean": scaler.mean_.tolist(),
                "scale": scaler.scale_.tolist(),
                "weights": model.coef_[0].tolist(),
                "bias": float(model.intercept_[0]),
                "answered": answered,
                "suggested": suggested,
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )


def _chance(
    model: LogisticRegression, scaler: StandardScaler, found: list[Sample]
) -> NDArray[np.float64]:
    chance: NDArray[np.float64] = model.predict_proba(scaler.transform(arrays(found)[0]))[:, 1]
    return chance


if __name__ == "__main__":
    main()
