"""Find countries in a French text: names, aliases, demonyms, misspellings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale
from rapidfuzz.distance import OSA

from actions.library.country_names import CountryNames, Phrase, country_names
from actions.library.folding import Word, fold, words
from actions.library.sounds import consonants, sound

# Shorter words are too close to ordinary ones to be taken for a misspelt name.
MIN_FUZZY = 5
MIN_FUZZY_DEMONYM = 8
# From these lengths on a letter may be another one, and then two slips are forgiven.
REPLACED, LONG, LONG_DEMONYM = 7, 9, 11
BEFORE = 5  # words before a name that may say it is a person's or a language's
# A word of so many letters may be a town by its sound; by its consonants where it has enough.
MIN_TOWN, MIN_CONSONANTS = 5, 4


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
    if alone := _alone(tokens):
        return [alone]
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


def sounds_of_town(names: CountryNames, word: str) -> str | None:
    """Return the country of the one town that sounds like a word."""
    if len(word) < MIN_TOWN or not word.isalpha() or word in names.not_misspelt:
        return None
    if (word,) in names.names or (word,) in names.demonyms:
        return None
    said = sound(word)
    near = {code for town, code in _towns().get(said[0], ()) if _sounds_like(said, town)}
    return near.pop() if len(near) == 1 else None


def _alone(tokens: Sequence[Word]) -> CountryMatch | None:
    """Return the country of a message that is only its name, which elsewhere may be a person's."""
    names = country_names()
    left = [word for word in tokens if word.text not in names.around_alone]
    codes = names.names.get((left[0].text,), ()) if len(left) == 1 else ()
    if len(codes) != 1 or left[0].text not in names.alone:
        return None
    return CountryMatch(codes[0], left[0].start, left[0].end, exact=True)


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
        if code := sounds_of_town(names, tokens[position].text):
            return (code,), 1, False
    return (), 1, True


def _before(tokens: Sequence[Word], position: int) -> tuple[str, ...]:
    return tuple(word.text for word in tokens[max(0, position - BEFORE) : position])


def _exact(names: CountryNames, phrase: Phrase, before: tuple[str, ...]) -> tuple[str, ...]:
    if phrase in names.names:
        guard = names.guarded.get(" ".join(phrase))
        said_to = names.said_to.intersection(before) and before[-1:] == ("a",)
        free = guard is None or (guard.intersection(before[-1:]) and not said_to)
        return names.names[phrase] if free else ()
    if phrase in names.towns:
        return names.towns[phrase]
    if phrase in names.demonyms and not names.languages.intersection(before[-3:]):
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


def _sounds_like(said: str, town: str) -> bool:
    """Tell whether two sounds are nearly one, or share the consonants of a long name."""
    bones = consonants(town)
    slips = 4 if len(bones) >= MIN_CONSONANTS and consonants(said) == bones else 1
    return OSA.distance(said, town, score_cutoff=slips) <= slips


@cache
def _towns() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the sound and country of each town known by its sound, by its first letter."""
    names = country_names()
    grouped: dict[str, list[tuple[str, str]]] = {}
    for town in names.by_sound:
        said = sound(town)
        grouped.setdefault(said[0], []).append((said, names.towns[town,][0]))
    return grouped


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
