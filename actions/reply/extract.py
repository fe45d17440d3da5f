"""The part of a passage that answers: neighbouring sentences, or a whole block, unchanged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from actions.search.chunks import is_prose
from actions.search.french import stems
from actions.search.lexical import Lexical
from actions.search.passage import Passage
from actions.search.units import WINDOW, Piece, pieces_of

WHOLE = 450
"""A passage up to this many characters is shown whole."""
SENTENCES = 4
LONGEST = 700
"""An excerpt has at most so many sentences and characters, unless one block alone is longer."""
LOOK_BACK = 2
"""Sentences shown before the best one where too little follows it."""
_WORDS = 0.5
"""Weight of the question's words in a sentence, beside its meaning."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Consecutive pieces of one passage."""

    text: str
    complete: bool


def extract(
    passage: Passage, question: str, windows: NDArray[np.float32], lexical: Lexical
) -> Excerpt:
    """Return the part of `passage` that answers; `windows` holds the cosines of its windows."""
    pieces = pieces_of(passage)
    if len(passage.text) <= WHOLE or len(pieces) == 1:
        return Excerpt(passage.text, complete=True)
    worth = _standard(_meaning(windows, len(pieces)))
    worth += _WORDS * _standard(_shared_words(pieces, question, lexical))
    first, end = _widen(passage, pieces, _best_run(pieces, int(worth.argmax())))
    return Excerpt(_join(pieces[first:end]), complete=end - first == len(pieces))


def _meaning(windows: NDArray[np.float32], count: int) -> NDArray[np.float64]:
    """Give each piece the mean cosine of the windows it stands in."""
    total = np.zeros(count)
    times = np.zeros(count)
    for start, cosine in enumerate(windows):
        total[start : start + WINDOW] += cosine
        times[start : start + WINDOW] += 1
    return total / np.maximum(times, 1)


def _shared_words(pieces: Sequence[Piece], question: str, lexical: Lexical) -> NDArray[np.float64]:
    """Give each piece the rarity of the question's words in it."""
    asked = {stem: lexical.rarity(stem) for stem in stems(question)}
    return np.array(
        [sum(asked.get(stem, 0.0) for stem in set(stems(piece.text))) for piece in pieces]
    )


def _best_run(pieces: Sequence[Piece], best: int) -> tuple[int, int]:
    """Return the run that begins with the best piece; at the end of a passage, a little before."""
    first, end = best, best + 1
    while end < len(pieces) and _fits(pieces, first, end + 1):
        end += 1
    while (
        end == len(pieces) and best - first < LOOK_BACK and first and _fits(pieces, first - 1, end)
    ):
        first -= 1
    return first, end


def _fits(pieces: Sequence[Piece], first: int, end: int) -> bool:
    """Say whether a run is still short enough."""
    return end - first <= SENTENCES and len(_join(pieces[first:end])) <= LONGEST


def _widen(passage: Passage, pieces: Sequence[Piece], run: tuple[int, int]) -> tuple[int, int]:
    """Keep a list together with the sentence that introduces it."""
    first, end = run
    block = pieces[first].block
    if first and not is_prose(passage.blocks[block]) and pieces[first - 1].text.endswith(":"):
        first -= 1
    if end < len(pieces) and pieces[end - 1].text.endswith(":"):
        end += 1
    return first, end


def _join(pieces: Sequence[Piece]) -> str:
    """Put pieces together again: a space inside a block, a blank line between blocks."""
    text = ""
    for number, piece in enumerate(pieces):
        if number:
            text += " " if piece.block == pieces[number - 1].block else "\n\n"
        text += piece.text
    return text


def _standard(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Centre scores and scale them to unit spread."""
    spread = float(scores.std())
    return (scores - scores.mean()) / spread if spread > 1e-9 else np.zeros_like(scores)
