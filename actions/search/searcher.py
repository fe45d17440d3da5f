"""Question in, passages out, with what each signal said of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from actions.search.embedding.encoder import Encoder, Question
from actions.search.embedding.verifier import UNKNOWN, Verdict
from actions.search.errors import SearchError
from actions.search.fusion import Scores, Signals, fuse
from actions.search.index import Index
from actions.search.passage import Passage
from actions.search.reading import Reader, Reading
from actions.search.spelling import Spelling
from actions.search.units import UnitKind
from actions.search.wording import Wording

NEAREST_UNITS = 200
NEAREST_LEXICAL = 50
"""How many candidates each way of searching names."""
OTHER_WORDS = 0.5
"""Weight of words that stand for those of the question."""
POOREST = np.float32(1 / 3)
"""Share of a question's weight that counts as what is matched worst."""
COMPARED = 100
"""How many of them are compared word by word."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, its row in the index and its signals."""

    row: int
    passage: Passage
    signals: Signals


class Searcher:
    """Searches one open index version; safe to share between threads."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        """Pair an index with the encoder that made its vectors.

        Raises:
            SearchError: the index was made with another model.
        """
        if index.manifest.fingerprint != encoder.fingerprint:
            raise SearchError("index_other_model")
        self.index = index
        self._encoder = encoder
        self.reword = Wording(Spelling(index.words))
        self._units = _Units(index.units, len(index.passages))
        self._reader = Reader(index, encoder)

    def search(
        self,
        question: str,
        count: int = 10,
        prefer: Callable[[Passage], float] | None = None,
        others: Sequence[str] = (),
    ) -> Sequence[Hit]:
        """Return the best passages for a question, best first.

        `prefer` adds what the question says of a passage to its fused score; `others` are words
        for what the question says in its own.
        """
        asked = self._asked(question, others)
        return self._ranked(asked, self._candidates(asked), prefer)[:count]

    def rank(self, question: str, rows: Sequence[int]) -> Sequence[Hit]:
        """Return some passages by their rows, the closest to a question first."""
        return self._ranked(self._asked(question), np.array(rows, np.int64)) if rows else []

    def _asked(self, question: str, others: Sequence[str] = ()) -> _Asked:
        """Return all that the ways of searching need of a question."""
        lexical = self.index.lexical.scores(question)
        if others:
            lexical = lexical + OTHER_WORDS * self.index.lexical.scores(" ".join(others))
        grams = self.index.grams.scores(question)
        return _Asked(self._encoder.question(question), lexical, grams)

    def _ranked(
        self,
        asked: _Asked,
        rows: NDArray[np.int64],
        prefer: Callable[[Passage], float] | None = None,
    ) -> Sequence[Hit]:
        """Return candidates with their signals, best first."""
        ways = self._similarities(asked.question.vector, rows)
        ways |= {"lexical": asked.lexical[rows], "grams": asked.grams[rows]}
        gains = np.array([prefer(self.index.passages[row]) if prefer else 0.0 for row in rows])
        best = np.argsort(-(fuse(ways) + gains), kind="stable")[:COMPARED]
        rows, gains = rows[best], gains[best]
        ways = {name: scores[best] for name, scores in ways.items()}
        ways |= self._late(asked.question, rows)
        fused = fuse(ways) + gains
        return [
            Hit(
                int(rows[i]),
                self.index.passages[rows[i]],
                Signals(
                    **{name: float(scores[i]) for name, scores in ways.items()},
                    fused=float(fused[i]),
                ),
            )
            for i in np.argsort(-fused, kind="stable")
        ]

    def _late(self, question: Question, rows: NDArray[np.int64]) -> dict[str, Scores]:
        """Return the late interaction of passages and of the best question written for each."""
        numbers, owners, kinds = self._units.of(rows)
        speaking = kinds != UnitKind.WINDOW
        numbers, owners, kinds = numbers[speaking], owners[speaking], kinds[speaking]
        distinct, places = np.unique(numbers, return_inverse=True)
        weights = self.index.late.rarity(question.ids)
        weights /= max(float(weights.sum()), 1e-9)
        matches = self.index.late.matches(question.tokens, distinct)
        best = np.full((len(UnitKind), len(rows)), -1.0, np.float32)
        np.maximum.at(best, (kinds, owners), (weights @ matches)[places])
        late = best[UnitKind.PASSAGE]
        weakest = np.full(len(rows), -1.0, np.float32)
        poorest = np.full(len(rows), -1.0, np.float32)
        lack = np.full(len(rows), 1.0, np.float32)
        gap = np.full(len(rows), 1.0, np.float32)
        if len(weights):
            rare = weights >= np.median(weights)
            np.maximum.at(weakest, owners, matches[rare].min(axis=0)[places])
            np.maximum.at(poorest, owners, _poorest(matches, weights)[places])
            short = matches.max(axis=1, keepdims=True) - matches
            np.minimum.at(lack, owners, (weights @ short)[places])
            np.minimum.at(gap, owners, short[rare].max(axis=0)[places])
        return {
            "late": late,
            "late_question": np.maximum(best[UnitKind.QUESTION], late),
            "weakest": weakest,
            "poorest": poorest,
            "lack": lack,
            "gap": gap,
        }

    def windows(self, question: str, row: int) -> NDArray[np.float32]:
        """Return the cosine of every window of a passage, in the order of its text."""
        numbers, _, kinds = self._units.of(np.array([row], np.int64))
        numbers = numbers[kinds == UnitKind.WINDOW]
        if not len(numbers):
            return np.empty(0, np.float32)
        cosines: NDArray[np.float32] = self.index.vectors.rows(numbers) @ self._encoder.query(
            question
        )
        return cosines

    def read(self, question: str, row: int) -> Reading:
        """Read a passage piece by piece."""
        numbers, _, kinds = self._units.of(np.array([row], np.int64))
        unit = int(numbers[kinds == UnitKind.PASSAGE][0])
        asked = self._encoder.question(question)
        return self._reader.read(asked, row, unit, self.windows(question, row))

    def verify(self, question: str, text: str) -> Verdict:
        """Return whether a text, which begins with its title, answers a question.

        Nothing is known (NaN) where the encoder has no verifier.
        """
        verifier = self._encoder.verifier
        return verifier(question, [text])[0] if verifier else UNKNOWN

    def page(self, row: int, most: int) -> Sequence[int]:
        """Return the rows of the page a passage is of, at most so many, those around it."""
        path = self.index.passages[row].path
        near = range(max(row - most, 0), min(row + most + 1, len(self.index.passages)))
        same = [other for other in near if self.index.passages[other].path == path]
        return sorted(same, key=lambda other: abs(other - row))[:most]

    def _candidates(self, asked: _Asked) -> NDArray[np.int64]:
        """Return the rows named by the nearest vectors or the rarest common words."""
        units, _ = self.index.vectors.search(asked.question.vector, NEAREST_UNITS)
        rows = set(self._units.rows_of(units))
        for scores in (asked.lexical, asked.grams):
            some = min(NEAREST_LEXICAL, len(scores))
            best = np.argpartition(-scores, some - 1)[:some]
            rows.update(int(row) for row in best if scores[row] > 0)
        return np.array(sorted(rows), np.int64)

    def _similarities(
        self, query: NDArray[np.float32], rows: NDArray[np.int64]
    ) -> dict[str, Scores]:
        """Return the cosines of the passage, of its best window and of its best question."""
        numbers, owners, kinds = self._units.of(rows)
        cosines = self.index.vectors.rows(numbers) @ query
        best = np.full((len(UnitKind), len(rows)), -1.0, np.float32)
        np.maximum.at(best, (kinds, owners), cosines)
        dense = best[UnitKind.PASSAGE]
        return {
            "dense": dense,
            "window": np.maximum(best[UnitKind.WINDOW], dense),
            "question": np.maximum(best[UnitKind.QUESTION], dense),
        }


def _poorest(matches: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the mean match of the third of the question that is matched worst, by weight."""
    order = np.argsort(matches, axis=0)
    sorted_weights = weights[order]
    before = np.cumsum(sorted_weights, axis=0) - sorted_weights
    counted = np.clip(POOREST - before, 0.0, sorted_weights)
    values: NDArray[np.float32] = (counted * np.take_along_axis(matches, order, axis=0)).sum(
        axis=0
    ) / np.maximum(counted.sum(axis=0), 1e-9)
    return values.astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as vectors, and the scores of all passages for its words."""

    question: Question
    lexical: Scores
    grams: Scores


class _Units:
    """Which embedded texts speak for which passage."""

    def __init__(self, table: NDArray[np.int32], passages: int) -> None:
        kinds, firsts, ends = table.T
        counts = (ends - firsts).astype(np.int64)
        owners = np.repeat(firsts.astype(np.int64), counts)
        owners += np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
        numbers = np.repeat(np.arange(len(table), dtype=np.int64), counts)
        order = np.argsort(owners, kind="stable")
        self._numbers, self._kinds = numbers[order], kinds[numbers[order]]
        self._starts = np.searchsorted(owners[order], np.arange(passages + 1))
        self._firsts, self._ends = firsts, ends

    def rows_of(self, units: NDArray[np.int64]) -> list[int]:
        """Return the passages that some units speak for."""
        known = units[units >= 0]
        return [row for unit in known for row in range(self._firsts[unit], self._ends[unit])]

    def of(
        self, rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]:
        """Return the units of passages: number, place of the passage in `rows`, kind."""
        starts, ends = self._starts[rows], self._starts[rows + 1]
        places = np.concatenate([np.arange(a, b) for a, b in zip(starts, ends, strict=True)])
        owners = np.repeat(np.arange(len(rows)), ends - starts)
        return self._numbers[places], owners, self._kinds[places]
