"""Facts that change: which one a question asks for, and which page is the authority for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from actions.reply.phrases import Phrases, plain
from actions.reply.when import When, last_sentence
from actions.search.french import content_words
from actions.search.passage import Passage


@dataclass(frozen=True, slots=True)
class Fact:
    """A current fact that a question asks for."""

    name: str
    slugs: frozenset[str]
    alone: bool
    """The question asks for nothing else, so that the page that declares the fact answers it."""
    now: bool
    """The question says in so many words that it asks for today."""

    def declared_by(self, passage: Passage) -> bool:
        """Say whether a passage is of the page that is the authority for the fact."""
        return not self.slugs.isdisjoint(passage.facts)

    def answered_by(self, passage: Passage) -> bool:
        """Say whether a passage of that page answers, nothing else being asked."""
        return self.alone and self.declared_by(passage)


def current_fact(question: str, when: When) -> Fact | None:
    """Return the fact that a question asks for as it is now; None if it asks for another time."""
    if not when.present:
        return None
    for sentence in dict.fromkeys((last_sentence(question), question)):
        for asked in _known().facts:
            rest = asked.rest(plain(sentence))
            if rest is not None:
                alone = not set(content_words(rest)) - _known().around
                return Fact(asked.name, asked.slugs, alone, when.now)
    return None


@dataclass(frozen=True, slots=True)
class _Asked:
    """How people ask for one fact."""

    name: str
    slugs: frozenset[str]
    asks: Sequence[Sequence[Phrases]]
    unless: Phrases

    def rest(self, said: str) -> str | None:
        """Return what else a question says; None if it does not ask for the fact."""
        if self.unless.within(said):
            return None
        for ask in self.asks:
            if all(phrases.within(said) for phrases in ask):
                for phrases in ask:
                    said = phrases.removed(said)
                return _known().now.removed(said)
        return None


@dataclass(frozen=True, slots=True)
class _Known:
    facts: Sequence[_Asked]
    around: frozenset[str]
    now: Phrases


@cache
def _known() -> _Known:
    """Read the facts and how people ask for them."""
    data, times = _read("current.yml"), _read("when.yml")
    around = frozenset(word for listed in data["around"] for word in plain(str(listed)).split())
    facts = [_asked(name, entry) for name, entry in data["facts"].items()]
    return _Known(facts, around, Phrases([*times["now"], *times["latest"]]))


def _asked(name: str, entry: Mapping[str, Any]) -> _Asked:
    asks = [[Phrases(part.split("|")) for part in str(ask).split(" + ")] for ask in entry["asks"]]
    return _Asked(name, frozenset(entry["slugs"]), asks, Phrases(entry["unless"]))


def _read(name: str) -> dict[str, Any]:
    raw = files("actions.reply").joinpath(name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(raw)
    return loaded
