"""Fixed pieces of text, as a plain vector store cuts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.search.passage import Document

SIZE = 1000
"""Characters of a piece."""
OVERLAP = 20
"""Characters that a piece repeats of the one before."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a page."""

    path: str
    url: str | None
    text: str


def chunks_of(documents: Sequence[Document]) -> list[Chunk]:
    """Cut every document, its title first."""
    return [
        Chunk(document.path, document.url, text)
        for document in documents
        for text in _cut(f"{document.title}\n\n{document.body}".strip())
    ]


def _cut(text: str) -> Iterator[str]:
    """Yield pieces of at most SIZE characters, cut at the last space."""
    while len(text) > SIZE:
        end = text.rfind(" ", SIZE // 2, SIZE)
        end = SIZE if end < 0 else end
        yield text[:end].strip()
        text = text[end - OVERLAP :].strip()
    if text:
        yield text
