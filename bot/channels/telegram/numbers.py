"""/urgence: the numbers to call in a country, from the records and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actions.library.catalogue import catalogue
from actions.library.countries import in_country
from actions.library.kinds import Situation
from actions.library.records import Hotline
from actions.reply.reply import Button, Reply, Status, Turn
from bot.channels.telegram.countries import choices, in_range
from bot.safety.danger.desk import Desk
from bot.safety.danger.places import in_union
from bot.safety.danger.replies import UNION, hotline_reply

MOST_NUMBERS = 8
ORDER = list(Situation)
"""What saves a life stands first in the list of situations."""


class Numbers:
    """Read the hotlines that are valid today."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk where records are read as staff last saved them."""
        self._desk = desk

    def of(self, country: str) -> Turn:
        """Return the numbers of a country; of the Union where it has none of its own."""
        hotlines = self._desk.hotlines(date.today())
        own = _ordered([h for h in hotlines if h.country == country])
        union = _ordered([h for h in hotlines if h.country == UNION]) if in_union(country) else []
        known = {hotline.dial for hotline in own}
        found = [*own, *(h for h in union if h.dial not in known)][:MOST_NUMBERS]
        where = in_country(country)
        text = _text("found", in_country=where) if found else _text("none", in_country=where)
        office = (Button(_text("office"), _text("office_question", in_country=where)),)
        end = Reply(_text("after"), buttons=(*office, Button(_text("other"), "/urgence")))
        return Turn(Status.CRISIS, (Reply(text), *self._cards(found), end), 1.0)

    def unknown(self, argument: str) -> Turn:
        """Return what can be said without a country, and ask for it."""
        hotlines = self._desk.hotlines(date.today())
        codes = {h.country for h in hotlines if h.country and h.country != UNION}
        union = _ordered([h for h in hotlines if h.country == UNION])[:1]
        found = in_range(codes, argument)
        buttons = choices(found, "urgence", lambda code: f"/urgence {code}")
        intro = _text("not_found" if argument and len(found) == len(codes) else "unknown")
        replies = (Reply(intro), *self._cards(union), Reply(_text("ask"), buttons=buttons))
        return Turn(Status.CRISIS, replies, 1.0)

    def _cards(self, hotlines: Sequence[Hotline]) -> list[Reply]:
        texts = self._desk.texts()
        return [hotline_reply(texts, hotline) for hotline in hotlines] if texts else []


def _ordered(hotlines: Sequence[Hotline]) -> list[Hotline]:
    """Put first what is for an emergency."""
    return sorted(hotlines, key=lambda h: min(map(ORDER.index, h.situations), default=len(ORDER)))


def _text(key: str, **params: object) -> str:
    return catalogue("bot.channels.telegram").text(f"commands.urgence.{key}", **params)
