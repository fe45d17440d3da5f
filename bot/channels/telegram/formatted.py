"""A text with its formatting beside it, the way Telegram counts it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import Self


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text that is shown in some way."""

    start: int
    end: int
    tag: str  # b, i or a
    href: str | None = None

    def within(self, start: int, end: int) -> Span | None:
        """Return what of the span lies between two places, counted from the first of them."""
        first, last = max(self.start, start), min(self.end, end)
        return replace(self, start=first - start, end=last - start) if first < last else None


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its spans, which are nested in each other or apart."""

    text: str = ""
    spans: tuple[Span, ...] = ()

    @classmethod
    def join(cls, between: str, parts: Iterable[Formatted]) -> Self:
        """Put parts one after the other, with some text between them."""
        text, spans = "", list[Span]()
        for index, part in enumerate(parts):
            text += between if index else ""
            shift = len(text)
            moved = (replace(s, start=s.start + shift, end=s.end + shift) for s in part.spans)
            spans += moved
            text += part.text
        return cls(text, tuple(spans))

    def part(self, start: int, end: int) -> Formatted:
        """Return the text between two places with its formatting, white space stripped."""
        cut = self.text[start:end]
        first = start + len(cut) - len(cut.lstrip())
        last = first + len(cut.strip())
        inside = (span.within(first, last) for span in self.spans)
        return Formatted(self.text[first:last], tuple(span for span in inside if span))

    def html(self) -> str:
        """Write the text as Telegram's HTML: everything escaped, tags properly nested."""
        written, place, still_open = list[str](), 0, list[Span]()
        for span in sorted(self.spans, key=lambda span: (span.start, -span.end)):
            place = self._close(written, still_open, place, span.start)
            written.append(escape(self.text[place : span.start], quote=False) + _opening(span))
            place = span.start
            still_open.append(span)
        place = self._close(written, still_open, place, len(self.text))
        return "".join(written) + escape(self.text[place:], quote=False)

    def _close(self, written: list[str], still_open: list[Span], place: int, until: int) -> int:
        """Write what ends before a place, innermost first; return how far the text is written."""
        while still_open and still_open[-1].end <= until:
            span = still_open.pop()
            written.append(f"{escape(self.text[place : span.end], quote=False)}</{span.tag}>")
            place = span.end
        return place


def units(text: str) -> int:
    """Return the length of a text in UTF-16 code units, never less than Telegram counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def plain(text: str) -> Formatted:
    """Return a text without any formatting."""
    return Formatted(text)


def bold(text: str) -> Formatted:
    """Return a text in bold."""
    return Formatted(text, (Span(0, len(text), "b"),) if text else ())


def link(text: str, href: str | None) -> Formatted:
    """Return a text that leads somewhere, if the address is one."""
    return Formatted(text, (Span(0, len(text), "a", href),) if text and href else ())


def _opening(span: Span) -> str:
    return f"<{span.tag}>" if span.href is None else f'<{span.tag} href="{escape(span.href)}">'
