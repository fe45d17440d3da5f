"""The errors a person may read.

BoussoleError
 ├─ LibraryError      the knowledge folder, an import
 │   └─ ContentError  one file or one line of it
 ├─ SearchError       the index, the embedding model
 └─ ServiceError      settings, processes, the dialogue server  (bot)
"""

from __future__ import annotations

from typing import ClassVar

from actions.library.catalogue import catalogue


class BoussoleError(Exception):
    """One clear French line: what is wrong and what to do."""

    package: ClassVar[str] = "actions.library"

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(catalogue(self.package).text(f"errors.{key}", **params))
        self.key = key
        self.params = params


class LibraryError(BoussoleError):
    """The knowledge folder or an import is at fault."""


class ContentError(LibraryError):
    """A file cannot be read; `line` says where."""

    def __init__(self, key: str, /, line: int = 1, **params: object) -> None:
        super().__init__(key, **params)
        self.line = line
