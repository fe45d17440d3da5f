"""Say a turn: the kind the dialogue understood, what was heard, what is remembered."""

from __future__ import annotations

import json
from dataclasses import replace

from actions.library.countries import country_name, find_countries
from actions.reply.answerer import Answerer
from actions.reply.reply import Button, Reply, Status, Turn
from actions.search.passage import Passage
from actions.talk.followup import (
    FollowUp,
    asks_a_desk_somewhere,
    asks_any_desk,
    follow_up,
    is_bare,
    is_only_a_country,
    own_stems,
    points_back,
    says_where,
    speaks_of,
    tells,
    without_country,
)
from actions.talk.heard import Heard, Place
from actions.talk.hearsay import claim
from actions.talk.kinds import ASKED, FOLLOWS, LIKELY, ROUTES, SMALL_TALK, WRITTEN, Kind
from actions.talk.laughter import laughs
from actions.talk.leaders import Leaders, asks_for_leader
from actions.talk.memory import Memory
from actions.talk.notes import with_notes
from actions.talk.records import CONTACT, HOTLINE, Records, shown
from actions.talk.routes import Routes
from actions.talk.texts import buttons, text, written
from actions.talk.words import folded, listed

TITLES = 3
"""Titles offered when a message could mean many things."""
DESKS = 2
"""Contacts given when nobody here can answer."""
PATIENCE = 2
"""Turns in a row without an answer after which a person is named."""
SHORT = 6
"""Words in the longest follow-up that is read with its slips corrected."""
SEAT = "CH"
"""Where the switchboard of the headquarters is."""
ASKING_BACK = (Kind.CHANGE_COUNTRY, Kind.SOMETHING_ELSE, Kind.RUMOUR)
"""Kinds whose reply is what was asked for, not a failure."""
NAMED_BY_WHOM = (Kind.QUESTION, Kind.CONTACT, Kind.VAGUE)
"""What a question about who leads may be taken for."""
_FAILED = (Status.UNANSWERABLE, Status.CLARIFICATION)


