"""Dates of birth: a date after a word that says so, of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.safety.private.kinds import Private, Span
from bot.safety.private.text import folded, words

BEFORE = 40  # characters looked at before « né »: « l'OIM est née en 1951 »
BETWEEN = 25  # characters between « né » and the date


def find_births(text: str) -> Iterator[Span]:
    """Yield the dates of birth of a text."""
    plain = folded(text)
    date = re.compile(_date())
    for cue in re.finditer(rf"\b{words('naissance')}", plain):
        before = plain[max(0, cue.start() - BEFORE) : cue.end()]
        if re.search(rf"\b{words('organisation')}\b", before):
            continue
        found = date.search(plain, cue.end(), cue.end() + BETWEEN + 20)
        if found and found.start() - cue.end() <= BETWEEN and _of_somebody(found[0], before):
            yield Span(found.start(), found.end(), Private.BIRTH)


def _of_somebody(date: str, before: str) -> bool:
    """Tell whether a date is a person's; a year alone where a person is named, or nobody."""
    alone = len(before.split()) == 1 or re.search(r"[.!?;,:] *\S+$", before)
    return len(date) > len("1951") or bool(alone or re.search(rf"\b{words('personne')}\b", before))


def _date() -> str:
    """Return the pattern of a date in figures or words, or of a year alone."""
    month, year = words("mois"), r"(?:19|20)\d\d"
    return (
        rf"\b(?:\d{{1,2}}(?:er)? ?(?:/|-|\.| ) ?\d{{1,2}} ?(?:/|-|\.| ) ?(?:{year}|\d\d)\b"
        rf"|{year} ?(?:/|-|\.) ?\d{{1,2}} ?(?:/|-|\.) ?\d{{1,2}}"
        rf"|(?:\d{{1,2}}|premier|1er) (?:de )?{month}\.?(?: (?:de )?(?:{year}|\d\d))?\b"
        rf"|{month} (?:\d{{1,2}},? )?{year}\b|{year}\b|\d{{8}}\b)"
    )
