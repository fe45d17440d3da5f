"""Who leads: the organisation, one of its offices, or its mission in a country."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.library.countries import country_name, in_country
from actions.reply.reply import Reply, Status, Turn
from actions.search.french import function_words, stems
from actions.talk.heard import Heard
from actions.talk.memory import Memory
from actions.talk.records import Office, Records, shown
from actions.talk.texts import text
from actions.talk.words import folded, listed

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Led:
    """A turn that says who leads, the whole question it answers, and the country it is about."""

    turn: Turn
    question: str
    country: str | None = None


class Leaders:
    """Answer « who leads » from the records, and say so when they give no name."""

    def __init__(self, records: Records) -> None:
        """Take the records."""
        self._records = records

    def say(self, heard: Heard, memory: Memory) -> Led | None:
        """Return the turn and what it is about; None when the message asks something else."""
        plain = self._records.plainly(heard.text)
        said = folded(plain)
        if not asks_who(said) or _YEAR.search(plain):
            return self._named(heard.text, said)
        rest = _rest(said, heard)
        country = heard.country or self._followed(said, rest, memory)
        if country:
            house = heard.country is None or listed("house").intersection(said)
            return self._mission(country, said) if house and len(rest) <= 1 else None
        back = not rest and "oim" not in said
        offices = self._offices(said, _subject(memory) if back else rest, named=back)
        return Led(_turn(offices), heard.text) if offices else None

    def _followed(self, said: list[str], rest: list[str], memory: Memory) -> str | None:
        """Return the country under discussion when the message is about its office."""
        if not memory.country or rest or "oim" in said:
            return None
        about = folded(memory.subject or "")
        return memory.country if listed("house").intersection(about) else None

    def _named(self, question: str, said: list[str]) -> Led | None:
        """Return the office of the person a message asks about: « c'est qui Amy Pope ? »."""
        if listed("not_who").intersection(said):
            return None
        for office in self._records.offices():
            name = set(folded(office.person or ""))
            if name and name <= set(said) and not set(said) - name - listed("asks_who"):
                return Led(_turn([office]), question)
        return None

    def _mission(self, country: str, said: list[str]) -> Led:
        """Give the name of who leads an office; where no record has one, the office itself."""
        desk = self._records.desk(country, regional="regional" in said)
        place = country_name(country)
        question = text("leaders.question", place=in_country(country))
        if desk is None:
            none = Reply(text("leaders.no_desk", country=place))
            return Led(Turn(Status.UNANSWERABLE, (none,)), question, country)
        if desk.card and desk.card.get("person"):
            return Led(Turn(Status.ANSWERED, shown([desk]), 1.0), question, country)
        intro = Reply(text("leaders.unnamed_desk", country=place))
        return Led(Turn(Status.UNANSWERABLE, (intro, *shown([desk])), 1.0), question, country)

    def _offices(self, said: list[str], rest: list[str], *, named: bool) -> list[Office]:
        """Return the entries of the structure a question is about, by their name alone or not."""
        offices = self._records.offices()
        second = bool(listed("second").intersection(said))
        ranked = [one for one in offices if _is_second(one) is second]
        about = set(stems(" ".join(rest)))
        if not about:
            return ranked if second else [one for one in ranked if _leads_all(one)]
        notes = {one.name: "" if named else one.note for one in ranked}
        return [one for one in ranked if about <= set(stems(f"{one.name} {notes[one.name]}"))][:2]


def _turn(offices: list[Office]) -> Turn:
    """Say the entries; when none has a name, say so first."""
    replies = tuple(one.reply() for one in offices)
    if any(one.person for one in offices):
        return Turn(Status.ANSWERED, replies, 1.0)
    return Turn(Status.UNANSWERABLE, (Reply(text("leaders.unnamed")), *replies), 1.0)


def asks_who(said: list[str]) -> bool:
    """Say whether words ask for the name of somebody who leads."""
    found = set(said)
    bare = listed("leads").difference({"numero", "deux", "generale", "general", "tete"})
    leads = found & bare or {"numero", "deux"} <= found or {"a", "tete"} <= found
    return bool(leads) and listed("not_who").isdisjoint(found)


def asks_for_leader(said: list[str]) -> bool:
    """Say whether words ask who leads, and not who the program is."""
    return asks_who(said) and listed("to_the_program").isdisjoint(said)


def _rest(said: list[str], heard: Heard) -> list[str]:
    """Return the words that say of whom, beside the country and « the OIM »."""
    around = listed("asks_who") | listed("leads") | listed("house")
    places = {
        word for place in heard.places for word in folded(heard.text[place.start : place.end])
    }
    return [word for word in said if word not in around and word not in places]


def _subject(memory: Memory) -> list[str]:
    """Return what the question before was about, beside « who leads the OIM »."""
    around = listed("asks_who") | listed("leads") | listed("house")
    said = folded(memory.subject or "")
    if not listed("whole").isdisjoint(said):
        around |= listed("whole") | function_words()
    return [word for word in said if word not in around]


def _is_second(office: Office) -> bool:
    return not listed("second").isdisjoint(folded(office.name))


def _leads_all(office: Office) -> bool:
    """Say whether an entry is the head of the whole organisation."""
    return set(folded(office.name)) <= {"directrice", "directeur", "generale", "general"}
