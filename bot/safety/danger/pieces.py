"""A long message in pieces short enough for a danger to show in one of them."""

from __future__ import annotations

import re

WHOLE = 160
"""Characters of a message that is read in one piece, and of the pieces of a longer one."""
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…\n]*|[.!?…\n]+")


def pieces_of(text: str) -> list[str]:
    """Return a short text as it is, a longer one sentence by sentence, short ones together."""
    if len(text) <= WHOLE:
        return [text]
    pieces = [""]
    for part in (part for sentence in _SENTENCE.findall(text) for part in _parts(sentence)):
        if len(pieces[-1]) + len(part) > WHOLE:
            pieces.append("")
        pieces[-1] += part
    return [piece for piece in pieces if piece.strip()] or [text[:WHOLE]]


def _parts(sentence: str) -> list[str]:
    """Cut a sentence that is too long at a space, or anywhere when it has none."""
    parts = []
    while len(sentence) > WHOLE:
        cut = sentence.rfind(" ", 1, WHOLE) + 1 or WHOLE
        parts.append(sentence[:cut])
        sentence = sentence[cut:]
    return [*parts, sentence]
