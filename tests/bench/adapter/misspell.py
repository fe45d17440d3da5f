"""Questions as people type them on a phone: accents lost, letters swapped, words shortened."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import yaml

SHARE = 0.12
"""Share of the words of a question in which a letter goes wrong."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_VOWELS = "aeiouy"


def misspell(text: str, draw: random.Random) -> str:
    """Return a question as somebody in a hurry would type it."""
    if draw.random() < 0.5:
        text = _without_accents(text.lower() if draw.random() < 0.5 else text)
    if draw.random() < 0.4:
        text = _shortened(text, draw)
    slips = max(1, round(len(text.split()) * SHARE))
    for match in draw.sample(list(_WORD.finditer(text)), min(slips, len(_WORD.findall(text)))):
        wrong = draw.choice(_SLIPS)(match.group(), draw)
        text = text.replace(match.group(), wrong, 1)
    return text


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def _short_forms() -> dict[str, list[str]]:
    """Return the short forms of a word."""
    raw = files("actions.search").joinpath("sms.fr.yml").read_text(encoding="utf-8")
    forms: dict[str, list[str]] = {}
    for listed in yaml.safe_load(raw).values():
        for short, whole in listed.items():
            forms.setdefault(str(whole), []).append(str(short))
    return forms


def _shortened(text: str, draw: random.Random) -> str:
    """Write some words the short way."""
    forms = _short_forms()
    return " ".join(
        draw.choice(forms[word.lower()]) if word.lower() in forms else word for word in text.split()
    )


def _swap(word: str, draw: random.Random) -> str:
    place = draw.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _drop(word: str, draw: random.Random) -> str:
    place = draw.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def _double(word: str, draw: random.Random) -> str:
    place = draw.randrange(len(word))
    return word[:place] + word[place] + word[place:]


def _sound(word: str, draw: random.Random) -> str:
    """Write what is heard."""
    heard = [("ph", "f"), ("qu", "k"), ("eau", "o"), ("au", "o"), ("ai", "é"), ("ss", "s")]
    heard += [("tion", "sion"), ("mm", "m"), ("nn", "n"), ("ent", "an"), ("en", "an"), ("c", "s")]
    for written, said in draw.sample(heard, len(heard)):
        if written in word[1:]:
            return word[0] + word[1:].replace(written, said, 1)
    return _vowel(word, draw)


def _vowel(word: str, draw: random.Random) -> str:
    places = [place for place, letter in enumerate(word) if letter in _VOWELS]
    if not places:
        return _drop(word, draw)
    place = draw.choice(places)
    return word[:place] + draw.choice(_VOWELS) + word[place + 1 :]


_SLIPS: list[Callable[[str, random.Random], str]] = [_swap, _drop, _double, _sound, _vowel]