class Talk:
    """Everything the dialogue can say; safe to share between threads."""

    def __init__(self, answerer: Answerer, records: Records) -> None:
        """Take what answers."""
        self._answerer = answerer
        self._records = records
        self._routes = Routes(answerer, records)
        self._leaders = Leaders(records)

    def say(self, kind: Kind, heard: Heard, memory: Memory) -> tuple[Turn, Memory]:
        """Return the turn, and what is remembered after it."""
        heard = self._plainly(heard, memory)
        kind = _meant(kind, heard, memory)
        if kind is Kind.IDENTITY and asks_for_leader(folded(heard.text)):
            kind = Kind.QUESTION
        turn, after = self._say(kind, heard, memory)
        if _failed(turn) and kind not in ASKING_BACK and not says_where(heard):
            after = replace(after, failures=memory.failures + 1)
            if after.failures >= PATIENCE:
                turn = self._hand_over("gave_up", heard.text, after.country)
        elif turn.status in (Status.ANSWERED, Status.OUT_OF_MANDATE, Status.HANDOFF):
            after = replace(after, failures=0)
        return with_notes(kind, turn, heard, after), replace(after, introduced=True)

    def _plainly(self, heard: Heard, memory: Memory) -> Heard:
        """Return a few misspelt words as they are meant, when they may follow a question."""
        if heard.page or heard.places or not memory.subject:
            return heard
        if len(folded(heard.text)) > SHORT or is_bare(heard):
            return heard
        plain = replace(heard, text=self._records.plainly(heard.text))
        return plain if is_bare(plain) else heard

    def _say(self, kind: Kind, heard: Heard, memory: Memory) -> tuple[Turn, Memory]:
        if _asks_too_much(kind, memory):
            return self._hand_over("gave_up", heard.text, memory.country), memory
        if kind in WRITTEN:
            return written(kind), Memory() if kind is Kind.RESTART else memory
        if kind is Kind.FORGET_COUNTRY:
            subject = memory.subject and without_country(memory.subject)
            turn = Turn(Status.SMALLTALK, (Reply(text("country.forgotten")),), 1.0)
            return turn, replace(memory, country=None, here=None, subject=subject)
        if kind in (Kind.CHANGE_COUNTRY, Kind.SOMETHING_ELSE):
            return Turn(Status.CLARIFICATION, (Reply(text(f"{kind.value}.text")),), 1.0), memory
        if heard.page:
            return self._open(heard.page, memory)
        return self._asked(kind, heard, memory)

    def _asked(self, kind: Kind, heard: Heard, memory: Memory) -> tuple[Turn, Memory]:
        """Answer what was asked, made whole if it follows another question."""
        memory = replace(memory, here=says_where(heard) or memory.here)
        led = self._leaders.say(heard, memory) if kind in NAMED_BY_WHOM else None
        if led is not None:
            return led.turn, _remembered(memory, Kind.QUESTION, led.turn, led.question, led.country)
        found = follow_up(heard, memory) if kind in FOLLOWS else None
        if found is not None and kind is Kind.VAGUE and not found.sure:
            found = None
        if kind is Kind.CONTACT and self._any_desk(heard.text):
            return self._asked_desk(heard, memory)
        if found is not None:
            return self._followed(kind, heard, memory, found)
        if is_only_a_country(heard):
            return self._only_country(heard, memory)
        country = heard.country
        if kind in ROUTES:
            country = country or memory.here
        elif kind is Kind.PERSON or memory.subject is None:
            country = country or memory.country or memory.here
        turn = self._answer(kind, heard.text, country)
        if kind not in ASKED:
            return turn, memory
        return turn, _remembered(memory, kind, turn, heard.text, country)

    def _followed(
        self, kind: Kind, heard: Heard, memory: Memory, found: FollowUp
    ) -> tuple[Turn, Memory]:
        """Answer a follow-up; one without a subject of its own leaves the subject as it is."""
        if memory.kind and kind in (Kind.QUESTION, Kind.VAGUE):
            kind = memory.kind
        turn, question = self._best(kind, found, own_stems(heard))
        if not is_bare(heard) or not listed("leads").isdisjoint(folded(heard.text)):
            return turn, _remembered(memory, kind, turn, question, found.country)
        answers = kind is Kind.QUESTION and turn.status is not Status.UNANSWERABLE
        if answers and not tells(turn, heard.text):
            turn = Turn(Status.UNANSWERABLE, (Reply(text("followup.not_said")),))
        return turn, replace(memory, country=found.country, kind=kind)

    def _best(self, kind: Kind, found: FollowUp, own: set[str]) -> tuple[Turn, str]:
        """Return the surest turn among what a follow-up may stand for.

        One that says nothing of the follow-up's own words only answers the question before again.
        """
        turns = [(self._answer(kind, one, found.country), one) for one in found.questions]
        turn, best = max(turns, key=lambda pair: (speaks_of(pair[0], own), pair[0].confidence))
        if kind is Kind.CONTACT and turn.status is not Status.ANSWERED:
            return self._desks(best, found.country), best
        return turn, best

    def _answer(self, kind: Kind, question: str, country: str | None) -> Turn:
        """Answer one whole question of a kind."""
        if kind in ROUTES:
            return self._routes.say(kind, question, country)
        if kind is Kind.PERSON:
            return self._hand_over("person", question, country)
        if kind is Kind.VAGUE:
            return self._clarify(question)
        if kind is Kind.RUMOUR:
            return self._hearsay(question, country)
        if kind is Kind.CONTACT:
            return self._contact(question, country)
        led = self._leaders.say(_heard(question), Memory())
        return (
            led.turn if led else self._with_card(self._answerer.answer(question, country=country))
        )

    def _with_card(self, turn: Turn) -> Turn:
        """Add the card of the programme whose page answered."""
        first = turn.replies[0]
        if turn.status is not Status.ANSWERED or first.card or not first.sources:
            return turn
        card = self._records.programme(first.sources[0])
        return replace(turn, replies=(replace(first, card=card), *turn.replies[1:]))

    def _any_desk(self, text: str) -> bool:
        """Say whether a request for a contact names no service, however it is spelt."""
        return asks_any_desk(_heard(text)) or asks_any_desk(_heard(self._records.plainly(text)))

    def _asked_desk(self, heard: Heard, memory: Memory) -> tuple[Turn, Memory]:
        """Give the offices of the country under discussion: « son numéro ? », « contact oim »."""
        seat = not listed("seat").isdisjoint(folded(heard.text))
        country = None if seat else heard.country or memory.country or memory.here
        joined = memory.subject and not heard.places and not seat
        question = f"{heard.text} {memory.subject}" if joined else heard.text
        turn = self._desks(question, country)
        return turn, _remembered(memory, Kind.CONTACT, turn, question, country)

    def _contact(self, question: str, country: str | None) -> Turn:
        """Give the offices of the country; where a service is named, what the index says."""
        return self._desks(question, country if self._any_desk(question) else None, country)

    def _desks(self, question: str, country: str | None, about: str | None = None) -> Turn:
        """Give the contacts of a country; without one, what the index says."""
        desks = self._records.contacts(country, question, DESKS + 1) if country else []
        seat = not listed("seat").isdisjoint(folded(question))
        if not country and not about and not seat and asks_a_desk_somewhere(_heard(question)):
            which = Reply(text("contact.which"))
            return Turn(Status.CLARIFICATION, (which,), 1.0)
        if not desks:
            return self._answerer.answer(question, country=country or about)
        return Turn(Status.ANSWERED, shown(desks), 1.0)

    def _hand_over(self, why: str, question: str, country: str | None) -> Turn:
        """Say who can be reached, when and how."""
        desks = self._records.contacts(country, question, DESKS) if country else []
        desks = desks or self._records.contacts(SEAT, text("handoff.seat"), 1)
        intro = text(f"handoff.{why}", when=_hours(desks))
        return Turn(Status.HANDOFF, (Reply(intro), *shown(desks)), 1.0)

    def _clarify(self, question: str) -> Turn:
        """Offer the nearest titles."""
        paths: dict[str, str] = {}
        for hit in self._answerer.explain(question).hits:
            if hit.passage.kind not in (CONTACT, HOTLINE):
                paths.setdefault(hit.passage.path, hit.passage.title)
        found = [Button(title, _open_page(path)) for path, title in list(paths.items())[:TITLES]]
        other = Button(text("clarify.other"), "/something_else")
        return Turn(Status.CLARIFICATION, (Reply(text("clarify.text"), buttons=(*found, other)),))

    def _hearsay(self, question: str, country: str | None) -> Turn:
        """Give the official page if one answers; the claim itself is never repeated."""
        turn = self._answerer.answer(claim(question), country=country)
        if turn.status is Status.ANSWERED:
            return replace(turn, replies=(Reply(text("rumour.page")), *turn.replies))
        return Turn(Status.UNANSWERABLE, (Reply(text("rumour.none")),), turn.confidence)

    def _open(self, path: str, memory: Memory) -> tuple[Turn, Memory]:
        """Show the page a button names."""
        page = self._records.page(path)
        if page is None:
            return self._clarify(memory.subject or ""), memory
        return _opened(page, memory)

    def _only_country(self, heard: Heard, memory: Memory) -> tuple[Turn, Memory]:
        """Ask what somebody wants to know of a country."""
        place = country_name(heard.country or "")
        offered = buttons(text("country.examples", country=place))
        reply = Reply(text("country.what", country=place), buttons=offered)
        return Turn(Status.CLARIFICATION, (reply,), 1.0), replace(memory, country=heard.country)


