"""The part of a passage that answers: neighbouring sentences, or a whole block, unchanged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from actions.reply.asked import asked_type, begins_leaning, holds, is_condition
from actions.search.chunks import is_prose
from actions.search.french import stems
from actions.search.lexical import Lexical
from actions.search.passage import Passage
from actions.search.reading import Reading
from actions.search.units import WINDOW, Piece

WHOLE = 450
"""A passage up to this many characters is shown whole."""
SENTENCES = 6
LONGEST = 700
"""An excerpt has at most so many sentences and characters, unless one block alone is longer."""
_WORDS, _TOKENS, _TYPE = 0.5, 1.0, 1.0
"""Weights of the question's words in a piece, of late interaction with it, and of its holding
what is asked for, beside its meaning."""
_ONWARD = 1.0
"""What the piece after counts more than the piece before: the one that answers comes first."""


def extract(reading: Reading, question: str, lexical: Lexical, room: int = LONGEST) -> str:
    """Return the part of the passage that answers, in at most `room` characters if it can be."""
    passage, pieces = reading.passage, reading.pieces
    if len(passage.text) <= min(WHOLE, room) or len(pieces) == 1:
        return passage.text
    values = worth(reading, question, lexical)
    run = _grown(pieces, values, room)
    first, end = _widened(passage, pieces, run)
    return joined(pieces[first:end])


def worth(reading: Reading, question: str, lexical: Lexical) -> NDArray[np.float64]:
    """Return how much each piece speaks for answering the question."""
    pieces = reading.pieces
    total = _standard(_meaning(reading.windows, len(pieces)))
    total += _WORDS * _standard(_shared_words(pieces, question, lexical))
    total += _TOKENS * _standard(reading.late.astype(np.float64))
    kind = asked_type(question)
    if kind is not None:
        total += _TYPE * np.array([float(holds(piece.text, kind)) for piece in pieces])
    return total


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


def _grown(pieces: Sequence[Piece], worth: NDArray[np.float64], room: int) -> tuple[int, int]:
    """Return the best piece and what is best around it, as long as it fits."""
    first = int(worth.argmax())
    end = first + 1
    if begins_leaning(pieces[first].text) and _fits(pieces, first - 1, end, room):
        first -= 1
    while True:
        sides = []
        if _fits(pieces, first, end + 1, room):
            sides.append((worth[end] + _ONWARD, first, end + 1))
        if _fits(pieces, first - 1, end, room):
            sides.append((worth[first - 1], first - 1, end))
        if not sides:
            return first, end
        _, first, end = max(sides)


def _fits(pieces: Sequence[Piece], first: int, end: int, room: int) -> bool:
    """Say whether there is such a run and it is short enough."""
    inside = first >= 0 and end <= len(pieces)
    return inside and end - first <= SENTENCES and len(joined(pieces[first:end])) <= room


def _widened(passage: Passage, pieces: Sequence[Piece], run: tuple[int, int]) -> tuple[int, int]:
    """Keep a list with the sentence that introduces it, and a rule with its exceptions."""
    first, end = run
    block = pieces[first].block
    if first and not is_prose(passage.blocks[block]) and pieces[first - 1].text.endswith(":"):
        first -= 1
    if end < len(pieces) and pieces[end - 1].text.endswith(":"):
        end += 1
    while end < len(pieces) and is_condition(pieces[end].text):
        end += 1
    return first, end


def joined(pieces: Sequence[Piece]) -> str:
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
