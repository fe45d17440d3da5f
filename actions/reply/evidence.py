"""How sure we are that the best passage answers the question: a calibrated probability."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

import numpy as np
from numpy.typing import NDArray

from actions.reply.asked import asked_type, holds, names_missing, numbers_missing
from actions.reply.near import NEAR_SIGNALS, near_signals
from actions.search.embedding.verifier import Verdict
from actions.search.french import content_words, stems
from actions.search.lexical import Lexical
from actions.search.passage import Passage
from actions.search.reading import Reading
from actions.search.searcher import Hit

SIGNALS = (
    "dense",
    "meaning",
    "coverage",
    "coverage_rare",
    "coverage_second",
    "agreement",
    "length",
    "dense_margin",
    "meaning_margin",
    "words",
    "words_margin",
    "unknown",
    "asked",
    "type",
    "numbers",
    "late",
    "late_question",
    "late_margin",
    "weakest",
    "grams",
    "names",
    "poorest",
    "lack",
    "gap",
    "lack_margin",
    "poorest_margin",
    "fused",
    "fused_margin",
    *NEAR_SIGNALS,
    "verified",
    "located",
)
"""The signals, in the order of the model's coefficients; none depends on the size of the index."""
FARTHEST = 3.0
"""Standard deviations beyond which a signal says no more."""
_FLAT = 60.0
"""Log-odds beyond which a probability no longer changes."""
_ALONE = 0.03
"""Margin of a page that is alone in the index: a middling one."""


def signals(
    question: str,
    hits: Sequence[Hit],
    excerpt: str,
    reading: Reading,
    lexical: Lexical,
    verdict: Verdict,
) -> NDArray[np.float64]:
    """Return the signals of the best hit, of its excerpt and of its reading, shape (signals,)."""
    best, others = hits[0], [hit for hit in hits if hit.passage.path != hits[0].passage.path]
    second = others[0] if others else None
    asked = set(stems(question))
    rarity = sum(lexical.rarity(stem) for stem in asked) or 1.0
    return np.array(
        [
            best.signals.dense,
            _meaning(best),
            _coverage(asked, best.passage, lexical, power=1),
            _coverage(asked, best.passage, lexical, power=3),
            _coverage(asked, second.passage, lexical, power=1) if second else 0.0,
            _agreement(hits),
            min(len(content_words(question)), 12) / 12,
            best.signals.dense - second.signals.dense if second else _ALONE,
            _meaning(best) - max(map(_meaning, others)) if others else _ALONE,
            best.signals.lexical / rarity,
            (best.signals.lexical - max((hit.signals.lexical for hit in others), default=0.0))
            / rarity,
            sum(not lexical.knows(stem) for stem in asked) / max(len(asked), 1),
            best.signals.question,
            _type(question, excerpt),
            numbers_missing(question, f"{best.passage.context} {excerpt}"),
            best.signals.late,
            best.signals.late_question,
            _late_margin(best, others),
            best.signals.weakest,
            best.signals.grams / max(len(question), 1),
            names_missing(question, f"{best.passage.all_words} {excerpt}"),
            best.signals.poorest,
            best.signals.lack,
            best.signals.gap,
            best.signals.lack - min((hit.signals.lack for hit in others), default=1.0),
            best.signals.poorest - max((hit.signals.poorest for hit in others), default=-1.0),
            best.signals.fused,
            best.signals.fused - max((hit.signals.fused for hit in others), default=0.0),
            *near_signals(question, reading),
            verdict.answers,
            verdict.found,
        ]
    )


def _type(question: str, excerpt: str) -> int:
    """Return 1 when the excerpt holds what is asked for, -1 when not, 0 when nobody can say."""
    kind = asked_type(question)
    if kind is None:
        return 0
    return 1 if holds(excerpt, kind) else -1


def _meaning(hit: Hit) -> float:
    """Return the best cosine of anything that speaks for the passage."""
    return max(hit.signals.dense, hit.signals.window, hit.signals.question)


def _coverage(asked: set[str], passage: Passage, lexical: Lexical, power: int) -> float:
    """Return the share of the question's words found, each counting by its rarity."""
    weights = {stem: math.pow(lexical.rarity(stem), power) for stem in asked}
    total = sum(weights.values())
    if not total:
        return 0.0
    present = asked.intersection(stems(passage.all_words))
    return math.fsum(weights[stem] for stem in present) / total


def _late_margin(best: Hit, others: Sequence[Hit]) -> float:
    """Return how far the best hit is ahead of the other pages, word by word."""
    own = best.signals.late_question
    return own - max((hit.signals.late_question for hit in others), default=own)


def _agreement(hits: Sequence[Hit]) -> float:
    """Return the share of the ways of searching that put the best hit first by themselves."""
    best = hits[0].signals
    led = (
        best.dense >= max(hit.signals.dense for hit in hits),
        best.window >= max(hit.signals.window for hit in hits),
        best.lexical >= max(hit.signals.lexical for hit in hits),
    )
    return sum(led) / len(led)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One signal, and what it adds to the log-odds."""

    name: str
    value: float
    gain: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A logistic regression over the signals and their products, and the two thresholds."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    pairs: NDArray[np.float64]
    """Weights of the products, symmetric, shape (signals, signals)."""
    bias: float
    answered: float
    suggested: float

    @classmethod
    def load(cls) -> Self:
        """Read the coefficients shipped with the package (`make evidence` fits them)."""
        raw = files("actions.reply").joinpath("evidence.json").read_text(encoding="utf-8")
        data = json.loads(raw)
        if tuple(data["signals"]) != SIGNALS:
            raise ValueError("evidence.json was fitted for other signals")
        return cls(
            np.array(data["mean"]),
            np.array(data["scale"]),
            np.array(data["weights"]),
            np.array(data["pairs"]),
            data["bias"],
            data["answered"],
            data["suggested"],
        )

    def weigh(self, values: NDArray[np.float64]) -> tuple[Weighed, ...]:
        """Return what each signal says; with the bias the gains sum up to the log-odds."""
        gains = self._gains(values)
        named = zip(SIGNALS, self._known(values), gains, strict=True)
        return tuple(Weighed(name, float(value), float(gain)) for name, value, gain in named)

    def probability(self, values: NDArray[np.float64]) -> float:
        """Return the probability that the best passage answers."""
        score = float(self._gains(values).sum()) + self.bias
        return 1.0 / (1.0 + math.exp(-min(max(score, -_FLAT), _FLAT)))

    def _gains(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what each signal adds to the log-odds, alone and together with the others."""
        plain = np.clip((self._known(values) - self.mean) / self.scale, -FARTHEST, FARTHEST)
        gains: NDArray[np.float64] = plain * (self.weights + self.pairs @ plain)
        return gains

    def _known(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the signals, a middling one where nothing is known."""
        return np.where(np.isnan(values), self.mean, values)
