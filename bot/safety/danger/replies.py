"""The turn for a person in danger: words, numbers, words, a question at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from actions.library.countries import country_name, in_country
from actions.library.crisis_texts import CrisisTexts
from actions.library.kinds import ContactKind, Danger, Situation
from actions.library.phones import shown
from actions.library.record_pages import contact_page, dialled, hotline_page
from actions.library.records import Contact, Hotline
from actions.reply.reply import Button, Card, Reply, Source, Status, Turn
from bot.conversation.context import plain_turn
from bot.safety.danger.after import After
from bot.safety.danger.desk import Desk
from bot.safety.danger.places import in_union

MOST_NUMBERS = 5  # more would have to be read before calling
UNION = "EU"
EVERYWHERE = frozenset({Danger.EXPLOITATION_AIDE})
"""Dangers whose help is the same in every country: nothing is asked."""


class Replies:
    """Say what staff wrote, with the numbers of the day."""

    def __init__(self, desk: Desk) -> None:
        """Take where texts and numbers stand."""
        self._desk = desk

    def turn(self, danger: Danger, country: str | None, language: str | None = None) -> Turn:
        """Return the first turn after a danger was recognised."""
        texts = self._desk.texts()
        if texts is None:
            return plain_turn(Status.CRISIS, "danger")
        numbers = self._numbers(texts, danger, country)
        said = texts.dangers[danger]
        lines = [_foreign(texts, language, numbers), said.avant]
        replies = [Reply("\n\n".join(filter(None, lines)))]
        replies += self._help(texts, danger, country, numbers)
        replies.append(Reply(said.apres))
        replies += _ending(texts, danger, country)
        return Turn(Status.CRISIS, tuple(replies), 1.0)

    def numbers_turn(self, danger: Danger, country: str) -> Turn:
        """Return the turn after the person said where they are."""
        texts = self._desk.texts()
        if texts is None:
            return plain_turn(Status.CRISIS, "danger")
        numbers = self._numbers(texts, danger, country)
        replies = list(self._help(texts, danger, country, numbers))
        replies.append(_other_country(texts, country))
        return Turn(Status.CRISIS, tuple(replies), 1.0)

    def after_turn(self, danger: Danger, country: str | None, after: After) -> Turn | None:
        """Return the turn after « merci » or « personne ne répond »: near, with the numbers."""
        texts = self._desk.texts()
        said = texts and getattr(texts.commun, after.value)
        if texts is None or not said:
            return None
        replies = [Reply(said)]
        replies += self._help(texts, danger, country, self._numbers(texts, danger, country))
        if after is After.NEXT:
            replies.append(Reply(texts.dangers[danger].apres))
        replies += _ending(texts, danger, country)
        return Turn(Status.CRISIS, tuple(replies), 1.0)

    def _help(
        self, texts: CrisisTexts, danger: Danger, country: str | None, numbers: Sequence[Hotline]
    ) -> Iterator[Reply]:
        """Yield the cards of the numbers, and the office where there is no number."""
        general = texts.commun
        if country is None and danger not in EVERYWHERE:
            yield Reply(general.pays_inconnu)
        if country and not numbers:
            yield Reply(general.sans_numero.format(en_pays=in_country(country)))
        for hotline in numbers:
            yield hotline_reply(texts, hotline)
        if country and not any(hotline.country == country for hotline in numbers):
            yield from self._office(texts, country)

    def _office(self, texts: CrisisTexts, country: str) -> Iterator[Reply]:
        """Yield the office of a country without a number of its own."""
        offices = [
            contact
            for contact in self._desk.offices(country, date.today())
            if contact.kind is ContactKind.BUREAU_PAYS and contact.phone
        ]
        for contact in offices[:1]:
            yield _contact(texts.commun.bureau.format(en_pays=in_country(country)), contact)

    def _numbers(self, texts: CrisisTexts, danger: Danger, country: str | None) -> list[Hotline]:
        """Return the hotlines that serve, the most useful first."""
        wanted = texts.dangers[danger].numeros
        where = {None} if danger in EVERYWHERE else {country or UNION}
        found = [h for h in self._desk.hotlines(date.today()) if h.country in where]
        serving = _serving(found, wanted)
        if not serving and country and in_union(country):
            return self._numbers(texts, danger, None)
        if country and in_union(country) and not any(h.phone == "112" for h in serving):
            serving = serving[: MOST_NUMBERS - 1] + self._numbers(texts, danger, None)
        return serving[:MOST_NUMBERS]


def _serving(hotlines: Sequence[Hotline], wanted: Sequence[Situation]) -> list[Hotline]:
    """Keep the hotlines for a danger, in the order of its situations; children's lines last."""

    def rank(hotline: Hotline) -> tuple[int, bool]:
        best = min(wanted.index(s) for s in hotline.situations if s in wanted)
        child = Situation.ENFANT in hotline.situations and Situation.URGENCE not in (
            hotline.situations
        )
        return best, child and Situation.ENFANT not in wanted

    return sorted((h for h in hotlines if set(h.situations) & set(wanted)), key=rank)


def hotline_reply(texts: CrisisTexts, hotline: Hotline) -> Reply:
    """Return a number as a card, with its source."""
    page = hotline_page(hotline)
    sms = hotline.sms and texts.commun.par_sms.format(numero=shown(hotline.sms))
    number = dialled(hotline) or sms or hotline.email or hotline.url
    fields = {k: v for k, v in (page.card or {}).items() if k != "kind"}
    return Reply(f"{hotline.name} : {number}", (_source(hotline),), Card("hotline", fields))


def _contact(text: str, contact: Contact) -> Reply:
    """Return an office as a card, with its source."""
    fields = {k: v for k, v in (contact_page(contact).card or {}).items() if k != "kind"}
    return Reply(text, (_source(contact),), Card("contact", fields))


def _source(record: Hotline | Contact) -> Source:
    return Source(record.name, record.source or record.url, None, record.verified)


def _foreign(texts: CrisisTexts, language: str | None, numbers: Sequence[Hotline]) -> str:
    """Return the line in the language of the person."""
    line = texts.langues.get(language or "")
    phones = [hotline.dial for hotline in numbers if hotline.dial]
    return line.format(numero=phones[0]) if line and phones else ""


def _ending(texts: CrisisTexts, danger: Danger, country: str | None) -> Iterator[Reply]:
    """Yield the question about the country, once, or how to correct it."""
    if danger in EVERYWHERE:
        return
    if country:
        yield _other_country(texts, country)
        return
    buttons = tuple(
        Button(country_name(code), order(danger, code)) for code in texts.commun.boutons
    )
    yield Reply(texts.commun.quel_pays, buttons=buttons)


def _other_country(texts: CrisisTexts, country: str) -> Reply:
    return Reply(texts.commun.autre_pays.format(en_pays=in_country(country)))


def order(danger: Danger, country: str) -> str:
    """Return what the button of a country sends back."""
    return f"/danger {danger.value} {country}"
