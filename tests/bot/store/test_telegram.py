"""What the Telegram channel keeps, on SQLite and on PostgreSQL, with two machines at work."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from bot.channels.telegram import inbox as module
from bot.channels.telegram.buttons import Action, Buttons, NewButton
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.incoming import Incoming, Kind
from bot.channels.telegram.outgoing import ContactCard, Outbox, Text
from bot.store.database import Database

GROUP = -(10**12)


def item(number: int, chat: int = GROUP, text: str = "Où ?") -> Incoming:
    return Incoming(number, chat, 2**52 - 1, Kind.TEXT, text)


async def test_an_update_posted_to_both_machines_is_taken_by_one(database: Database) -> None:
    machines = [Inbox(database, "one"), Inbox(database, "two")]
    items = [item(number) for number in range(8)]
    taken = await asyncio.gather(*(machine.receive([i]) for i in items for machine in machines))
    assert Counter(i.update for got in taken for i in got) == Counter(range(8))
    mine = [{w.incoming.update for w in await machine.waiting()} for machine in machines]
    assert mine[0].isdisjoint(mine[1])
    assert mine[0] | mine[1] == set(range(8))


async def test_what_a_dead_machine_left_is_taken_over_as_far_as_it_got(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = Inbox(database, "one"), Inbox(database, "two")
    monkeypatch.setattr(module, "LEASE_SECONDS", -1.0)
    await one.receive([item(1, text="Mon nom est Awa\u0301 🙂")])
    parts = (Text("<b>un</b>", "un", ((("Oui", "s1"),),)), ContactCard("Bureau", "+33199000000"))
    await one.answer(item(1), Outbox(parts, urgent=True))
    await one.progress(item(1), 1)
    monkeypatch.undo()
    (left,) = await two.waiting()
    assert left.outbox == Outbox(parts, sent=1, begun=1, urgent=True)
    assert left.incoming.text == ""
    assert await one.waiting() == []
    await two.done(left.incoming)
    assert await two.waiting() == []
    assert await two.receive([item(1)]) == [], "never a second time"


async def test_a_button_is_used_once_over_both_machines(database: Database) -> None:
    one, two = Buttons(database), Buttons(database)
    bunch = [NewButton("Géorgie", Action.SAY, "GE"), NewButton("Mali", Action.SAY, "ML")]
    keyboard = await one.issue("c", [bunch])
    keys = [key for row in keyboard for _, key in row]
    pressed = await asyncio.gather(one.press(keys[0], "c", 1), two.press(keys[1], "c", 2))
    assert sum(p is not None for p in pressed) == 1
    assert await two.left(keyboard) == ()
