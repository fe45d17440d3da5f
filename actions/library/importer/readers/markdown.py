"""Markdown, with or without a header."""

from __future__ import annotations

from pathlib import Path

from actions.library.errors import ContentError
from actions.library.finding import Finding
from actions.library.importer.document import Document
from actions.library.importer.readers.given import given
from actions.library.importer.readers.reader import MAX_IMPORT_BYTES, Reading
from actions.library.read_page import split_header
from actions.library.text_file import read_text_file
from actions.library.yaml_text import parse_yaml


def read_markdown(path: Path) -> Reading:
    """Read a Markdown file as one document; what its header says is kept."""
    split = split_header(read_text_file(path, MAX_IMPORT_BYTES).text)
    header = parse_yaml(split.header, split.first_line).data or {}
    if not isinstance(header, dict):
        raise ContentError("yaml_broken", line=split.first_line)
    findings: list[Finding] = []
    facts = given(header, str(path), split.first_line, findings)
    lines = tuple(split.body.splitlines())
    return Reading((Document(str(path), lines, markdown=True, **facts),), tuple(findings))
