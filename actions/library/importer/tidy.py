"""Make whole paragraphs of the lines of a plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from actions.library.importer.sites import sites

# A text whose lines are all shorter than this may have been wrapped by hand.
WRAPPED_WIDTH = 100
# An address or two may be longer.
LONG_SHARE = 0.05
# Share of lines that break off in mid-sentence in a hard-wrapped text.
WRAPPED_SHARE = 0.3

_BULLET = re.compile(r"^\s*(?:[-•*·]|\d{1,2}[.)])\s+\S")
_ENDS = re.compile(r"[.!?:;…][»”\"')\]]*\s*$|»\s*$")
_ABBREVIATION = re.compile(r"(?:^|\s)(?:M|MM|Mme|Mlle|Dr|Pr|St|Ste|[A-Z])\.\s*$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«])")
_OPENS = re.compile(r"[A-ZÀ-Ý«“\"(\d–—-]")


def clean_lines(lines: Sequence[str]) -> list[str]:
    """Drop lines that are never content, mend spaces and lost « œ »."""
    known = sites()
    kept: list[str] = []
    for line in lines:
        text = re.sub(r"[ \t\u00a0\u202f]+", " ", line.replace("\u200b", "")).strip()
        if text and known.junk.search(text):
            continue
        for pattern, whole in known.ligatures:
            text = pattern.sub(whole, text)
        kept.append(text)
    return kept


def paragraphs(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of a text; hard-wrapped lines are joined again."""
    wrapped = _is_wrapped(lines)
    found: list[str] = []
    previous = ""
    for line in lines:
        joins = wrapped and previous and line and not _breaks(previous, line)
        if joins and found:
            found[-1] = f"{found[-1]} {line}"
        elif line:
            found.append(line)
        previous = line
    return found


def markdown(parts: Sequence[str]) -> str:
    """Return paragraphs as Markdown; bullets that follow each other stay one list."""
    text = ""
    listing = False
    for part in parts:
        bullet = bool(_BULLET.match(part))
        shown = re.sub(r"^\s*[•·]\s*", "- ", part) if bullet else _plain(part)
        text += ("\n" if bullet and listing else "\n\n") + shown
        listing = bullet
    return text.strip()


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph."""
    return _SENTENCE_END.split(text)


def _is_wrapped(lines: Sequence[str]) -> bool:
    filled = [line for line in lines if line]
    long = sum(len(line) > WRAPPED_WIDTH for line in filled)
    if len(filled) < 3 or long > LONG_SHARE * len(filled):
        return False
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    broken = sum(not _breaks(a, b) for a, b in pairs)
    return broken >= max(2, WRAPPED_SHARE * len(pairs))


def _breaks(previous: str, line: str) -> bool:
    """Tell whether a paragraph ends between two lines."""
    if _BULLET.match(line):
        return True
    ended = bool(_ENDS.search(previous)) and not _ABBREVIATION.search(previous)
    return ended and bool(_OPENS.match(line))


def _plain(text: str) -> str:
    """Keep a line of plain text from being read as a Markdown heading or rule."""
    return re.sub(r"^(#{1,6}(?=\s)|>|={3,}$|-{3,}$|\+(?=\s))", r"\\\1", text)
