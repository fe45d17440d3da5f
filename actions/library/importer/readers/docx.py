"""Word documents as Markdown: headings, lists and tables keep their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.document import Document as Word
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from actions.library.errors import ContentError
from actions.library.finding import Finding
from actions.library.importer.document import Document
from actions.library.importer.readers.given import given
from actions.library.importer.readers.reader import Reading

_LEVEL = re.compile(r"Heading (\d)")


def read_docx(path: Path) -> Reading:
    """Read a Word document as one document."""
    try:
        word = docx.Document(str(path))
        lines = tuple(line for block in word.iter_inner_content() for line in _lines(block))
    except FileNotFoundError:
        raise ContentError("file_missing") from None
    except (PackageNotFoundError, BadZipFile, ValueError, KeyError):
        raise ContentError("docx_damaged") from None
    if not any(line.strip() for line in lines):
        raise ContentError("no_text")
    findings: list[Finding] = []
    facts = given({"title": _title(word)}, str(path), 1, findings)
    return Reading((Document(str(path), lines, markdown=True, **facts),), tuple(findings))


def _title(word: Word) -> str | None:
    """Return the paragraph written in the style of a title."""
    titles = (p.text for p in word.paragraphs if p.style and p.style.name == "Title")
    return next(titles, None)


def _lines(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _rows(block)
        return
    text = " ".join(block.text.split())
    style = str(block.style.name) if block.style else ""
    level = _LEVEL.match(style)
    if level and text:
        yield f"{'#' * (int(level[1]) + 1)} {text}"
    elif style.startswith("List") and text:
        yield f"- {text}"
        return
    else:
        yield text
    yield ""


def _rows(table: Table) -> Iterator[str]:
    yield ""
    for number, row in enumerate(table.rows):
        cells = [" ".join(cell.text.split()).replace("|", "\\|") for cell in row.cells]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{' --- |' * len(cells)}"
    yield ""
