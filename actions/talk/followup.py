"""Make a whole question of what only makes sense after another one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.library.countries import country_name, find_countries, in_country
from actions.library.folding import words
from actions.reply.reply import Turn
from actions.search.french import function_words, stems
from actions.talk.heard import Heard, Place
from actions.talk.memory import Memory
from actions.talk.words import folded, listed, phrase_in

MOST_BARE = 4
"""Words that carry a subject in the longest question taken for a bare « ça dure combien ? »."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN = re.compile(r"\b(?:en|au|aux|à|a|o|de|du|des|d['’]|de la|de l['’])\s*$", re.IGNORECASE)
_OPENING = re.compile(
    r"^\s*(?:(?:ok|oui|merci|d['’]accord|bon|super|très bien|mais)\s*,?\s+)*"
    r"(?:et puis|et|puis|mais|sinon)\s+(?:alors\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The whole questions a follow-up may stand for, the likeliest first."""

    questions: tuple[str, ...]
    country: str | None
    sure: bool = True  # False: the message may as well be a question of its own


def follow_up(heard: Heard, memory: Memory) -> FollowUp | None:
    """Return what a message stands for after the last question; None when it stands alone."""
    subject = memory.subject
    if not subject or heard.page:
        return None
    rest = _own_words(heard)
    if heard.places and not rest:
        return FollowUp((in_other_country(subject, heard.places[-1].iso),), heard.places[-1].iso)
    if rest and all(_YEAR.fullmatch(word) for word in rest):
        return FollowUp((in_other_year(subject, rest[0]),), memory.country)
    if rest and listed("seat").issuperset(rest):
        return FollowUp((without_country(subject),), None)
    country = heard.country or memory.country
    if _continues(heard.text):
        return FollowUp(_joined(heard, memory), country)
    if is_bare(heard):
        asked = not listed("asks").isdisjoint(folded(heard.text))
        return FollowUp(_joined(heard, memory), country, sure=asked)
    return None


def is_only_a_country(heard: Heard) -> bool:
    """Say whether a message names a country and asks nothing: « je suis au Niger »."""
    return bool(heard.places) and not _own_words(heard)


def says_where(heard: Heard) -> str | None:
    """Return the country somebody says they are in: « je suis au Niger »."""
    said = set(folded(heard.text))
    if not is_only_a_country(heard) or listed("stays").isdisjoint(said):
        return None
    return heard.places[-1].iso


def asks_a_desk_somewhere(heard: Heard) -> bool:
    """Say whether a request is for a contact that each country has: « un contact presse ? »."""
    known = listed("desk") | listed("everywhere")
    return not heard.places and known.issuperset(_own_words(heard))


def asks_any_desk(heard: Heard) -> bool:
    """Say whether a request for a contact names no service: « son numéro ? », « contact oim »."""
    return not [word for word in _own_words(heard) if word not in listed("desk")]


def own_stems(heard: Heard) -> set[str]:
    """Return the stems of what a follow-up adds to the subject."""
    around = listed("around") | listed("points") | listed("bare")
    said = [word for word in folded(heard.text) if word not in around]
    return set(stems(" ".join(said)))


def speaks_of(turn: Turn, own: set[str]) -> bool:
    """Say whether the first thing a turn shows holds one of some stems, where there are any."""
    shown_first = [reply for reply in turn.replies if reply.sources][:1]
    text = " ".join(f"{one.text} {one.sources[0].title}" for one in shown_first)
    return not own or not own.isdisjoint(stems(text))


def tells(turn: Turn, asked: str) -> bool:
    """Say whether what a turn shows first can answer how much, how long or where."""
    said = set(folded(asked))
    shown = " ".join(reply.text for reply in turn.replies if reply.sources)
    found = set(folded(shown))
    for kind in ("price", "time", "place"):
        if not said.isdisjoint(listed(f"{kind}_asked")):
            return not found.isdisjoint(listed(f"{kind}_told")) or _tells_more(kind, shown)
    return True


def _tells_more(kind: str, shown: str) -> bool:
    """Say whether a year tells when, or a country tells where."""
    if kind == "time":
        return bool(_YEAR.search(shown))
    return kind == "place" and bool(find_countries(shown, fuzzy=False))


def in_other_country(question: str, iso: str) -> str:
    """Return a question with its country replaced, or with one added."""
    found = find_countries(question)
    if not found:
        return f"{question.rstrip(' ?!.')} {in_country(iso)} ?"
    start, end = found[0].start, found[-1].end
    lead = _IN.search(question[:start])
    if lead and lead[0].strip().casefold() in {"en", "au", "aux", "à", "a", "o"}:
        return question[: lead.start()] + in_country(iso) + question[end:]
    if lead:
        return f"{question[: lead.start()]}{in_country(iso)}{question[end:]}"
    return question[:start] + country_name(iso) + question[end:]


def without_country(question: str) -> str:
    """Return a question without the countries it names."""
    for place in reversed(find_countries(question)):
        lead = _IN.search(question[: place.start])
        start = lead.start() if lead else place.start
        question = question[:start].rstrip() + question[place.end :]
    return question


def in_other_year(question: str, year: str) -> str:
    """Return a question with its year replaced, or with one added."""
    if _YEAR.search(question):
        return _YEAR.sub(year, question)
    return f"{question.rstrip(' ?!.')} en {year} ?"


def _own_words(heard: Heard) -> list[str]:
    """Return the words that say something beside the countries and the words around them."""
    around = listed("around")
    return [
        word.text
        for word in words(heard.text)
        if word.text not in around and not _inside(word.start, heard.places)
    ]


def _inside(start: int, places: tuple[Place, ...]) -> bool:
    return any(place.start <= start < place.end for place in places)


def _continues(text: str) -> bool:
    """Say whether a message shows by its first words or pronouns that another came before."""
    opened = " ".join(folded(_OPENING.sub("et ", text) if _OPENING.match(text) else text))
    if phrase_in("opens", opened):
        return True
    found = _said(opened)
    return "oim" not in found and (points_back(opened) or _has_clitic(found))


def points_back(text: str) -> bool:
    """Say whether a pronoun stands for what was spoken of: « à quoi elle sert ? »."""
    found = _said(text)
    return "oim" not in found and not listed("points").isdisjoint(found)


def _said(text: str) -> list[str]:
    """Return the folded words of a text without the turns where « il » or « ce » is nothing."""
    plain = " ".join(folded(text))
    for phrase in sorted(listed("empty"), key=len, reverse=True):
        plain = re.sub(rf"\b{phrase}\b", " ", plain)
    return plain.split()


def _has_clitic(found: list[str]) -> bool:
    """Say whether a verb stands for what it is about: « qui la dirige », « comment y aller »."""
    asks = {"qui", "comment", "quand", "ou", "combien", "pourquoi"}
    return (
        any(
            first in asks and second in listed("clitics") and third not in function_words()
            for first, second, third in zip(found, found[1:], found[2:], strict=False)
        )
        and len(found) <= MOST_BARE + 1
    )


def is_bare(heard: Heard) -> bool:
    """Say whether a question has no subject of its own: « ça dure combien ? », « où ça ? »."""
    said = folded(heard.text)
    if heard.places or not listed("to_the_program").isdisjoint(said):
        return False
    rest = [
        word for word in _own_words(heard) if word not in function_words() or word in listed("bare")
    ]
    asks = bool(rest) or not listed("asks").isdisjoint(said)
    return asks and len(rest) <= MOST_BARE and listed("bare").issuperset(rest)


def _joined(heard: Heard, memory: Memory) -> tuple[str, ...]:
    """Return the message beside what was asked, and beside the page that answered."""
    asked = _OPENING.sub("", heard.text).strip() or heard.text
    subject = memory.subject or ""
    if heard.places:
        subject = without_country(subject)
    whole = (f"{asked.rstrip(' ?!.')} – {subject}", f"{subject.rstrip(' ?!.')} {asked}")
    if memory.shown:
        return (f"{asked.rstrip(' ?!.')}, {memory.shown} ?", *whole)
    return whole
