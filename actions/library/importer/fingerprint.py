"""Tell a file as it was imported from one a person has edited since."""

from __future__ import annotations

import hashlib
import re

_MARK = re.compile(r"^imported: ([0-9a-f]{16})\n", re.MULTILINE)


def mark(text: str, after: str) -> str:
    """Return a text with its fingerprint on a line of its own, before the line `after`."""
    place = text.index(after)
    return f"{text[:place]}imported: {_digest(text)}\n{text[place:]}"


def is_untouched(text: str) -> bool:
    """Tell whether a text is still as it was when it was marked."""
    found = _MARK.search(text)
    return found is not None and found[1] == _digest(_MARK.sub("", text, count=1))


def same_import(one: str, other: str) -> bool:
    """Tell whether two texts come from the same imported text, edited or not."""
    first, second = _MARK.search(one), _MARK.search(other)
    return first is not None and second is not None and first[1] == second[1]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
