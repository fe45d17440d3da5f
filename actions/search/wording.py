"""A question as people type it, in the words the pages use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from actions.search.french import fold
from actions.search.spelling import Spelling

_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?|\S")
_ALWAYS, _ONLY_SHORT = "toujours", "seulement_en_sms"
_ENOUGH = 2
"""Short forms that show a message is typed in short forms throughout."""
_LONGEST = 4
"""Words in the longest entry of a list."""
_ELISION = re.compile(r"^(?:[ldjmtsnc]|qu)['’]", re.IGNORECASE)

Words = Mapping[str, Sequence[str]]
"""What stands for a folded word or group of words, the best first."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A question as it is searched, and other words for what it says."""

    text: str
    others: tuple[str, ...] = ()


class Wording:
    """Rewrites questions for one index."""

    def __init__(self, spelling: Spelling) -> None:
        """Take the words of the index."""
        self._spelling = spelling

    def __call__(self, question: str) -> Worded:
        """Write short forms out, correct slips and gloss words that the pages do not have."""
        text = self._corrected(write_out(question))
        others: list[str] = []
        parts: list[str] = []
        glossed = False
        for shown, key in _runs(text, _glosses(), fold):
            meanings = _glosses().get(key, ())
            others.extend(meanings)
            strange = bool(meanings) and not self._spelling.knows(key.split()[0])
            parts.append(meanings[0] if strange else shown)
            glossed = glossed or strange
        return Worded(" ".join(parts) if glossed else text, tuple(others))

    def _corrected(self, text: str) -> str:
        """Correct slips; names inside a sentence stay."""
        parts: list[str] = []
        last = 0
        for number, match in enumerate(_TOKEN.finditer(text)):
            word = _ELISION.sub("", match.group())
            name = number > 0 and word[:1].isupper() and not text.isupper()
            if not name and fold(word) not in _glosses():
                parts += [text[last : match.end() - len(word)], self._spelling.correct(word)]
                last = match.end()
        return "".join(parts) + text[last:]


def write_out(text: str) -> str:
    """Write short forms out; those that may be words only where others show the manner."""
    always, only_short = _short()[_ALWAYS], _short()[_ONLY_SHORT]
    sure = sum(key in always for _, key in _runs(text, always, str.lower))
    loose = sum(key in only_short for _, key in _runs(text, only_short, str.lower))
    if not sure and loose < _ENOUGH:
        return text
    forms = {**always, **only_short} if sure + loose >= _ENOUGH else always
    return " ".join(
        forms[key][0] if key in forms else shown for shown, key in _runs(text, forms, str.lower)
    )


def _runs(text: str, entries: Words, form: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield each word, or the longest group of words that is an entry, as shown and as a key."""
    tokens = _TOKEN.findall(text)
    keys = [form(token).replace(".", "") or token for token in tokens]
    place = 0
    while place < len(tokens):
        for end in range(min(place + _LONGEST, len(tokens)), place, -1):
            key = " ".join(keys[place:end])
            if key in entries or end == place + 1:
                yield " ".join(tokens[place:end]), key
                place = end
                break


@cache
def _short() -> Mapping[str, Words]:
    """Read the short forms."""
    return {
        name: {str(form).lower(): [str(full)] for form, full in listed.items()}
        for name, listed in _read("sms.fr.yml").items()
    }


@cache
def _glosses() -> Words:
    """Read what everyday words and acronyms stand for."""
    both = {**_read("thesaurus.fr.yml"), **_read("acronyms.fr.yml")}
    return {
        fold(str(word)): [str(meaning) for meaning in meanings] for word, meanings in both.items()
    }


def _read(name: str) -> dict[str, Any]:
    raw = files("actions.search").joinpath(name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(raw)
    return loaded
