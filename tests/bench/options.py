"""How much is measured."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from platformdirs import user_cache_path


@dataclass(frozen=True, slots=True)
class Options:
    """Counts, and the folders of the run."""

    cache: Path  # filled by set-up
    scratch: Path  # empty when the run begins, gone when it ends
    turns: int
    paragraphs: int
    rounds: int
    chunks: tuple[int, ...]
    searches: int

    @property
    def state(self) -> Path:
        """Return the state folder that the parts which start the service share."""
        return self.scratch / "state"

    @staticmethod
    def declare(parser: argparse.ArgumentParser) -> None:
        """Add the options to a command line."""
        add = parser.add_argument
        add("--turns", type=int, default=200, help="answered turns of each kind")
        add("--paragraphs", type=int, default=300, help="PIAF paragraphs to index")
        add("--rounds", type=int, default=3, help="times they are indexed each way")
        sizes = (1_000, 10_000, 100_000)
        add("--chunks", type=int, nargs="+", default=sizes, help="sizes of the index searched")
        add("--searches", type=int, default=100, help="searches at each size")

    @classmethod
    def read(cls, given: argparse.Namespace, scratch: Path) -> Self:
        """Take the options out of a command line."""
        cache = Path(os.environ.get("BOUSSOLE_CACHE") or user_cache_path("boussole"))
        return cls(
            cache.expanduser().resolve(),
            scratch,
            given.turns,
            given.paragraphs,
            given.rounds,
            tuple(given.chunks),
            given.searches,
        )
