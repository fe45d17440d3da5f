"""Take a claim out of the words that report it."""

from __future__ import annotations

from actions.library.folding import words
from actions.talk.words import listed


def claim(text: str) -> str:
    """Return what follows « est-ce vrai que » and the like; the text itself if nothing does."""
    found = words(text)
    for first in range(len(found)):
        for phrase in sorted(listed("hearsay"), key=len, reverse=True):
            parts = phrase.split()
            last = first + len(parts)
            if [word.text for word in found[first:last]] == parts:
                return _after(text, found[last - 1].end, [w.text for w in found[last : last + 1]])
    return text


def _after(text: str, end: int, following: list[str]) -> str:
    """Return the text after a phrase, and after the « que » that ties the claim to it."""
    rest = text[end:].lstrip(" :,-'’")
    if following and following[0] in listed("ties"):
        rest = rest[len(following[0]) :].lstrip(" :,-'’")
    return rest if words(rest) else text
