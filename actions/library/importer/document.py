"""A document on its way to becoming pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from actions.library.kinds import Kind


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader found: lines of text, and what its source says of itself."""

    source: str
    lines: tuple[str, ...]
    line: int = 1
    title: str | None = None
    url: str | None = None
    published: date | None = None
    kind: Kind | None = None
    # Markdown is kept as written; plain text has its paragraphs made whole.
    markdown: bool = False

    @property
    def host(self) -> str:
        """Return the site the document comes from, without « www »."""
        return (urlsplit(self.url or "").hostname or "").removeprefix("www.")
