"""What kind of thing a question asks for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from actions.search.french import fold, words


@cache
def _contact_words() -> frozenset[str]:
    """Read the words of a request for a contact, folded."""
    raw = files("actions.reply").joinpath("asked.yml").read_text(encoding="utf-8")
    return frozenset(fold(word) for word in yaml.safe_load(raw)["contact"])


def asks_contact(question: str) -> bool:
    """Say whether a question asks how to reach someone."""
    return not _contact_words().isdisjoint(words(question))
