"""JSON lines: one document a line, as a crawler leaves them."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from actions.library.errors import ContentError
from actions.library.finding import Finding
from actions.library.importer.document import Document
from actions.library.importer.readers.given import given
from actions.library.importer.readers.html import html_document
from actions.library.importer.readers.reader import MAX_IMPORT_BYTES, Reading
from actions.library.text_file import read_text_file


def read_jsonl(path: Path) -> Reading:
    """Read each line as a document; a faulty line leaves the others in."""
    documents: list[Document] = []
    findings: list[Finding] = []
    text = read_text_file(path, MAX_IMPORT_BYTES).text
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            documents.append(_document(line, str(path), number, findings))
        except ContentError as error:
            findings.append(Finding.of(str(path), error))
    return Reading(tuple(documents), tuple(findings))


def _document(line: str, source: str, number: int, findings: list[Finding]) -> Document:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise ContentError("json_broken", line=number) from None
    if not isinstance(data, dict):
        raise ContentError("json_not_object", line=number)
    if isinstance(html := data.get("html"), str) and html.strip():
        return html_document(_clean(html), source, number, data, findings)
    text = data.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ContentError("json_no_text", line=number)
    facts = given(data, source, number, findings)
    return Document(source, tuple(_clean(text).splitlines()), line=number, **facts)


def _clean(text: str) -> str:
    """Drop lone surrogates and NULs, which no file can hold."""
    sound = text.replace("\0", "").encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", sound)
