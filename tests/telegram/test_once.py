"""Nothing received is lost and nothing is said twice: floods, cuts, silence, stops and starts."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.channels.telegram import channel, client, pace
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.incoming import Incoming, Kind
from bot.channels.telegram.outgoing import ContactCard, Outbox, Text
from bot.store.database import Database
from tests.telegram.api import Api, Fault
from tests.telegram.conftest import World, until
from tests.telegram.test_defects import says

DANGER = "il veut me tuer aidez-moi"


@pytest.fixture(autouse=True)
def one_part(world: World) -> None:
    """Let every answer be one message."""
    world.dialogue.says = says("Voici la réponse.", "https://example.org")


async def test_a_flood_answer_delays_its_chat_only_and_loses_nothing(
    world: World, api: Api
) -> None:
    async with world.running():
        await until(lambda: world.said)
        api.faults += [Fault("sendMessage", "flood", 2, chat=7)] * 2
        started = time.monotonic()
        api.write("Un", person=7)
        api.write("Deux", person=7)
        await until(lambda: not api.faults[1:])
        api.write("Trois", person=8)
        api.write(DANGER, person=9)
        await until(lambda: api.texts(8) and api.texts(9))
        assert time.monotonic() - started < 2, "the others do not wait"
        assert not api.texts(7)
        await until(lambda: len(api.texts(7)) == 2 and not world.waits())
    assert len(api.texts(8)) == 1
    assert len(world.dialogue.got) == 3, "nobody was asked twice"


async def test_a_server_that_counts_strictly_gets_every_part_once_and_in_order(
    world: World, api: Api
) -> None:
    api.strict_pace = True
    world.dialogue.says = says("Une phrase assez longue. " * 400, "https://example.org")
    api.write("Tout")
    async with world.running():
        await until(lambda: not world.waits() and api.texts())
    assert "".join(api.texts()).count("Une phrase") == 400
    assert api.texts()[-1].count("Source :") == 1


@pytest.mark.parametrize("kind", ["error", "flood"])
async def test_what_was_refused_is_sent_again(world: World, api: Api, kind: str) -> None:
    api.faults += [Fault("sendMessage", kind, 1)] * 2
    api.write("Bonjour à tous")
    async with world.running():
        await until(lambda: not world.waits() and api.texts())
    assert len(api.texts()) == 1


@pytest.mark.parametrize("kind", ["cut_after", "silent_after"])
async def test_what_may_have_arrived_is_not_sent_again(
    world: World, api: Api, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "READ_SECONDS", 0.5)
    api.faults += [Fault("sendMessage", kind, 1.0)]
    api.write("Bonjour à tous")
    async with world.running():
        await until(lambda: api.texts() and not world.waits())
        await asyncio.sleep(0.5)
    assert len(api.texts()) == 1


async def test_numbers_to_call_are_sent_again_rather_than_lost(world: World, api: Api) -> None:
    api.faults += [Fault("sendMessage", "cut_before")]
    api.write(DANGER)
    async with world.running():
        await until(lambda: api.texts() and not world.waits())
    assert len(api.texts()) == 1


async def test_a_stop_during_a_question_answers_it_after_the_next_start(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "GRACE_SECONDS", 0.2)
    world.dialogue.delay = 1.0
    api.write("Un")
    api.write("Deux")
    async with world.running():
        await until(lambda: world.dialogue.got)
    assert not api.texts()
    assert world.waits() == 2
    world.dialogue.delay = 0.0
    async with world.running():
        await until(lambda: len(api.texts()) == 2 and not world.waits())
        await asyncio.sleep(0.5)
    assert len(api.texts()) == 2


async def test_a_stop_while_telegram_says_wait_sends_after_the_next_start(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "GRACE_SECONDS", 0.2)
    api.faults += [Fault("sendMessage", "flood", 30)]
    api.write("Un")
    async with world.running():
        await until(lambda: not api.faults)
        await asyncio.sleep(0.2)
    assert world.waits() == 1
    async with world.running():
        await until(lambda: api.texts() and not world.waits())
    assert len(api.texts()) == 1
    assert len(world.dialogue.got) == 1, "the answer was kept"


async def test_a_crash_in_mid_send_does_not_send_twice_and_sends_the_rest(
    world: World, api: Api
) -> None:
    database = Database.open(world.settings)
    inbox = Inbox(database)
    item = Incoming(5, 7, 7, Kind.TEXT, "Un")
    assert await inbox.receive([item]) == [item]
    parts = (Text("un", "un"), Text("deux", "deux"), ContactCard("Bureau", "+33199000000"))
    await inbox.answer(item, Outbox(parts))
    await inbox.begin(item, 1)  # here the process died
    database.close()
    async with world.running():
        await until(lambda: not world.waits())
    assert [shown.text for shown in api.shown] == ["deux", "+33199000000"]


async def test_the_text_of_a_message_goes_as_soon_as_its_answer_is_known(
    world: World, api: Api
) -> None:
    api.faults += [Fault("sendMessage", "flood", 2)]
    api.write("Je m'appelle Awa et je cherche mon frère")
    async with world.running():
        await until(lambda: not api.faults)
        await asyncio.sleep(0.1)
        assert world.waits() == 1
        assert "Awa" not in dump(world)
        await until(lambda: not world.waits())
    assert "Awa" not in dump(world)


def dump(world: World) -> str:
    """Return everything the channel's tables hold."""
    database = Database.open(world.settings)
    try:
        names = ("telegram_inbox", "telegram_buttons", "telegram_seen")
        queries = [f"SELECT * FROM {name}" for name in names]  # noqa: S608 - our own names
        return str([database.read(lambda c, q=q: c.exec_driver_sql(q).all()) for q in queries])
    finally:
        database.close()


