"""Turns of phrase that tell danger by themselves, kept in YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from actions.library.kinds import Danger
from bot.safety.data import read_words

_WORDS, _ORDINARY = "mots", "ordinaire"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns over plain text, by danger, and those of ordinary messages."""

    dangers: Mapping[Danger, tuple[re.Pattern[str], ...]]
    ordinary: tuple[re.Pattern[str], ...]

    def found(self, plain: str) -> list[Danger]:
        """Return the dangers whose patterns are in a plain text, the most certain first."""
        counts = {d: sum(bool(p.search(plain)) for p in ps) for d, ps in self.dangers.items()}
        return sorted((d for d in counts if counts[d]), key=lambda d: -counts[d])

    def seems_ordinary(self, plain: str) -> bool:
        """Tell whether a plain text asks for information, jokes or quotes."""
        return any(pattern.search(plain) for pattern in self.ordinary)


@cache
def lexicon() -> Lexicon:
    """Read the patterns, once."""
    data = read_words("bot.safety.danger", "lexicon.yml")
    words = data[_WORDS]
    return Lexicon(
        {danger: tuple(_compiled(words, data.get(danger.value, ()))) for danger in Danger},
        tuple(_compiled(words, data[_ORDINARY])),
    )


def _compiled(words: Mapping[str, str], patterns: list[str]) -> Iterator[re.Pattern[str]]:
    for pattern in patterns:
        yield re.compile(re.sub(r"<([A-Z]+)>", lambda name: words[name[1]], pattern))
