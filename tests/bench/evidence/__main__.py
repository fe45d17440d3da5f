"""Fit the evidence model: `make evidence` writes actions/reply/evidence.json.

Learns from five folders with their questions (the shipped one with the development part of the
golden set, and four invented ones) and from the articles of PIAF that adapter and verifier have not
seen: on what the verifier learnt from, it is too sure. The held-out part of the golden set and the
blind folders are never read here.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path
from sklearn.metrics import roc_auc_score

from tests.bench.evidence.model import coefficients, cross_validated, fitted_on
from tests.bench.evidence.samples import Collector, Remembering, Sample, asked

TARGET = Path("actions/reply/evidence.json")
FOLDERS = Path("tests/bench/data/folders")
GOLDEN = Path("tests/golden/dev")
WORTH = {
    "golden": 1.0,
    "nouvelles": 1.0,
    "guichet": 0.5,
    "reseau": 0.8,
    "institut": 0.8,
    "small-nouvelles": 0.5,
    "piaf": 0.3,
    "piaf-removed": 0.5,
}
"""What each source counts as a whole."""
DECIDING = {"golden", "nouvelles", "guichet", "reseau", "institut"}
"""Sources that set the thresholds."""
ORDINARY = {"off_topic", "removed", "other_agency", "personal"}
"""Kinds of unanswerable questions people really ask; near misses are made to deceive."""
FALSE_ANSWERS = 0.04
"""Share of the ordinary ones that may be answered where the threshold is set."""
UNSUGGESTED = 0.02
"""Share of the questions whose passage was found that may be met with an honest no."""


def main() -> None:
    """Collect, fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(os.environ.get("BOUSSOLE_CACHE") or user_cache_path("boussole"))
    parser.add_argument("--cache", type=Path, default=default, help="where the model is built")
    given = parser.parse_args()
    samples = collect(Collector(Remembering(given.cache), given.cache / "evidence"))
    chance = cross_validated(samples, WORTH)
    deciding = _where(samples, DECIDING)
    ordinary = np.array([sample.kind in ORDINARY for sample in samples])
    right = np.array([sample.right for sample in samples])
    limits = {
        "answered": float(np.quantile(chance[deciding & ordinary], 1 - FALSE_ANSWERS)),
        "suggested": float(np.quantile(chance[deciding & right], UNSUGGESTED)),
    }
    report(samples, chance, limits)
    shown = coefficients(fitted_on(samples, WORTH)) | limits
    TARGET.write_text(json.dumps(shown, indent=1) + "\n", encoding="utf-8")


def collect(collector: Collector) -> list[Sample]:
    """Ask every question once."""
    shipped = collector.folder("shipped", Path("knowledge"))
    samples = list(asked(shipped, "golden", sorted(GOLDEN.glob("*.jsonl"))))
    for name in ("nouvelles", "guichet", "reseau", "institut"):
        searcher = collector.folder(name, FOLDERS / name)
        samples += asked(searcher, name, [FOLDERS / f"{name}.jsonl"])
    small = collector.small("nouvelles", FOLDERS / "nouvelles", FOLDERS / "nouvelles.jsonl")
    return [*samples, *small, *collector.piaf()]


def report(
    samples: Sequence[Sample], chance: NDArray[np.float64], limits: dict[str, float]
) -> None:
    """Print what the two thresholds give, source by source and kind by kind."""
    right = np.array([sample.right for sample in samples])
    answerable = np.array([sample.answerable for sample in samples])
    for source in WORTH:
        own = _where(samples, {source})
        print(f"{source}: {own.sum()} questions", end="")
        if right[own].any():
            print(f", AUC {roc_auc_score(right[own], chance[own]):.3f}", end="")
        print()
        for tier, limit in limits.items():
            over = chance >= limit
            line = [f"  {tier} (over {limit:.3f}):"]
            if (own & answerable).any():
                line.append(f"right {np.mean((over & right)[own & answerable]):.3f}")
                line.append(f"of all {np.mean(over[own & answerable]):.3f}")
            for kind in sorted({s.kind for s in samples if s.source == source} - {"answerable"}):
                of_kind = own & np.array([sample.kind == kind for sample in samples])
                line.append(f"{kind} {np.mean(over[of_kind & ~answerable]):.3f}")
            print(" ".join(line))


def _where(samples: Sequence[Sample], sources: set[str]) -> NDArray[np.bool_]:
    return np.array([sample.source in sources for sample in samples])


if __name__ == "__main__":
    main()
