"""Units to vectors and tokens; those an earlier version has are taken over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from actions.search.embedding.encoder import Encoder
from actions.search.embedding.tokens import Tokens
from actions.search.index import KEYS, LATE, VECTORS
from actions.search.late import LateStore
from actions.search.units import Unit, UnitKind
from actions.search.vectors import VectorStore


class Progress(Protocol):
    """Told how many texts there are to embed, then how many were."""

    def start(self, total: int) -> None: ...
    def advance(self, count: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Vectorised:
    """Vectors of all units, shape (units, dimension), their tokens, and how many were embedded."""

    vectors: NDArray[np.float32]
    tokens: Sequence[Tokens]
    embedded: int


def vectorise(
    units: Sequence[Unit], encoder: Encoder, earlier: Path | None, progress: Progress | None
) -> Vectorised:
    """Embed the units that no earlier version has; windows keep no tokens: passages have them."""
    known = _Earlier(earlier) if earlier else None
    new = {unit.key: unit for unit in units if known is None or unit.key not in known}
    if new and progress:
        progress.start(len(new))
    made = _embed(list(new.values()), encoder, progress)
    vectors = np.empty((len(units), encoder.dimension), np.float32)
    tokens: list[Tokens] = []
    for row, unit in enumerate(units):
        if unit.key in made:
            vectors[row], found = made[unit.key]
        elif known:
            vectors[row], found = known.get(unit.key)
        tokens.append(found)
    return Vectorised(vectors, tokens, len(new))


_Found = tuple[NDArray[np.float32], Tokens]


def _embed(
    units: Sequence[Unit], encoder: Encoder, progress: Progress | None
) -> dict[bytes, _Found]:
    """Return vector and tokens of each unit, by its key."""
    windows = [unit for unit in units if unit.kind is UnitKind.WINDOW]
    others = [unit for unit in units if unit.kind is not UnitKind.WINDOW]
    advance = progress.advance if progress else None
    nothing = Tokens(np.empty((0, encoder.dimension), np.int8), np.empty(0, np.int32))
    plain = encoder.passages([unit.text for unit in windows], advance)
    vectors, tokens = encoder.passages_and_tokens([unit.text for unit in others], advance)
    found = {unit.key: (vector, nothing) for unit, vector in zip(windows, plain, strict=True)}
    for unit, vector, own in zip(others, vectors, tokens, strict=True):
        found[unit.key] = vector, own
    return found


class _Earlier:
    """What an earlier version embedded, by the key of the text."""

    def __init__(self, folder: Path) -> None:
        keys: NDArray[np.uint8] = np.load(folder / KEYS, allow_pickle=False)
        self._rows = {key.tobytes(): row for row, key in enumerate(keys)}
        self._vectors = VectorStore.load(folder / VECTORS)
        self._late = LateStore.load(folder / LATE)

    def __contains__(self, key: bytes) -> bool:
        return key in self._rows

    def get(self, key: bytes) -> _Found:
        row = self._rows[key]
        return self._vectors.rows(np.array([row]))[0], self._late.text(row)
