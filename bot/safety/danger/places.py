"""Where a person is, as far as the words say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from actions.library.countries import CountryMatch, find_countries
from actions.library.country_names import country_names
from actions.library.folding import words
from bot.safety.data import read_words

BEFORE = 4  # words before a country that tell where from or where to
ANSWER = 12  # words of an answer to « dans quel pays êtes-vous »; a longer text is another message
STRANGE = 2  # words of an answer that nobody knows: a quarter, a village
SHORTEST = 4  # letters of a misspelt name


@dataclass(frozen=True, slots=True)
class Places:
    """The words that stand around a country."""

    union: frozenset[str]
    elsewhere: frozenset[str]
    place: frozenset[str]
    answer: frozenset[str]


@cache
def places() -> Places:
    """Read the words, once."""
    data = read_words("bot.safety.danger", "places.yml")
    return Places(*(frozenset(data[key]) for key in ("union", "ailleurs", "lieu", "reponse")))


def in_union(country: str) -> bool:
    """Tell whether the European emergency number works in a country."""
    return country in places().union


def whereabouts(text: str) -> str | None:
    """Return the one country where the person seems to be, or None."""
    matches = find_countries(text)
    here = [match.iso for match in matches if not _elsewhere(text, match)]
    return here[0] if len(set(here)) == 1 else None


def answered_country(text: str) -> str | None:
    """Return the country of a text that does nothing but say where somebody is."""
    said = [word.text for word in words(text)]
    if not said or len(said) > ANSWER or "?" in text:
        return None
    matches = find_countries(text)
    if not matches:
        return _misspelt([word for word in said if word not in places().answer])
    around = _outside(text, matches)
    strange = [word for word in around if word not in places().answer]
    return matches[-1].iso if len(strange) <= STRANGE and _agree(matches) else None


def _agree(matches: list[CountryMatch]) -> bool:
    """Tell whether a town and its country were named, not two countries."""
    return all(one.iso == other.iso for one, other in pairwise(matches))


def _outside(text: str, matches: list[CountryMatch]) -> list[str]:
    """Return the words of a text that are no part of a country's name."""
    taken = [(match.start, match.end) for match in matches]
    return [
        word.text
        for word in words(text)
        if not any(start <= word.start and word.end <= end for start, end in taken)
    ]


def _elsewhere(text: str, match: CountryMatch) -> bool:
    """Tell whether the words before a country say that one comes from there or goes there."""
    before = [word.text for word in words(text[: match.start])][-BEFORE:]
    known = places()
    if known.place.intersection(before):
        return False
    return bool(known.elsewhere.intersection(before)) or _demonym(text, match)


def _demonym(text: str, match: CountryMatch) -> bool:
    """Tell whether a match is a people, not a country: « je suis guinéen »."""
    phrase = tuple(word.text for word in words(text[match.start : match.end]))
    return phrase in country_names().demonyms


def _misspelt(left: list[str]) -> str | None:
    """Return the country that one word alone nearly spells."""
    if len(left) != 1 or len(left[0]) < SHORTEST:
        return None
    names = {" ".join(p): c[0] for p, c in country_names().names.items() if len(c) == 1}
    near = process.extract(left[0], names.keys(), scorer=OSA.distance, score_cutoff=2, limit=2)
    best = [name for name, distance, _ in near if distance == near[0][1]]
    close = near and near[0][1] <= (1 if len(left[0]) < 6 else 2)
    return names[best[0]] if close and len({names[n] for n in best}) == 1 else None
