"""File names people can read."""

from __future__ import annotations

from actions.library.folding import words

LONGEST = 70


def slug(text: str) -> str:
    """Return a title as a file name: folded words joined by hyphens, cut between words."""
    name = ""
    for word in words(text):
        longer = f"{name}-{word.text}" if name else word.text
        if len(longer) > LONGEST:
            break
        name = longer
    ascii_only = name.encode("ascii", "ignore").decode().strip("-")
    return ascii_only or "page"
