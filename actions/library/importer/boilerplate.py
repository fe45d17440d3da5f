"""Learn from a batch what its pages share above and below their own text, and drop it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from actions.library.importer.contact_lines import opens_contact
from actions.library.importer.document import Document
from actions.library.importer.sites import key, sites

# A line is boilerplate when this many pages, and this share of them, have it at the same end.
MIN_PAGES = 3
MIN_SHARE = 0.6
# How far from each end boilerplate is looked for.
REACH = 80


def drop_boilerplate(documents: Sequence[Document]) -> list[Document]:
    """Return the documents without the blocks of lines their site repeats."""
    by_site: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_site[document.host].append(document)
    shared = {host: (_shared(group, 1), _shared(group, -1)) for host, group in by_site.items()}
    return [_without(document, *shared[document.host]) for document in documents]


def _shared(documents: Sequence[Document], step: int) -> frozenset[str]:
    ends = {_filled(document)[::step][:REACH] for document in documents}
    counts = Counter(line for end in ends for line in set(end))
    needed = max(MIN_PAGES, MIN_SHARE * len(ends))
    return frozenset(line for line, count in counts.items() if count >= needed)


def _filled(document: Document) -> tuple[str, ...]:
    return tuple(line.strip() for line in document.lines if line.strip())


def _without(document: Document, head: frozenset[str], tail: frozenset[str]) -> Document:
    lines = list(document.lines)
    start, end = 0, len(lines)
    while start < end and _repeated(lines[start], head):
        start += 1
    while end > start and _repeated(lines[end - 1], tail):
        end -= 1
    # What tells news from pages is read later.
    banner = [line for line in lines[:start] if line.strip() and key(line) in sites().banners]
    # A page made of nothing but shared lines is left as it is.
    kept = (*banner, *lines[start:end])
    return replace(document, lines=kept) if start < end else document


def _repeated(line: str, shared: frozenset[str]) -> bool:
    text = line.strip()
    return not text or (text in shared and "@" not in text and not opens_contact(text))
