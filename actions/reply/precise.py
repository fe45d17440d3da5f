"""What a question asks for more closely than its first word says: a price, a length of time…"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from actions.search.french import fold

_MARKS = re.compile(r"['’-]")


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Read what is asked and what is held, by type."""
    raw = files("actions.reply").joinpath("precise.yml").read_text(encoding="utf-8")
    return {
        name: (re.compile(both["asked"]), re.compile(both["held"]))
        for name, both in yaml.safe_load(raw).items()
    }


def precise_types(question: str) -> list[str]:
    """Return what a question asks for; usually nothing or one thing."""
    asked = _plain(question)
    return [name for name, (pattern, _) in _patterns().items() if pattern.search(asked)]


def holds_precisely(text: str, name: str) -> bool:
    """Say whether a text holds something of a type."""
    return _patterns()[name][1].search(_plain(text)) is not None


def _plain(text: str) -> str:
    return _MARKS.sub(" ", fold(text))
