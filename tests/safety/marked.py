"""Read messages in which what is private is marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bot.safety.private.mask import mask

FILE = Path(__file__).parent / "data" / "private.txt"
HELD_OUT = Path(__file__).parent / "data" / "private-held-out.txt"
"""Never looked at while the masks were written."""
_MARKED = re.compile(r"⟦(.+?)⟧")


@dataclass(frozen=True, slots=True)
class Marked:
    """A message and the pieces of it that nobody may keep."""

    text: str
    private: tuple[str, ...]

    @property
    def leaks(self) -> list[str]:
        """Return the pieces, or telling parts of them, that are left after masking."""
        left = mask(self.text).text
        return [part for piece in self.private for part in _telling(piece) if part in left]

    @property
    def harmed(self) -> bool:
        """Tell whether a message without private data was changed."""
        return not self.private and mask(self.text).text != self.text


def read_marked(path: Path = FILE) -> list[Marked]:
    """Return the messages of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        Marked(_MARKED.sub(r"\1", line), tuple(_MARKED.findall(line)))
        for line in lines
        if line and not line.startswith("#")
    ]


def _telling(piece: str) -> list[str]:
    """Return a piece whole and its parts of four characters or more."""
    return [piece, *(part for part in re.split(r"[\s.,/-]+", piece) if len(part) >= 4)]
