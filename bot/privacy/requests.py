"""Recognise what people ask about their own data: whole messages only, never a part of one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from actions.library.folding import fold

LONGEST = 120  # characters; nobody asks for this in a longer text
DOUBLED = re.compile(r"([a-z])\1+")
PART = re.compile(r"\[[^\]]*\]|[^\[\]]+")


class Request(Enum):
    """What is asked for."""

    ERASE_NOW = "erase_now"
    ERASE_ASK = "erase_ask"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class Requests:
    """The patterns of requests.yml, ready to be compared."""

    patterns: Mapping[Request, Sequence[re.Pattern[str]]]
    polite: re.Pattern[str]

    def find(self, text: str) -> Request | None:
        """Return what a message asks for, if that is all it says."""
        if len(text) > LONGEST:
            return None
        plain = _squash(text.removeprefix("/")) + " "
        match = self.polite.fullmatch(plain)
        said = {plain, match["rest"] if match else plain}
        for request, patterns in self.patterns.items():
            if any(pattern.fullmatch(words) for pattern in patterns for words in said):
                return request
        return None


@cache
def requests() -> Requests:
    """Read requests.yml, once."""
    raw = files("bot.privacy").joinpath("requests.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(raw)
    patterns = {
        request: [_compile(line, data["words"]) for line in data[request.value]]
        for request in Request
    }
    return Requests(patterns, _polite(data["polite"]))


def _squash(text: str) -> str:
    """Fold a text to bare words, doubled letters single."""
    bare = re.sub(r"[^a-z0-9]+", " ", fold(text))
    return DOUBLED.sub(r"\1", bare).strip()


def _polite(words: Sequence[str]) -> re.Pattern[str]:
    """Return what finds kind words at the beginning and at the end."""
    either = _phrases(words, {})
    return re.compile(rf"(?:{either})*(?P<rest>.+?)(?:{either})*")


def _compile(line: str, words: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """Make one line of requests.yml a pattern, every word followed by a space."""
    pieces = [
        f"(?:{_phrases(part[1:-1].split('|'), words)})?"
        if part.startswith("[")
        else _sequence(part, words)
        for part in PART.findall(line)
    ]
    return re.compile("".join(pieces))


def _phrases(phrases: Sequence[str], words: Mapping[str, Sequence[str]]) -> str:
    """Return a pattern for any of some phrases."""
    return "(?:" + "|".join(_sequence(phrase, words) for phrase in phrases) + ")"


def _sequence(phrase: str, words: Mapping[str, Sequence[str]]) -> str:
    """Return a pattern for words one after the other; a word in capitals is a list of phrases."""
    return "".join(
        _phrases(words[token], words)
        if token in words
        else "(?:" + "|".join(f"{_squash(word)} " for word in token.split("|")) + ")"
        for token in phrase.split()
    )
