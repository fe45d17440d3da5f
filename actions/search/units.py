"""What is embedded: passages, windows of two sentences, and the other ways a page is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from actions.search.chunks import is_prose
from actions.search.passage import Passage
from actions.search.sentences import split_sentences

WINDOW = 2
"""Sentences in a window; windows overlap by all but one."""


class UnitKind(IntEnum):
    """Where the embedded text comes from."""

    PASSAGE = 0
    WINDOW = 1
    QUESTION = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """One embedded text and the passages it speaks for: `first` up to, not including, `end`."""

    kind: UnitKind
    first: int
    end: int
    text: str

    @property
    def key(self) -> bytes:
        """Identify the text, so that its vector can be taken from an earlier index."""
        return hashlib.blake2b(self.text.encode(), digest_size=16).digest()


def passage_units(row: int, passage: Passage) -> Iterator[Unit]:
    """Yield the passage itself, then its windows in the order of the text."""
    yield Unit(UnitKind.PASSAGE, row, row + 1, f"{passage.context}\n{passage.text}")
    pieces = pieces_of(passage)
    for start in range(window_count(len(pieces))):
        text = " ".join(piece.text for piece in pieces[start : start + WINDOW])
        yield Unit(UnitKind.WINDOW, row, row + 1, f"{passage.title}\n{text}")


def window_count(pieces: int) -> int:
    """Return how many windows a passage of so many pieces has: none when it is one itself."""
    return pieces - WINDOW + 1 if pieces > WINDOW else 0


@dataclass(frozen=True, slots=True)
class Piece:
    """What an answer is made of: a sentence, or a list or table as a whole."""

    block: int
    text: str


def pieces_of(passage: Passage) -> list[Piece]:
    """Return the sentences and whole blocks of a passage, in order."""
    return [
        Piece(number, text)
        for number, block in enumerate(passage.blocks)
        for text in (split_sentences(block) if is_prose(block) else [block])
    ]


def question_units(questions: Sequence[str], first: int, end: int) -> Iterator[Unit]:
    """Yield the questions staff wrote for a page whose passages are `first` to `end`."""
    for question in questions:
        yield Unit(UnitKind.QUESTION, first, end, question)


def unit_table(units: Sequence[Unit]) -> NDArray[np.int32]:
    """Return kind, first and end of each unit, shape (units, 3)."""
    rows = [(unit.kind, unit.first, unit.end) for unit in units]
    return np.array(rows, np.int32).reshape(-1, 3)


def key_table(units: Sequence[Unit]) -> NDArray[np.uint8]:
    """Return the keys of the units, shape (units, 16)."""
    joined = b"".join(unit.key for unit in units)
    return np.frombuffer(joined, np.uint8).reshape(-1, 16)
