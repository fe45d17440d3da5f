"""Laughing is not complaining: « je meurs de rire », « mdr », « hahaha »."""

from __future__ import annotations

import re

from actions.talk.words import folded, listed

_SOUND = re.compile(r"(?:ha|he|hi|ho|ah|eh|kha|ja){2,}h?|m+d+r+|lo+l+|p+t+d+r+|x+d+|h{3,}")
_EMOJI = re.compile(r"[\U0001F600-\U0001F64F\U0001F900-\U0001F9FF]")


def laughs(text: str) -> bool:
    """Say whether a message does nothing but laugh."""
    said = folded(text)
    found = [word for word in said if _is_laugh(word)]
    smiles = not listed("laughs").isdisjoint(_EMOJI.findall(text))
    rest = set(said) - set(found) - listed("around_laughs")
    spaced = len(said) > 1 and bool(_SOUND.fullmatch("".join(said)))
    return spaced or (bool(found or smiles) and not rest)


def _is_laugh(word: str) -> bool:
    return word in listed("laughs") or (len(word) >= 3 and bool(_SOUND.fullmatch(word)))
