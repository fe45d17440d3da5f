"""Put marks in the place of private data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.library.catalogue import catalogue
from bot.safety.private.addresses import find_addresses
from bot.safety.private.banks import find_banks
from bot.safety.private.births import find_births
from bot.safety.private.documents import find_documents
from bot.safety.private.emails import find_emails
from bot.safety.private.kinds import Finder, Private, Span
from bot.safety.private.names import find_names
from bot.safety.private.numbers import find_numbers
from bot.safety.private.phones import find_phones
from bot.safety.private.text import readable

FINDERS: tuple[Finder, ...] = (
    find_emails,
    find_banks,
    find_documents,
    find_births,
    find_addresses,
    find_phones,
    find_names,
    find_numbers,
)
"""In this order: of two that overlap, the first names what is masked."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without private data, and what was in it."""

    text: str
    kinds: tuple[Private, ...]


def mask(text: str) -> Masked:
    """Return the text with a mark for each piece of private data."""
    spans = _apart([span for finder in FINDERS for span in finder(readable(text))])
    pieces, position = [], 0
    for span in spans:
        pieces += [text[position : span.start], mark(span.kind)]
        position = span.end
    kinds = tuple(dict.fromkeys(span.kind for span in spans))
    return Masked("".join(pieces) + text[position:], kinds)


def mark(kind: Private) -> str:
    """Return what stands in the place of a kind."""
    return catalogue("bot.safety").text(f"private.mark.{kind.value}")


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Join the spans that overlap under the name of the first found, in order of the text."""
    joined: list[Span] = []
    for span in sorted(enumerate(spans), key=lambda pair: (pair[1].start, pair[0])):
        found = span[1]
        if joined and found.start < joined[-1].end:
            last = joined[-1]
            first = min((last, found), key=spans.index)
            joined[-1] = Span(last.start, max(last.end, found.end), first.kind)
        else:
            joined.append(found)
    return joined
