"""The words that tie a question to the one before."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from actions.library.folding import words


@cache
def listed(name: str) -> frozenset[str]:
    """Return one list of words.yml."""
    raw = files("actions.talk").joinpath("words.yml").read_text(encoding="utf-8")
    return frozenset(str(word) for word in yaml.safe_load(raw)[name])


def folded(text: str) -> list[str]:
    """Return the words of a text, folded; hyphens and apostrophes part them."""
    return [word.text for word in words(text)]


def phrase_in(name: str, text: str) -> bool:
    """Say whether a text, folded to words, begins with one of a list's phrases."""
    return any(text == phrase or text.startswith(f"{phrase} ") for phrase in listed(name))
