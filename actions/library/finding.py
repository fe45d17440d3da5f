"""What a reader of the knowledge folder should be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from actions.library.catalogue import catalogue
from actions.library.errors import ContentError

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on one line of one file; line 0 means a whole folder."""

    level: Level
    path: str
    line: int
    message: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}"

    @classmethod
    def error(cls, path: str, line: int, key: str, /, **params: object) -> Self:
        """Make an error from a text of the catalogue."""
        return cls("error", path, line, _text(key, params))

    @classmethod
    def warning(cls, path: str, line: int, key: str, /, **params: object) -> Self:
        """Make a warning from a text of the catalogue."""
        return cls("warning", path, line, _text(key, params))

    @classmethod
    def of(cls, path: str, error: ContentError) -> Self:
        """Make an error finding from an exception."""
        return cls("error", path, error.line, str(error))


def _text(key: str, params: dict[str, object]) -> str:
    return catalogue("actions.library").text(key, **params)