def _asks_too_much(kind: Kind, memory: Memory) -> bool:
    """Say whether the reply to a kind would ask once more to say it otherwise."""
    least = {Kind.COMPLAINT: 1, Kind.SOMETHING_ELSE: PATIENCE}.get(kind)
    return least is not None and memory.failures >= least


def _meant(kind: Kind, heard: Heard, memory: Memory) -> Kind:
    """Return the kind of a message whose words leave no doubt, whatever it was taken for."""
    if not heard.page and laughs(heard.text):
        return Kind.LAUGH
    if kind not in LIKELY and memory.subject and is_bare(heard):
        return Kind.QUESTION
    if kind is Kind.COMPLAINT and not listed("accuses").isdisjoint(folded(heard.text)):
        return Kind.QUESTION
    if kind is Kind.VAGUE and memory.kind is Kind.CONTACT and asks_any_desk(heard):
        return Kind.CONTACT
    chatting = (*SMALL_TALK, Kind.INSULT, Kind.COMPLAINT)
    if kind in chatting and heard.places and asks_any_desk(heard):
        return Kind.QUESTION if is_only_a_country(heard) else Kind.CONTACT
    if kind in SMALL_TALK and is_only_a_country(heard):
        return Kind.QUESTION
    if kind in (Kind.HELP, Kind.IDENTITY) and memory.subject and points_back(heard.text):
        return Kind.QUESTION
    return kind


def _heard(question: str) -> Heard:
    """Return a whole question as it would be heard."""
    places = find_countries(question)
    return Heard(question, tuple(Place(one.iso, one.start, one.end) for one in places))


def _failed(turn: Turn) -> bool:
    """Say whether a turn left somebody with nothing: no answer and nobody to reach."""
    return turn.status in _FAILED and not any(reply.card for reply in turn.replies)


def _opened(page: Passage, memory: Memory) -> tuple[Turn, Memory]:
    turn = Turn(Status.ANSWERED, shown([page]), 1.0)
    return turn, _remembered(memory, Kind.QUESTION, turn, page.title, None)


def _open_page(path: str) -> str:
    return "/ask_question" + json.dumps({"page": path}, ensure_ascii=False)


def _remembered(
    memory: Memory, kind: Kind, turn: Turn, question: str, country: str | None
) -> Memory:
    """Return the memory after a question: its subject, and the page that answered."""
    answered = turn.status is Status.ANSWERED
    titles = [source.title for reply in turn.replies for source in reply.sources]
    title = titles[0] if answered and titles else None
    return replace(memory, country=country, subject=question, kind=kind, shown=title)


def _hours(desks: list[Passage]) -> str:
    """Say when the first of the desks is open, if the records know."""
    known = [one.card["hours"] for one in desks if one.card and one.card.get("hours")]
    return text("handoff.hours", hours=known[0]) if known else text("handoff.no_hours")
