"""What is true now: how a sentence says it, and which page is the authority."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_NAME = r"[A-ZÀ-Ý][\wÀ-ÿ’'-]+(?: (?:d[eu] )?[A-ZÀ-Ý][\wÀ-ÿ’'-]+)+"
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\w)[^.!?\n]+)*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Said:
    """A value some text gives for a fact, and the words that say it."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of today."""

    name: str
    label: str
    says: tuple[re.Pattern[str], ...]
    about: re.Pattern[str] | None
    not_about: re.Pattern[str] | None
    other_times: re.Pattern[str]
    entry: str | None

    def said_in(self, text: str) -> Iterator[Said]:
        """Yield what a text says of the fact as it is today."""
        for sentence in _SENTENCE.findall(text):
            if self._concerns(sentence):
                for pattern in self.says:
                    yield from (Said(m["value"], m[0]) for m in pattern.finditer(sentence))

    def _concerns(self, sentence: str) -> bool:
        if self.about and not self.about.search(sentence):
            return False
        if self.not_about and self.not_about.search(sentence):
            return False
        plain = sentence
        for pattern in self.says:  # a year that is the value itself dates nothing
            plain = pattern.sub("", plain)
        return not (self.other_times.search(sentence) or _YEAR.search(plain))


@cache
def current_facts() -> tuple[Fact, ...]:
    """Read `facts.fr.yml`, once."""
    text = files("actions.library").joinpath("facts.fr.yml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    other_times = re.compile(data["other_times"], re.IGNORECASE)
    return tuple(_fact(name, fact, other_times) for name, fact in data["facts"].items())


def _fact(name: str, data: Mapping[str, Any], other_times: re.Pattern[str]) -> Fact:
    patterns = tuple(re.compile(says.replace("NOM", _NAME)) for says in data["says"])
    about, not_about = (_optional(data.get(key)) for key in ("about", "not_about"))
    return Fact(name, data["label"], patterns, about, not_about, other_times, data.get("entry"))


def _optional(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None
