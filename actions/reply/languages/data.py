"""The languages that are known, as staff wrote them down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from actions.search.french import fold, function_words


@dataclass(frozen=True, slots=True)
class Languages:
    """What is said in each language and the words that give it away, folded."""

    lines: Mapping[str, str]
    others: str
    marks: Mapping[str, frozenset[str]]
    shared: Mapping[str, frozenset[str]]
    french: frozenset[str]
    neutral: frozenset[str]


@cache
def languages() -> Languages:
    """Read the languages, once."""
    raw = files("actions.reply.languages").joinpath("languages.yml").read_text(encoding="utf-8")
    data = yaml.safe_load(raw)
    return Languages(
        data["lines"],
        data["others"],
        {code: _folded(listed) for code, listed in data["marks"].items()},
        {code: _folded(listed) for code, listed in data["shared"].items()},
        _folded(data["french"]) | function_words(),
        _folded(data["neutral"]),
    )


def _folded(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, listed))
