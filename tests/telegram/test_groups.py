"""In groups: only when spoken to, each person by themselves; and what is quietly ignored."""

from __future__ import annotations

import asyncio

import pytest

from tests.telegram.api import BOT, Api
from tests.telegram.conftest import World, until
from tests.telegram.test_defects import MEDIA, mention

GROUP = -100


async def settle(world: World, api: Api) -> None:
    """Wait until everything sent before a private message was looked at."""
    before = len(api.texts(9))
    api.write("Combien ?", person=9)
    await until(lambda: len(api.texts(9)) > before and not world.waits())
    await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    "content",
    [
        {"text": "Bonjour tout le monde"},
        {"text": "/start@AnotherBot"},
        {"text": "/weather Paris"},
        {"text": "@AnotherBot combien ?", **mention("@AnotherBot")},
        {"voice": MEDIA["voice"]},
        {"new_chat_members": [{"id": 5, "is_bot": False, "first_name": "x"}]},
        {"left_chat_member": {"id": 5, "is_bot": False, "first_name": "x"}},
        {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": GROUP, "type": "group"}}},
    ],
)
async def test_what_is_not_for_us_is_ignored(world: World, api: Api, content: dict) -> None:
    api.update(message=api.message(chat=GROUP, **content))
    async with world.running():
        await settle(world, api)
    assert not api.texts(GROUP)


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        ({"text": "@boussoletestbot combien ?", **mention("@boussoletestbot")}, "combien ?"),
        ({"text": "combien ?", "reply_to_message": "us"}, "combien ?"),
        ({"text": "/contacts@BoussoleTestBot Mali"}, "Comment contacter l'OIM au Mali ?"),
        ({"text": "/contacts Mali"}, "Comment contacter l'OIM au Mali ?"),
        ({"photo": MEDIA["photo"], "caption": "@BoussoleTestBot combien ?",
          "caption_entities": mention("@BoussoleTestBot")["entities"]}, "combien ?"),
    ],
)  # fmt: skip
async def test_what_is_for_us_is_answered_to_whom_asked(
    world: World, api: Api, content: dict, asked: str
) -> None:
    if content.get("reply_to_message") == "us":
        said = api.message(chat=GROUP, text="avant") | {"from": BOT}
        content = {**content, "reply_to_message": said}
    message = api.message(chat=GROUP, **content)
    api.update(message=message)
    async with world.running():
        await until(lambda: api.texts(GROUP) and not world.waits())
    assert world.dialogue.got[0]["message"] == asked
    reply = api.last(GROUP).data["reply_parameters"]
    assert reply["message_id"] == message["message_id"]


async def test_a_private_answer_is_no_reply_and_joins_are_ignored(world: World, api: Api) -> None:
    api.update(message=api.message(group_chat_created=True))
    api.update(message=api.message(poll={
        "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
        "is_anonymous": True, "type": "regular", "allows_multiple_answers": False}))  # fmt: skip
    api.update(channel_post=api.message(chat=GROUP, text="Bonjour"))
    async with world.running():
        await settle(world, api)
    assert not api.texts(7)
    assert "reply_parameters" not in api.last(9).data


async def test_pictures_sent_together_get_one_sentence(world: World, api: Api) -> None:
    for _ in range(4):
        api.update(message=api.message(photo=MEDIA["photo"], media_group_id="55"))
    async with world.running():
        await settle(world, api)
    assert len(api.texts(7)) == 1


async def test_a_picture_with_words_has_its_words_answered(world: World, api: Api) -> None:
    api.update(message=api.message(photo=MEDIA["photo"], caption="Combien de membres ?"))
    async with world.running():
        await until(lambda: api.texts(7) and not world.waits())
    assert "photos" in api.last(7).text
    assert "175" in api.last(7).text
    assert world.dialogue.got[0]["message"] == "Combien de membres ?"


async def test_a_picture_with_danger_in_its_words_gets_the_numbers(world: World, api: Api) -> None:
    api.update(message=api.message(photo=MEDIA["photo"], caption="il veut me tuer aidez-moi"))
    async with world.running():
        await until(lambda: api.texts(7) and not world.waits())
    assert "112" in api.last(7).text
    assert not world.dialogue.got
