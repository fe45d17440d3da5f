"""A Bot API server that is rude, a gateway before it, a database that goes away."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy.exc import OperationalError

from bot.channels.telegram import connection, inbox, patience
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.incoming import Incoming, Kind
from bot.store.database import Database
from tests.telegram.api import Api, Fault
from tests.telegram.conftest import World, until
from tests.telegram.test_defects import says

DANGER = "il veut me tuer aidez-moi"
METHODS = (
    "getMe", "setMyCommands", "deleteWebhook", "getUpdates", "sendChatAction", "sendMessage",
    "answerCallbackQuery", "editMessageReplyMarkup",
)  # fmt: skip


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.setattr(patience, "FIRST_DELAY", 0.05)
    monkeypatch.setattr(inbox, "FIRST_DELAY", 0.05)
    world.dialogue.says = says("Voici la réponse.", "https://example.org")


@pytest.mark.parametrize("kind", ["flood", "gateway", "error"])
async def test_every_method_may_fail_and_all_is_said_once(
    world: World, api: Api, kind: str
) -> None:
    api.faults += [Fault(method, kind) for method in METHODS]
    api.write("Un")
    async with world.running():
        await until(lambda: api.texts())
        shown = api.last()
        api.press(shown, shown.key("👎"))
        await until(lambda: api.queries["q1"] and "Faux" in shown.titles)
        await until(lambda: len(api.commands) == 2 and not world.waits())
    assert not api.faults
    assert len(api.texts()) == 1
    assert len(world.dialogue.got) == 1
    assert api.queries["q1"]["text"]


@pytest.mark.parametrize("kind", ["odd_after", "html_after"])
async def test_a_yes_that_cannot_be_read_is_a_yes(world: World, api: Api, kind: str) -> None:
    world.dialogue.says = [{"custom": CARD}]
    api.faults += [Fault("sendMessage", kind)]
    api.write("Un")
    async with world.running():
        await until(lambda: len(api.shown) == 2 and not world.waits())
        await asyncio.sleep(0.2)
    assert [shown.kind for shown in api.shown] == ["message", "contact"]


CARD = {
    "status": "answered",
    "replies": [
        {
            "text": "Voici le bureau.", "sources": [], "buttons": [],
            "card": {"kind": "contact", "name": "Bureau d'essai", "phone": "+33199000000"},
        }
    ],
    "confidence": 0.9,
}  # fmt: skip


@pytest.mark.parametrize(
    "reasons",
    [
        ["Bad Request: can't parse entities: unsupported start tag"],
        ["Bad Request: can't parse entities", "Bad Request: BUTTON_DATA_INVALID"],
        ["Bad Request: message thread not found"] * 2,
    ],
)
async def test_words_refused_for_their_looks_are_sent_plainly(
    world: World, api: Api, reasons: list[str]
) -> None:
    api.faults += [Fault("sendMessage", "refused", says=reason) for reason in reasons]
    api.write("Un")
    async with world.running():
        await until(lambda: api.texts() and not world.waits())
    assert "Voici la réponse." in api.texts()[0]
    assert "<" not in api.texts()[0]
    assert bool(api.last().keyboard) == (len(reasons) == 1)


async def test_words_refused_however_they_look_hold_up_nothing(world: World, api: Api) -> None:
    api.faults += [Fault("sendMessage", "refused")] * 3
    api.write("Un")
    api.write("Deux")
    async with world.running():
        await until(lambda: api.texts() and not world.waits())
    assert len(world.dialogue.got) == 2
    assert len(api.texts()) == 1


async def test_a_group_that_moved_is_answered_where_it_is_now(world: World, api: Api) -> None:
    moved = "Bad Request: group chat was upgraded to a supergroup chat"
    api.faults += [Fault("sendMessage", "refused", chat=-5, says=moved, moved_to=-1005)]
    api.write("/contacts@BoussoleTestBot", chat=-5)
    async with world.running():
        await until(lambda: api.texts(-1005) and not world.waits())


async def test_a_card_that_is_refused_leaves_its_words(world: World, api: Api) -> None:
    world.dialogue.says = [{"custom": CARD}]
    api.faults += [Fault("sendContact", "refused")] * 2
    api.write("Un")
    async with world.running():
        await until(lambda: api.texts() and not world.waits())
    assert "+33199000000" in api.last().text.replace(" ", "")


async def test_updates_that_nobody_can_read_stop_no_other(world: World, api: Api) -> None:
    for content in UNREADABLE:
        api.update(**content)
    api.updates.append({"update_id": 10**30, "message": api.message(text="Trop grand")})
    api.updates.append({"update_id": True, "message": api.message(text="Pas un nombre")})
    api.write("Combien ?")
    api.updates.sort(key=lambda update: update["update_id"] > 10**20)
    async with world.running():
        await until(lambda: api.texts())
        await until(lambda: not world.waits())
    assert len(world.dialogue.got) == 1


PERSON = {"id": 7, "is_bot": False, "first_name": "Awa"}
UNREADABLE = [
    {"message": {"message_id": 1, "date": 10**18, "chat": {"id": 7, "type": "private"},
                 "from": PERSON, "text": "x"}},
    {"message": {"message_id": 1, "date": 0, "chat": {"id": 10**30, "type": "private"},
                 "from": PERSON, "text": "x"}},
    {"message": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"},
                 "from": PERSON, "text": 12}},
    {"message": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"},
                 "from": PERSON, "text": "🙂", "entities": [
                     {"type": "mention", "offset": 1, "length": 5}]}},
    {"callback_query": {"id": "9", "from": {"id": "x"}}},
    {"message": []},
    {"my_chat_member": {"chat": {"id": 7, "type": "private"}}},
    {"guest_message_of_the_future": {"id": 1}},
]  # fmt: skip


async def test_a_tap_on_a_message_that_is_gone_is_acknowledged(world: World, api: Api) -> None:
    api.queries |= {"q1": {}, "q2": {}}
    api.update(callback_query={"id": "q1", "from": PERSON, "chat_instance": "1", "data": "x",
                               "inline_message_id": "1"})  # fmt: skip
    api.update(callback_query={"id": "q2", "from": PERSON, "chat_instance": "1", "data": "x",
                               "message": {"chat": {"id": 7, "type": "private"}, "message_id": 3,
                                           "date": 0}})  # fmt: skip
    async with world.running():
        await until(lambda: api.queries["q1"] and api.queries["q2"] and not world.waits())
    assert not api.shown


async def test_one_bunch_is_used_and_the_other_still_shows(world: World, api: Api) -> None:
    api.write("Combien ?")
    world.dialogue.says = ANSWER_WITH_CHOICES
    async with world.running():
        await until(lambda: api.texts())
        shown = api.last()
        api.press(shown, shown.key("Géorgie"))
        api.press(shown, shown.key("👍"))  # tapped before the first was served
        await until(lambda: len(api.texts()) == 2 and not world.waits())
    assert not shown.keyboard


ANSWER_WITH_CHOICES = [
    {"custom": {"status": "answered", "confidence": 0.9, "replies": [
        {"text": "Oui.", "sources": [], "card": None,
         "buttons": [{"title": "Géorgie", "payload": "Et en Géorgie ?"}]}]}}
]  # fmt: skip


async def test_what_comes_over_another_bot_is_words_too(world: World, api: Api) -> None:
    other = {"id": 5, "is_bot": True, "first_name": "Gif", "username": "gif"}
    api.write("Combien de membres ?", via_bot=other)
    async with world.running():
        await until(lambda: api.texts() and not world.waits())
    assert len(world.dialogue.got) == 1


async def test_forwarded_words_are_answered_and_an_anonymous_admin_too(
    world: World, api: Api
) -> None:
    api.write("Est-ce vrai ?", forward_origin={"type": "hidden_user", "date": 1,
                                               "sender_user_name": "x"})  # fmt: skip
    group = {"id": -100, "type": "supergroup", "title": "G"}
    admin = {
        "id": 1087968824,
        "is_bot": True,
        "first_name": "Group",
        "username": "GroupAnonymousBot",
    }
    message = api.message(chat=-100, text="/aide@BoussoleTestBot", sender_chat=group)
    api.update(message=message | {"from": admin})
    post = api.message(chat=-100, text="/aide", sender_chat=group, is_automatic_forward=True)
    api.update(message=post)
    async with world.running():
        await until(lambda: api.texts(7) and api.texts(-100) and not world.waits())
    assert len(api.texts(-100)) == 1


async def test_a_topic_is_answered_in_the_topic(world: World, api: Api) -> None:
    api.write("/aide@BoussoleTestBot", chat=-100, message_thread_id=12, is_topic_message=True)
    api.write("/aide@BoussoleTestBot", chat=-200, message_thread_id=13)  # a thread of replies
    async with world.running():
        await until(lambda: api.texts(-100) and api.texts(-200) and not world.waits())
    assert api.last(-100).data["message_thread_id"] == 12
    assert "message_thread_id" not in api.last(-200).data


async def test_an_error_of_ours_is_an_apology_and_never_silence(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.write("Un")
    async with world.running() as telegram:
        assert telegram
        monkeypatch.setattr("bot.channels.telegram.answering.thumbs", lambda _: 1 / 0)
        await until(lambda: api.texts() and not world.waits())
    assert "désolé" in api.texts()[0]


async def test_a_database_that_goes_away_delays_and_nothing_is_lost_or_said_twice(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "LONGEST_DELAY", 0.1)
    writing, left = Database.writing, [0]

    async def failing(self: Database, work):
        left[0] += 1
        if left[0] % 3 == 0:
            raise OperationalError("away", None, Exception())
        return await writing(self, work)

    monkeypatch.setattr(Database, "writing", failing)
    for number in range(5):
        api.write(f"Question {number}", person=number + 1)
    async with world.running():
        await until(lambda: all(api.texts(n + 1) for n in range(5)) and not world.waits(), 60)
    assert [len(api.texts(number + 1)) for number in range(5)] == [1] * 5


async def test_a_machine_takes_only_what_is_its_own_or_was_left_by_the_dead(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database.open(world.settings)
    one, two = Inbox(database, "one"), Inbox(database, "two")
    items = [Incoming(number, 7, 7, Kind.TEXT, "Un") for number in (1, 2)]
    assert await one.receive(items[:1]) == items[:1]
    assert await two.receive(items) == items[1:]
    assert [w.incoming for w in await two.waiting()] == items[1:]
    assert [w.incoming for w in await one.waiting()] == items[:1]
    monkeypatch.setattr(inbox, "LEASE_SECONDS", -1.0)
    await one.waiting()  # its last sign of life is long ago
    monkeypatch.undo()
    assert [w.incoming for w in await two.waiting()] == items
    assert await one.waiting() == []
    database.close()


async def test_a_server_that_does_not_hold_the_line_is_not_asked_in_a_loop(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.telegram.api.LONGEST_POLL", 0.0)
    async with world.running():
        await asyncio.sleep(1.0)
    assert len(api.called("getUpdates")) <= 5
