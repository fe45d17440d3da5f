"""Words and groups of words as staff write them in YAML, looked for in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.search.french import fold, words


class Phrases:
    """Words or groups of words, folded; a star stands for any ending."""

    def __init__(self, written: Iterable[str]) -> None:
        """Take the phrases in the form staff write them."""
        one = "|".join(_pattern(phrase) for phrase in written)
        self._found = re.compile(rf"(?<!\w)(?:{one})(?!\w)")

    def within(self, said: str) -> bool:
        """Say whether one of them stands in a text made by `plain`."""
        return self._found.search(said) is not None

    def removed(self, said: str) -> str:
        """Return a text made by `plain` without them."""
        return self._found.sub(" ", said)


def plain(text: str) -> str:
    """Return the folded words of a text with single spaces."""
    return " ".join(words(text))


def _pattern(phrase: str) -> str:
    """Return a phrase as the words of `plain`, longest ending where there is a star."""
    parts = re.split(r"[\s'’-]+", fold(phrase.strip()))
    return r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in parts)
