"""PDF files: their text, and what the file says of itself."""

from __future__ import annotations

import logging
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from actions.library.errors import ContentError
from actions.library.finding import Finding
from actions.library.importer.document import Document
from actions.library.importer.readers.given import given
from actions.library.importer.readers.reader import Reading
from actions.library.os_reasons import reason as why

# A scanned page gives a few stray characters at most.
SHORTEST_TEXT = 40


def read_pdf(path: Path) -> Reading:
    """Read a PDF as one document; ContentError when it is locked, damaged or only pictures."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ContentError("pdf_locked")
        pages = [page.extract_text() or "" for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except OSError as error:
        raise ContentError("file_unreadable", reason=why(error)) from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ContentError("pdf_damaged") from None
    if sum(len(text.strip()) for text in pages) < SHORTEST_TEXT:
        raise ContentError("pdf_scanned")
    findings: list[Finding] = []
    facts = given({"title": title}, str(path), 1, findings)
    lines = tuple(line.rstrip() for text in pages for line in (*text.splitlines(), ""))
    return Reading((Document(str(path), lines, **facts),), tuple(findings))
