"""One reader a file format, found by its suffix."""

from actions.library.importer.readers.docx import read_docx
from actions.library.importer.readers.html import read_html
from actions.library.importer.readers.jsonl import read_jsonl
from actions.library.importer.readers.markdown import read_markdown
from actions.library.importer.readers.pdf import read_pdf
from actions.library.importer.readers.reader import Reader, Reading
from actions.library.importer.readers.text import read_text

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".jsonl": read_jsonl,
    ".pdf": read_pdf,
    ".docx": read_docx,
}

__all__ = ["READERS", "Reader", "Reading"]
