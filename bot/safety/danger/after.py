"""What a person says right after the numbers: « merci », « personne ne répond »."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from actions.search.french import function_words
from bot.safety.danger.spelling import plain
from bot.safety.data import read_words

LONGEST = 12  # words; a longer text says something of its own


class After(StrEnum):
    """What such a message asks for."""

    NO_REPLY = "sans_reponse"
    AFRAID = "peur"
    NEXT = "ensuite"
    THANKS = "merci"


def said_after(text: str) -> After | None:
    """Return what a message asks for if it makes sense only after the numbers; else None."""
    said = plain(text).split()
    known = _words()
    around = function_words() | known["autour"]
    marks = {after: known[after.value] for after in After}
    if not said or len(said) > LONGEST:
        return None
    if not set(said) <= around.union(*marks.values()):
        return None
    return next((after for after, mark in marks.items() if mark.intersection(said)), None)


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """Read the words, once."""
    found = read_words("bot.safety.danger", "after.yml")
    return {name: frozenset(words) for name, words in found.items()}
