"""The small Markdown subset of replies as formatted text: paragraphs, lists, emphasis, links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from bot.channels.markdown import allowed, make_parser
from bot.channels.telegram.formatted import Formatted, Span

STYLES = {"strong_open": "b", "em_open": "i", "th_open": "b", "link_open": "a"}
CLOSES = {"strong_close", "em_close", "th_close", "link_close"}
BULLET = "• "
INDENT = "   "
CELL = " | "


class Markdown:
    """Read Markdown once, for Telegram; anything unknown stays as it was written."""

    def __init__(self) -> None:
        """Prepare the same parser as the page, so that both channels read alike."""
        self._parser = make_parser()

    def __call__(self, text: str) -> Formatted:
        """Return the text with its formatting."""
        writing = _Writing()
        for token in self._parser.parse(text):
            writing.block(token)
        return writing.result()


@dataclass(slots=True)
class _Writing:
    """What is written so far, and what will stand before the next word."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)
    open: list[tuple[int, str, str | None]] = field(default_factory=list)
    lists: int = 0
    gap: int = 0  # line ends before the next word
    prefix: str = ""  # the bullet or number before the next word

    def block(self, token: Token) -> None:
        """Write one block token."""
        kind = token.type
        if kind == "inline":
            self.inline(token.children or ())
        elif kind in {"paragraph_open", "table_open"}:
            self.gap = max(self.gap, 0 if self.prefix else 1 if self.lists else 2)
        elif kind.endswith("_list_open"):
            self.gap = max(self.gap, 1 if self.lists else 2)
            self.lists += 1
        elif kind.endswith("_list_close"):
            self.lists -= 1
        elif kind == "list_item_open":
            self.gap = max(self.gap, 1)
            marker = f"{token.info}. " if token.info else BULLET
            self.prefix = INDENT * (self.lists - 1) + marker
        elif kind == "list_item_close":
            self.prefix = ""
        elif kind == "tr_open":
            self.gap = max(self.gap, 1)
        elif kind in {"th_open", "td_open"}:
            self._cell()
            self._style(token)
        else:
            self._style(token)

    def inline(self, tokens: Sequence[Token]) -> None:
        """Write the words of one block."""
        for token in tokens:
            if token.type in {"softbreak", "hardbreak"}:
                self.gap = max(self.gap, 1)
            elif token.content:
                self._write(token.content)
            else:
                self._style(token)

    def result(self) -> Formatted:
        """Return what was written, outer spans first."""
        spans = sorted(self.spans, key=lambda span: (span.start, -span.end))
        return Formatted(self.text, tuple(spans))

    def _cell(self) -> None:
        """Part a cell from the one before it in its row."""
        if self.text and not self.gap:
            self.text += CELL

    def _style(self, token: Token) -> None:
        """Begin or end a span."""
        if token.type in STYLES:
            self._flush()
            href = str(token.attrGet("href")) if token.type == "link_open" else None
            self.open.append((len(self.text), STYLES[token.type], href))
        elif token.type in CLOSES:
            start, tag, href = self.open.pop()
            if start < len(self.text) and (href is None or web(href)):
                self.spans.append(Span(start, len(self.text), tag, href))

    def _write(self, words: str) -> None:
        self._flush()
        self.text += words

    def _flush(self) -> None:
        """Write the line ends and the bullet that were waiting."""
        self.text += ("\n" * self.gap if self.text else "") + self.prefix
        self.gap, self.prefix = 0, ""


def web(address: str) -> bool:
    """Tell whether Telegram makes a link of an address."""
    return allowed(address) and address.strip().lower().startswith(("http://", "https://"))
