"""Tell danger from an ordinary message: by its turns of phrase and by what was learnt."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from actions.library.kinds import Danger
from bot.safety.danger.grams import Weights
from bot.safety.danger.model import ORDINARY, Model, danger_model
from bot.safety.danger.pieces import pieces_of
from bot.safety.danger.spelling import plain
from bot.safety.danger.vectors import LONGEST, Vectors

DANGER = 0.25
"""Chance from which a message tells of danger; chosen by cross-validation on what is learnt."""
PIECE = 0.4
"""The same for one piece of a long message: there are many, and each is read out of context."""
MOST_PIECES = 8
"""Pieces of a long message described by a vector: those whose words speak most of danger."""

FEW_WORDS, HINTED = 3, 0.25
"""A message of fewer words must tell of danger by its letters too, so surely: the vector of odd
characters may lie anywhere."""
_WORD = re.compile(r"[^\W\d_]{2,}")
MOST_CHARACTERS = 20_000
"""What is read of a message: nobody in danger writes a book."""

Describe = Callable[[Sequence[str]], Sequence[Weights | None]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely a message tells of danger, and of which most likely."""

    danger: float
    kind: Danger


@dataclass(frozen=True, slots=True)
class Read:
    """What was seen in a message."""

    danger: Danger | None
    vector: Weights | None
    """Its sentence vector, where it was read in one piece."""


class Router:
    """Decide what a message is."""

    def __init__(self, model: Model | None = None, describe: Describe | None = None) -> None:
        """Take the weights, and what turns texts into vectors: those that are shipped."""
        self._model = model or danger_model()
        self._describe = describe or Vectors()

    def __call__(self, text: str) -> Danger | None:
        """Return the danger a message tells of, or None."""
        return self.read(text).danger

    def read(self, text: str) -> Read:
        """Return the danger a message tells of, with its vector for whoever needs it next."""
        pieces = pieces_of(text[:MOST_CHARACTERS])
        if len(pieces) == 1:
            vectors = self._describe(pieces)
            danger = self._danger(pieces, vectors, DANGER)
            odd = len(_WORD.findall(text)) < FEW_WORDS
            if danger and odd and not self._danger(pieces, [None], HINTED):
                danger = None
            return Read(danger, vectors[0])
        whole = [text[:LONGEST]]
        danger = self._danger(whole, self._describe(whole), DANGER)
        if danger is None:
            likely = self._likely(pieces)
            danger = self._danger(likely, self._describe(likely), PIECE)
        return Read(danger, None)

    def _danger(
        self, pieces: Sequence[str], vectors: Sequence[Weights | None], least: float
    ) -> Danger | None:
        """Return the danger of the piece that tells most of one, if that is enough."""
        verdicts = [
            _verdict(self._model.chances(plain(piece), vector))
            for piece, vector in zip(pieces, vectors, strict=True)
        ]
        most = max(verdicts, key=lambda verdict: verdict.danger)
        return most.kind if most.danger >= least else None

    def _likely(self, pieces: Sequence[str]) -> list[str]:
        """Keep the pieces whose words speak most of danger: vectors take time."""
        chance = {p: _verdict(self._model.chances(plain(p), None)).danger for p in pieces}
        return sorted(chance, key=lambda piece: -chance[piece])[:MOST_PIECES]


def _verdict(chances: Mapping[str, float]) -> Verdict:
    """Return the chance of any danger and the likeliest one."""
    dangers = {label: chance for label, chance in chances.items() if label != ORDINARY}
    return Verdict(1 - chances[ORDINARY], Danger(max(dangers, key=lambda label: dangers[label])))
