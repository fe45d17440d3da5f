"""What every reader takes and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from actions.library.finding import Finding
from actions.library.importer.document import Document

# An import may be a whole site in one file.
MAX_IMPORT_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """The documents of one file, and what could not be read of it."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...] = ()


# A reader raises ContentError when the file as a whole cannot be read.
Reader = Callable[[Path], Reading]
