"""The eleven defects of the connector that Rasa ships; here each would make a test fail."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from bot.application import build_application
from bot.settings import Settings
from tests.telegram.api import BOT, TOKEN, Api, Fault
from tests.telegram.conftest import SECRET, World, until


async def test_1_starts_while_telegram_is_unreachable_or_floods_and_joins_later(
    world: World, api: Api
) -> None:
    api.faults += [
        Fault("getMe", "flood", 1),
        Fault("getMe", "cut_before"),
        Fault("getMe", "error"),
    ]
    api.write("Combien de membres ?")
    async with world.running():  # starts at once
        await until(lambda: api.texts())
    assert any("injoignable" in line for line in world.said)
    assert any("attendre" in line for line in world.said)
    assert world.said[-1].endswith("@BoussoleTestBot.")


async def test_1_a_wrong_token_is_said_in_one_line_and_the_site_goes_on(
    world: World, api: Api
) -> None:
    async with world.running(token="123456:wrong"):
        await until(lambda: world.said)
        await asyncio.sleep(0.5)
    assert len(world.said) == 1
    assert "BOUSSOLE_TELEGRAM_TOKEN" in world.said[0]
    assert "wrong" not in world.said[0]


@pytest.fixture
def webhook_settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("BOUSSOLE_TELEGRAM_WEBHOOK_URL", "https://bot.example.org")
    monkeypatch.setenv("BOUSSOLE_TELEGRAM_SECRET", SECRET)
    return Settings.load()


@pytest.fixture
def posted(world: World, webhook_settings: Settings) -> World:
    world.settings = webhook_settings
    return world


def client(world: World, telegram) -> httpx.AsyncClient:
    from starlette.applications import Starlette

    from bot.channels.problems import problem_document

    app = Starlette(routes=telegram.routes(), exception_handlers={Exception: problem_document})
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://bot.test")


async def test_2_a_webhook_without_the_secret_is_refused_and_get_me_is_asked_once(
    posted: World, api: Api
) -> None:
    async with posted.running() as telegram, client(posted, telegram) as http:
        await until(lambda: api.webhook)
        assert api.webhook["url"] == "https://bot.example.org/telegram/webhook"
        assert api.webhook["secret_token"] == SECRET
        for wrong in ({}, {"X-Telegram-Bot-Api-Secret-Token": "x"}):
            update = {"update_id": 1, "message": api.message(text="Bonjour")}
            assert (await post(http, update, wrong)).status_code == 403
        for number in range(2, 6):
            update = {"update_id": number, "message": api.message(text="Bonjour")}
            assert (await post(http, update)).status_code == 200
        await until(lambda: len(api.texts()) == 4)
    assert len(api.called("getMe")) == 1


async def post(
    http: httpx.AsyncClient, update: object, headers: dict[str, str] | None = None
) -> httpx.Response:
    secret = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    return await http.post(
        "/telegram/webhook", json=update, headers=secret if headers is None else headers
    )


async def test_3_answers_200_at_once_and_an_update_that_comes_twice_is_answered_once(
    posted: World, api: Api
) -> None:
    posted.dialogue.delay = 0.6
    async with posted.running() as telegram, client(posted, telegram) as http:
        await until(lambda: api.webhook)
        update = {"update_id": 50, "message": api.message(text="Combien de membres ?")}
        before = asyncio.get_running_loop().time()
        for _ in range(3):
            assert (await post(http, update)).status_code == 200
        assert asyncio.get_running_loop().time() - before < 0.5, "before the dialogue answered"
        await until(lambda: api.texts())
        assert (await post(http, update)).status_code == 200
        await asyncio.sleep(0.3)
    async with posted.running() as telegram, client(posted, telegram) as http:
        assert (await post(http, update)).status_code == 200
        await asyncio.sleep(0.3)
    assert len(api.texts()) == 1
    assert len(posted.dialogue.got) == 1


async def test_4_an_update_without_a_message_or_from_the_future_is_harmless(
    world: World, api: Api
) -> None:
    api.update()
    api.update(poll={"id": "1", "question": "?"})
    api.update(purchased_paid_media={"from": 3})
    api.update(message={"message_id": 1})
    api.update(message="x")
    api.update(callback_query={"id": "1", "from": {"id": 7, "is_bot": False, "first_name": "A"},
                               "chat_instance": "1", "game_short_name": "g"})  # fmt: skip
    api.update(channel_post=api.message(chat=-5, text="Bonjour"))
    api.write("Combien de membres ?")
    async with world.running():
        await until(lambda: api.texts())
    assert len(api.shown) == 2  # the answer and its contact card


async def test_5_answers_are_formatted_and_everything_is_escaped(world: World, api: Api) -> None:
    world.dialogue.says = says("**175** États & <b>moi</b>", "https://example.org/?a=1&b=2")
    api.write("Combien ?")
    async with world.running():
        await until(lambda: api.texts())
    shown = api.last()
    assert shown.text.startswith("175 États & <b>moi</b>")
    assert [e.type for e in shown.entities] == ["bold", "text_link"]
    assert shown.entities[1].url == "https://example.org/?a=1&b=2"
    assert shown.data["parse_mode"] == "HTML"
    assert shown.data["link_preview_options"] == {"is_disabled": True}


async def test_6_a_long_answer_is_cut_on_sentences_below_the_limit(world: World, api: Api) -> None:
    sentence = "Le bureau aide les personnes à rentrer chez elles. "
    world.dialogue.says = says(sentence * 220, "https://example.org")
    api.write("Explique tout")
    async with world.running():
        await until(lambda: len(api.texts()) == 3)
    assert all(text.rstrip().endswith((".", ")")) for text in api.texts())
    assert "".join(api.texts()).count("chez elles.") == 220


async def test_7_callback_data_is_short_and_opaque(world: World, api: Api) -> None:
    api.write("Combien ?")
    async with world.running():
        await until(lambda: api.texts())
    keys = api.last().keys
    assert len(keys) == 4
    assert all(len(key.encode()) <= 64 and "set_country" not in key for key in keys)


async def test_8_a_tap_is_acknowledged_and_its_buttons_are_used_up(world: World, api: Api) -> None:
    api.write("Combien ?")
    async with world.running():
        await until(lambda: api.texts())
        shown = api.last()
        key = shown.key("Géorgie")
        api.press(shown, key)
        await until(lambda: len(api.texts()) == 2)
        assert api.queries["q1"]
        assert shown.titles == ["👍", "👎"]
        api.press(shown, key)
        await until(lambda: api.queries["q2"])
    assert "plus valable" in api.queries["q2"]["text"]
    assert len(api.texts()) == 2
    assert world.dialogue.got[1]["message"] == '/set_country{"country": "GE"}'


async def test_9_each_person_of_a_group_has_a_conversation(world: World, api: Api) -> None:
    for person in (7, 8):
        api.write("@BoussoleTestBot combien ?", person, chat=-100, **mention("@BoussoleTestBot"))
    async with world.running():
        await until(lambda: len(api.texts(-100)) == 2)
    assert len({got["sender"] for got in world.dialogue.got}) == 2
    assert {got["message"] for got in world.dialogue.got} == {"combien ?"}


async def test_10_an_edited_message_is_not_a_new_question(world: World, api: Api) -> None:
    api.write("Combien de membres ?")
    edited = api.message(text="Combien d'États membres ?", edit_date=1)
    api.update(edited_message=edited)
    api.update(edited_channel_post=edited)
    async with world.running():
        await until(lambda: api.texts() and not world.waits())
    assert len(world.dialogue.got) == 1


MEDIA = {
    "voice": {"file_id": "f", "file_unique_id": "u", "duration": 3},
    "photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}],
    "document": {"file_id": "f", "file_unique_id": "u"},
    "location": {"latitude": 1.0, "longitude": 2.0},
    "contact": {"phone_number": "+33199000001", "first_name": "Awa"},
    "sticker": {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1,
                "is_animated": False, "is_video": False, "type": "regular"},
    "video": {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1},
    "video_note": {"file_id": "f", "file_unique_id": "u", "length": 1, "duration": 1},
    "audio": {"file_id": "f", "file_unique_id": "u", "duration": 1},
    "venue": {"location": {"latitude": 1.0, "longitude": 2.0}, "title": "x", "address": "y"},
    "dice": {"emoji": "🎲", "value": 3},
}  # fmt: skip


@pytest.mark.parametrize("kind", MEDIA)
async def test_11_what_is_not_words_gets_one_kind_sentence(
    world: World, api: Api, kind: str
) -> None:
    api.update(message=api.message(**{kind: MEDIA[kind]}))
    async with world.running():
        await until(lambda: api.texts() and not world.waits())
    (text,) = api.texts()
    assert "écrivez-moi" in text
    assert text.count(".") == 1
    assert not world.dialogue.got


def says(text: str, url: str) -> list[dict[str, object]]:
    source = {"title": "Source", "url": url, "published": None, "verified": "2026-11-20"}
    reply = {"text": text, "sources": [source], "card": None, "buttons": []}
    return [{"custom": {"status": "answered", "replies": [reply], "confidence": 0.9}}]


def mention(name: str) -> dict[str, object]:
    return {"entities": [{"type": "mention", "offset": 0, "length": len(name)}]}


def test_the_server_of_the_tests_knows_its_own_name() -> None:
    assert BOT["username"] == "BoussoleTestBot"
    assert TOKEN.startswith(str(BOT["id"]))


def test_the_webhook_is_served_with_the_other_channels(posted: World, tmp_path: object) -> None:
    from bot.keys import Keys
    from bot.metrics import Metrics
    from bot.services import assemble
    from bot.store.database import Database

    services = assemble(
        Keys.of_state(posted.settings.state), None, None, Metrics(),
        database=Database.open(posted.settings),
    )  # fmt: skip
    paths = [getattr(route, "path", "") for route in
             build_application(posted.settings, services).routes]  # fmt: skip
    assert "/telegram/webhook" in paths
    services.memory.close()
