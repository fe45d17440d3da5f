"""What is said beside an answer: a fresh start, the country under discussion, the program."""

from __future__ import annotations

from dataclasses import replace

from actions.library.countries import country_name
from actions.reply.reply import Button, Reply, Turn
from actions.talk.heard import Heard
from actions.talk.kinds import FOLLOWS, Kind
from actions.talk.memory import Memory
from actions.talk.texts import text


def with_notes(kind: Kind, turn: Turn, heard: Heard, memory: Memory) -> Turn:
    """Add what is said beside the answer: a fresh start, the country, that this is a program."""
    replies = list(turn.replies)
    if heard.back:
        replies.insert(0, Reply(text("notes.back")))
    if memory.country and kind in FOLLOWS:
        replies.append(_country_note(memory.country))
    if not memory.introduced and kind not in (Kind.GREET, Kind.IDENTITY, Kind.RESTART):
        replies.append(Reply(text("notes.program")))
    return replace(turn, replies=tuple(replies))


def _country_note(country: str) -> Reply:
    """Show the country under discussion; one tap changes it or takes it away."""
    return Reply(
        text("country.kept", country=country_name(country)),
        buttons=(
            Button(text("country.change"), "/change_country"),
            Button(text("country.forget"), "/forget_country"),
        ),
    )
