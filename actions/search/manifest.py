"""What an index version was made of, and the proof that its files are the ones written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Self

from actions.search.errors import SearchError

FORMAT = 3
"""Raise it when the files of a version, or what is embedded, change: older ones are rebuilt."""
_FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Identity of an index version."""

    format: int
    created: str
    model: str
    fingerprint: str
    dimension: int
    passages: int
    units: int
    pages: Mapping[str, str]
    files: Mapping[str, str]
    expires: Mapping[str, str] = field(default_factory=dict)

    def expired(self, today: date) -> set[str]:
        """Return the paths of the pages past their last day."""
        return {path for path, day in self.expires.items() if day < today.isoformat()}

    def write(self, folder: Path) -> None:
        """Write the manifest into a version folder."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / _FILE).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a version's manifest.

        Raises:
            SearchError: it is missing, damaged, or of another format.
        """
        try:
            data = json.loads((folder / _FILE).read_text(encoding="utf-8"))
            manifest = cls(**data)
        except (OSError, ValueError, TypeError) as error:
            raise SearchError("index_damaged", file=folder / _FILE) from error
        if manifest.format != FORMAT:
            raise SearchError("index_outdated")
        return manifest

    def verify(self, folder: Path) -> None:
        """Compare every file with its recorded hash.

        Raises:
            SearchError: a file is missing or was changed.
        """
        for name, expected in self.files.items():
            if hash_file(folder / name) != expected:
                raise SearchError("index_damaged", file=folder / name)


def hash_file(file: Path) -> str | None:
    """Return the SHA-256 of a file, None when it cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def hash_files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its relative path."""
    return {
        file.relative_to(folder).as_posix(): str(hash_file(file))
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
