"""Dates of birth: a date after a word that says so, of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.safety.private.kinds import Private, Span
from bot.safety.private.text import folded, words

BEFORE = 40  # characters looked at before « né »: « l'OIM est née en 1951 »
BETWEEN = 25  # characters between « né » and the date
LONGEST = 80  # characters of a date in words


def find_births(text: str) -> Iterator[Span]:
    """Yield the dates of birth of a text."""
    plain = folded(text)
    date = re.compile(_date())
    for cue in re.finditer(rf"\b{words('naissance')}", plain):
        before = plain[max(0, cue.start() - BEFORE) : cue.end()]
        if re.search(rf"\b{words('organisation')}\b", before):
            continue
        found = date.search(plain, cue.end(), cue.end() + BETWEEN + LONGEST)
        if found is None or found.start() - cue.end() > BETWEEN:
            continue
        between = plain[cue.end() : found.start()]
        if _of_somebody(found[0], before) and not re.search(_body(), between):
            yield Span(found.start(), found.end(), Private.BIRTH)
    for match in re.finditer(rf"\b{words('naissance_devant')} ({_date()})", plain):
        yield Span(match.start(1), match.end(1), Private.BIRTH)


def _of_somebody(date: str, before: str) -> bool:
    """Tell whether a date is a person's; a year alone where a person is named, or nobody."""
    alone = len(before.split()) == 1 or re.search(r"[.!?;,:] *\S+$", before)
    return len(date) > len("1951") or bool(alone or re.search(rf"\b{words('personne')}\b", before))


def _body() -> str:
    """Return the pattern of what is founded, not born: « l'anniversaire de l'OIM »."""
    return r"\b(?:oim|onu|hcr|organisation|convention|pacte|agence)\b"


def _date() -> str:
    """Return the pattern of a date in figures or words, or of a year alone."""
    month, year = words("mois"), rf"(?:(?:19|20)\d\d|{words('annee_en_lettres')})"
    day = rf"(?:\d{{1,2}}(?:er)?|{words('jour_en_lettres')})"
    between = r"(?: ?[/.-] ?| du | )"
    return (
        rf"\b(?:\d{{1,2}}(?:er)?{between}\d{{1,2}}{between}(?:{year}|\d\d)\b"
        rf"|{year} ?(?:/|-|\.) ?\d{{1,2}} ?(?:/|-|\.) ?\d{{1,2}}"
        rf"|{day} (?:de )?{month}\.?(?: (?:de )?(?:{year}|\d\d))?\b"
        rf"|{month} (?:\d{{1,2}},? )?{year}\b|{year}\b|\d{{8}}\b)"
    )
