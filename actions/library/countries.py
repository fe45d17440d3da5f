"""Find countries in a French text: names, aliases, demonyms, misspellings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale
from rapidfuzz.distance import OSA

from actions.library.country_names import CountryNames, Phrase, country_names
from actions.library.folding import Word, fold, words

# Shorter words are too close to ordinary ones to be taken for a misspelt name.
MIN_FUZZY = 5
MIN_FUZZY_DEMONYM = 8
# From these lengths on a letter may be another one, and then two slips are forgiven.
REPLACED, LONG, LONG_DEMONYM = 7, 9, 11


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """A country named in a text; not exact when it was misspelt."""

    iso: str
    start: int
    end: int
    exact: bool


def is_country(code: str) -> bool:
    """Tell whether a code is an ISO 3166 country code (Kosovo's XK included)."""
    return code in country_names().shown


def country_name(code: str) -> str:
    """Return the French name of a country or of the Union; the code itself when unknown."""
    return country_names().shown.get(code) or str(Locale("fr").territories.get(code, code))


def in_country(code: str) -> str:
    """Return « en Géorgie », « au Mali », « aux Comores », « à Cuba »."""
    name = country_name(code).removeprefix("La ")
    feminine = name.endswith("e") or fold(name)[:1] in "aeiou"
    regular = "aux" if name.endswith("s") or name.startswith("Îles") else "en" if feminine else "au"
    return f"{country_names().prepositions.get(code, regular)} {name}"


def find_countries(text: str, *, fuzzy: bool = True) -> list[CountryMatch]:
    """Return the countries a text names, in order; « congolais » gives both Congos."""
    found: list[CountryMatch] = []
    tokens = words(text)
    position = 0
    while position < len(tokens):
        codes, size, exact = _at(tokens, position, fuzzy)
        start, end = tokens[position].start, tokens[position + size - 1].end
        found += (CountryMatch(code, start, end, exact) for code in codes)
        position += size
    return found


def without_countries(text: str) -> str:
    """Return a text with a blank where it names a country."""
    for place in reversed(find_countries(text)):
        text = f"{text[: place.start]} {text[place.end :]}"
    return text


def _at(tokens: Sequence[Word], position: int, fuzzy: bool) -> tuple[tuple[str, ...], int, bool]:
    """Return what stands at a word: countries, number of words, exact or not."""
    names = country_names()
    for size in range(min(_longest(), len(tokens) - position), 0, -1):
        phrase = tuple(word.text for word in tokens[position : position + size])
        if phrase in names.ignored:
            return (), size, True
        if codes := _exact(names, phrase, _before(tokens, position)):
            return codes, size, True
    if fuzzy:
        for size in range(min(3, len(tokens) - position), 0, -1):
            phrase = tuple(word.text for word in tokens[position : position + size])
            if codes := _close(names, phrase):
                return codes, size, False
    return (), 1, True


def _before(tokens: Sequence[Word], position: int) -> tuple[str, ...]:
    return tuple(word.text for word in tokens[max(0, position - 3) : position])


def _exact(names: CountryNames, phrase: Phrase, before: tuple[str, ...]) -> tuple[str, ...]:
    if phrase in names.names:
        guard = names.guarded.get(" ".join(phrase))
        return names.names[phrase] if guard is None or guard.intersection(before[-1:]) else ()
    if phrase in names.towns:
        return names.towns[phrase]
    if phrase in names.demonyms and not names.languages.intersection(before):
        return names.demonyms[phrase]
    if phrase in names.english and " ".join(phrase) not in names.guarded:
        return names.english[phrase]
    return ()


def _close(names: CountryNames, phrase: Phrase) -> tuple[str, ...]:
    """Return the one country whose name is nearly this phrase."""
    text = " ".join(phrase)
    known = any(
        (word,) in names.names or (word,) in names.demonyms or word in names.not_misspelt
        for word in phrase
    )
    if len(text) < MIN_FUZZY or known or any(not word.isalpha() for word in phrase):
        return ()
    near = {
        codes
        for spelling, codes in _spellings(len(phrase)).get(text[0], {}).items()
        if _is_slip(text, spelling, LONG)
    }
    for spelling, codes in _demonyms().get(text[0], {}).items():
        if len(text) >= MIN_FUZZY_DEMONYM and _is_slip(text, spelling, LONG_DEMONYM):
            near.add(codes)
    return near.pop() if len(near) == 1 else ()


def _is_slip(text: str, spelling: str, long: int) -> bool:
    """Tell whether a text may be a name with a letter or two gone wrong."""
    slips = 2 if len(spelling) >= long else 1
    if OSA.distance(text, spelling, score_cutoff=slips) > slips:
        return False
    replaced = len(text) == len(spelling) and sorted(text) != sorted(spelling)
    return not replaced or len(spelling) >= REPLACED


@cache
def _longest() -> int:
    names = country_names()
    known = (*names.names, *names.towns, *names.demonyms, *names.english, *names.ignored)
    return max(map(len, known))


@cache
def _spellings(size: int) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the names of so many words by their first letter."""
    names = country_names()
    return _by_letter(
        {
            " ".join(phrase): codes
            for phrase, codes in names.names.items()
            if len(phrase) == size and " ".join(phrase) not in names.guarded
        },
        MIN_FUZZY,
    )


@cache
def _demonyms() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the demonyms of one word by their first letter."""
    single = {phrase[0]: c for phrase, c in country_names().demonyms.items() if len(phrase) == 1}
    return _by_letter(single, MIN_FUZZY_DEMONYM)


def _by_letter(
    spellings: Mapping[str, tuple[str, ...]], shortest: int
) -> dict[str, dict[str, tuple[str, ...]]]:
    grouped: dict[str, dict[str, tuple[str, ...]]] = {}
    for text, codes in spellings.items():
        if len(text) >= shortest:
            grouped.setdefault(text[0], {})[text] = codes
    return grouped
