"""Plain text: a page as it was copied from a screen."""

from __future__ import annotations

from pathlib import Path

from actions.library.importer.document import Document
from actions.library.importer.readers.reader import MAX_IMPORT_BYTES, Reading
from actions.library.text_file import read_text_file


def read_text(path: Path) -> Reading:
    """Read a text file as one document."""
    text = read_text_file(path, MAX_IMPORT_BYTES).text
    return Reading((Document(str(path), tuple(text.splitlines())),))
