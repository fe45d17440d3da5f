"""Every French name, alias and demonym of every country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from babel import Locale

from actions.library.folding import fold, words

# Territories of CLDR that are not countries.
_NOT_COUNTRIES = {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}

Phrase = tuple[str, ...]

# Endings of the feminine, longest first; the rest takes an « e ».
_FEMININES = (
    ("ien", "ienne"),
    ("yen", "yenne"),
    ("éen", "éenne"),
    ("ton", "tonne"),
    ("ou", "oue"),
    ("e", "e"),
)


@dataclass(frozen=True, slots=True)
class CountryNames:
    """What to look for in a text, and what it stands for."""

    shown: Mapping[str, str]
    # How to say « in » a country, where the rule would be wrong.
    prepositions: Mapping[str, str]
    names: Mapping[Phrase, tuple[str, ...]]
    # Read as written only: a town's name is too close to too many words,
    towns: Mapping[Phrase, tuple[str, ...]]
    # but for these, of a sound that few words have.
    by_sound: frozenset[str]
    demonyms: Mapping[Phrase, tuple[str, ...]]
    # Old pages are dated « Switzerland - »; never used to guess at misspellings.
    english: Mapping[Phrase, tuple[str, ...]]
    guarded: Mapping[str, frozenset[str]]
    # Verbs after which « à Maurice » is a person.
    said_to: frozenset[str]
    # Guarded names that are the country where nothing else is said, but for such words.
    alone: frozenset[str]
    around_alone: frozenset[str]
    languages: frozenset[str]
    ignored: frozenset[Phrase]
    not_misspelt: frozenset[str]


@cache
def country_names() -> CountryNames:
    """Read the names of countries, once."""
    text = files("actions.library").joinpath("countries.fr.yml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    shown = _shown() | data["names"]
    names: dict[Phrase, dict[str, None]] = defaultdict(dict)
    for code, name in (_shown() | shown).items():
        names[_phrase(_main_name(name))][code] = None
    for code, aliases in data["aliases"].items():
        for alias in aliases:
            names[_phrase(alias)] = {code: None}
    demonyms: dict[Phrase, dict[str, None]] = defaultdict(dict)
    for code, forms in data["demonyms"].items():
        for form in _forms(forms):
            demonyms[_phrase(form)][code] = None
    return CountryNames(
        shown,
        {code: word for word, codes in data["prepositions"].items() for code in codes},
        {phrase: tuple(codes) for phrase, codes in names.items()},
        {_phrase(town): (code,) for code, towns in data["towns"].items() for town in towns},
        frozenset(fold(town) for town in data["towns_by_sound"]),
        {phrase: tuple(codes) for phrase, codes in demonyms.items()},
        {_phrase(_main_name(name)): (code,) for code, name in _shown("en").items()},
        {name: frozenset(before) for name, before in data["guarded"].items()},
        frozenset(data["said_to"]),
        frozenset(data["alone"]),
        frozenset(data["around_alone"]),
        frozenset(data["languages"]),
        frozenset(_phrase(group) for group in data["not_countries"]),
        frozenset(data["not_misspelt"]),
    )


def _shown(language: str = "fr") -> dict[str, str]:
    return {
        code: name.replace("’", "'")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


def _main_name(name: str) -> str:
    return name.partition(" (")[0]


def _phrase(text: str) -> Phrase:
    return tuple(word.text for word in words(text))


def _forms(forms: str | list[str]) -> Iterator[str]:
    """Yield the four forms of a regular demonym, or the given ones."""
    if not isinstance(forms, str):
        yield from forms
        return
    feminine = next(
        (forms[: -len(ending)] + new for ending, new in _FEMININES if forms.endswith(ending)),
        forms + "e",
    )
    yield from (forms, feminine, feminine + "s")
    if not forms.endswith("s"):
        yield forms + "s"
