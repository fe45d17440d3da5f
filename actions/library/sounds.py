"""How a name sounds in French, so that « wagadougou » is heard as Ouagadougou."""

from __future__ import annotations

import re

_SAME = (
    (r"sch|sh|ch", "x"),
    (r"dj|j|g(?=[eiy])", "j"),
    (r"w", "ou"),
    (r"ph", "f"),
    (r"qu?|k|c(?![eiy])", "k"),
    (r"c(?=[eiy])|z", "s"),
    (r"h", ""),
    (r"eau|au", "o"),
    (r"ai|ei", "e"),
    (r"y", "i"),
    (r"(.)\1+", r"\1"),
)
_VOWELS = re.compile(r"[aeiou]+")


def sound(folded: str) -> str:
    """Return a folded word as it sounds."""
    for pattern, plain in _SAME:
        folded = re.sub(pattern, plain, folded)
    return folded


def consonants(sounded: str) -> str:
    """Return the consonants of a sound."""
    return _VOWELS.sub("", sounded)
