"""Fit the evidence model: `make evidence` writes actions/reply/evidence.json.

Answerable and not are made from the development half of PIAF (public French questions): with
half of the paragraphs removed their questions become near misses (right subject, fact absent),
with half of the articles removed they are off topic. Articles are split in two: one part fits,
the other sets the thresholds and is reported.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from actions.reply.evidence import SIGNALS, signals
from actions.search.build import update_index
from actions.search.embedding.encoder import BUNDLED, Encoder
from actions.search.index import Index
from actions.search.searcher import Searcher
from actions.search.versions import Versions
from tests.bench.piaf import Paragraph, read_piaf

SEED = 20261123
FALSE_ANSWERS = 0.03
"""Share of unanswerable questions that may be answered where the threshold is set."""
FALSE_SUGGESTIONS = 0.25
"""Share of unanswerable questions that may be met with suggestions."""
TARGET = Path("actions/reply/evidence.json")


@dataclass(frozen=True, slots=True)
class Sample:
    """Signals of one question, whether its best passage is right, and whether any could be."""

    values: NDArray[np.float64]
    right: bool
    answerable: bool


def samples(
    kept: list[Paragraph], asked: list[Paragraph], encoder: Encoder, scratch: Path
) -> Iterator[Sample]:
    """Search the questions of `asked` in an index of `kept`."""
    versions = Versions(scratch)
    report = update_index(kept, versions, lambda: encoder, model=encoder.name)
    searcher = Searcher(Index(report.version), encoder)
    paths = {paragraph.path for paragraph in kept}
    for paragraph in asked:
        for question in paragraph.asked:
            hits = searcher.search(question.text)
            values = signals(question.text, hits, searcher.index.lexical)
            right = hits[0].passage.path == paragraph.path
            yield Sample(values, right, paragraph.path in paths)


def collect(paragraphs: list[Paragraph], encoder: Encoder, draw: random.Random) -> list[Sample]:
    """Return samples of half the paragraphs removed, then of half the articles removed."""
    found: list[Sample] = []
    titles = sorted({paragraph.title for paragraph in paragraphs})
    kept_titles = set(draw.sample(titles, len(titles) // 2))
    halves = [
        draw.sample(paragraphs, len(paragraphs) // 2),
        [paragraph for paragraph in paragraphs if paragraph.title in kept_titles],
    ]
    for kept in halves:
        with tempfile.TemporaryDirectory() as scratch:
            found.extend(samples(kept, paragraphs, encoder, Path(scratch)))
    return found


def arrays(found: list[Sample]) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return signals, right and answerable as arrays."""
    return (
        np.array([sample.values for sample in found]),
        np.array([sample.right for sample in found]),
        np.array([sample.answerable for sample in found]),
    )


def main() -> None:
    """Fit, report on the other articles, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="folder of the embedding model")
    encoder = Encoder(BUNDLED, parser.parse_args().cache)
    draw = random.Random(SEED)
    paragraphs = read_piaf()
    titles = sorted({paragraph.title for paragraph in paragraphs})
    fitted = set(draw.sample(titles, len(titles) // 2))
    fit, held = (
        arrays(collect([p for p in paragraphs if (p.title in fitted) is part], encoder, draw))
        for part in (True, False)
    )
    scaler = StandardScaler().fit(fit[0])
    model = LogisticRegression(C=1.0, max_iter=1000).fit(scaler.transform(fit[0]), fit[1])
    chance = model.predict_proba(scaler.transform(held[0]))[:, 1]
    right, answerable = held[1], held[2]
    answered = float(np.quantile(chance[~answerable], 1 - FALSE_ANSWERS))
    suggested = float(np.quantile(chance[~answerable], 1 - FALSE_SUGGESTIONS))
    print(f"questions {len(chance)}, AUC {roc_auc_score(right, chance):.3f}")
    for name, limit in (("answered", answered), ("suggested", suggested)):
        over = chance >= limit
        print(
            f"{name}: threshold {limit:.3f}, "
            f"right {np.mean((over & right)[answerable]):.3f}, "
            f"coverage {np.mean(over[answerable]):.3f}, "
            f"false {np.mean(over[~answerable]):.3f}"
        )
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


if __name__ == "__main__":
    main()
