"""Names, where a person gives one: « je m'appelle … »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.library.countries import find_countries
from actions.search.dictionary import french
from actions.search.french import fold
from bot.safety.private.kinds import Private, Span
from bot.safety.private.text import folded, words

MOST = 4  # words of a name
MOST_SMALL = 2  # words of a name written without capitals
_NAME = re.compile(r"[ ,:]*([^\W\d_][\w'’-]*)")


def find_names(text: str) -> Iterator[Span]:
    """Yield the names people give of themselves and of theirs."""
    plain = folded(text)
    for cue in re.finditer(rf"\b{words('nom')}", plain):
        span = _name_at(text, plain, cue.end())
        if span:
            yield Span(*span, Private.NAME)
    for cue in re.finditer(rf"\b{words('nom_en_capitales')}(?= )", plain):
        span = _name_at(text, plain, cue.end())
        if span and text[span[0]].isupper() and not find_countries(text[slice(*span)]):
            yield Span(*span, Private.NAME)
    if not text.isupper():
        for cue in re.finditer(rf"\b{words('nom_entier')}[ ,:]+", plain):
            span = _name_at(text, plain, cue.end())
            if span and _is_whole_name(text[slice(*span)]):
                yield Span(*span, Private.NAME)


def _is_whole_name(found: str) -> bool:
    """Tell whether two words or more in capitals are a name: « Aya Konan », not « Croix Rouge »."""
    said = found.split()
    if len(said) < 2 or not all(word[0].isupper() for word in said) or find_countries(found):
        return False
    return any(fold(word) not in french() for word in said)


def _name_at(text: str, plain: str, position: int) -> tuple[int, int] | None:
    """Return where the name that begins here stands."""
    start = end = -1
    capital = False
    for count in range(MOST):
        found = _NAME.match(text, position)
        if not found or _stops(found[1], plain[found.start(1) : found.end(1)]):
            break
        is_capital = found[1][0].isupper()
        if count and ((capital and not is_capital) or (not capital and count >= MOST_SMALL)):
            break
        capital = capital or is_capital
        start, end = (found.start(1) if start < 0 else start), found.end(1)
        position = end
    return (start, end) if end > 0 else None


def _stops(word: str, plain: str) -> bool:
    """Tell whether a word is no name: « et », « l'OIM », but not « N'Guessan »."""
    elided = word[0].islower() and "'" in plain[:3]
    return elided or bool(re.fullmatch(words("pas_un_nom"), plain))