async def test_another_program_with_the_same_token_is_said_once_and_waited_out(
    world: World, api: Api
) -> None:
    api.faults += [Fault("getUpdates", "conflict")] * 3
    api.write("Un")
    async with world.running():
        await until(lambda: api.texts())
    assert sum("même jeton" in line for line in world.said) == 1


async def test_who_floods_reads_it_once(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "BURST", 100)
    for number in range(60):
        api.write(f"Question {number}")
    async with world.running():
        await until(lambda: not world.waits() and len(api.texts()) > 40, seconds=120)
    notices = [text for text in api.texts() if "beaucoup de messages" in text]
    assert len(notices) == 1
    assert len(api.texts()) == 41


async def test_danger_is_answered_in_the_middle_of_a_flood(world: World, api: Api) -> None:
    world.dialogue.says = says("Réponse.", "https://example.org")
    async with world.running():
        await until(lambda: world.said)
        assert world.services is not None
        for number in range(45):
            await world.services.road.walk(message_of(world, f"Question {number}"))
        api.write("Encore")
        api.write(DANGER)
        await until(lambda: len(api.texts()) == 2)
    assert "beaucoup de messages" in api.texts()[0]
    assert api.shown[-1].kind in {"message", "contact"}
    assert "112" in api.texts()[1]


def message_of(world: World, text: str):
    from bot.conversation.message import Message

    assert world.services is not None
    conversation = world.services.keys.conversation("telegram", "7:7")
    return Message("telegram", conversation, text)


async def test_who_blocks_us_is_forgotten(world: World, api: Api) -> None:
    api.write("Combien ?", person=7)
    api.write("Combien ?", person=8)
    async with world.running():
        await until(lambda: api.texts(7) and api.texts(8))
        api.blocked.add(7)
        api.write("Et encore ?", person=7)
        chat = {"id": 8, "type": "private"}
        user = {"id": 8, "is_bot": False, "first_name": "B"}
        member = {"user": {"id": 123456, "is_bot": True, "first_name": "x"}}
        api.update(
            my_chat_member={
                "chat": chat, "from": user, "date": 1,
                "old_chat_member": {**member, "status": "member"},
                "new_chat_member": {**member, "status": "kicked", "until_date": 0},
            }
        )  # fmt: skip
        await until(lambda: len(world.dialogue.forgot) == 2 and not world.waits())
    assert "telegram_buttons" not in dump(world)
    assert '"7' not in dump(world)
    assert dump(world).startswith("[[], [], ["), "no message waits, no button is left"


async def test_a_chat_that_no_longer_exists_is_forgotten(world: World, api: Api) -> None:
    api.write("Combien ?", person=404)
    async with world.running():
        await until(lambda: world.dialogue.forgot and not world.waits())
    assert not api.shown


async def test_typing_is_shown_while_it_thinks(world: World, api: Api) -> None:
    world.dialogue.delay = 0.5
    api.write("Combien ?")
    async with world.running():
        await until(lambda: api.texts())
    names = [name for name, _, _ in api.calls]
    assert names.index("sendChatAction") < names.index("sendMessage")
    assert api.called("sendChatAction")[0]["action"] == "typing"
