"""What anybody may post to the webhook."""

from __future__ import annotations

import httpx
import pytest

from tests.telegram.api import Api
from tests.telegram.conftest import SECRET, World, until
from tests.telegram.test_defects import client, posted, webhook_settings

__all__ = ["posted", "webhook_settings"]
GIVEN = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
LARGE = b'{"update_id": 1, "x": "' + b"x" * 2**20 + b'"}'
PATH = "/telegram/webhook"


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{}", {}, 403),
        (b"{}", {"X-Telegram-Bot-Api-Secret-Token": ""}, 403),
        (b"{}", {"X-Telegram-Bot-Api-Secret-Token": SECRET.upper()}, 403),
        (LARGE, {}, 403),
        (LARGE, GIVEN, 413),
        (b"", GIVEN, 400),
        (b"pas du JSON", GIVEN, 400),
        (b"\xff\xfe", GIVEN, 400),
        (b"[" * 100_000, GIVEN, 400),
        (b"[]", GIVEN, 400),
        (b"{}", GIVEN, 400),
        (b'{"update_id": "1"}', GIVEN, 400),
        (b'{"update_id": 1}', GIVEN, 200),
        (b'{"update_id": 1, "message": 3}', GIVEN, 200),
    ],
)
async def test_only_updates_of_telegram_are_taken(
    posted: World, api: Api, body: bytes, headers: dict[str, str], status: int
) -> None:
    async with posted.running() as telegram, client(posted, telegram) as http:
        await until(lambda: api.webhook)
        answer = await http.post(PATH, content=body, headers=headers)
    assert answer.status_code == status
    assert not posted.dialogue.got


async def test_it_is_no_page(posted: World) -> None:
    async with posted.running() as telegram, client(posted, telegram) as http:
        answers: list[httpx.Response] = [await http.get(PATH), await http.put(PATH)]
    assert [answer.status_code for answer in answers] == [405, 405]


async def test_back_to_polling_the_webhook_is_taken_away(world: World, api: Api) -> None:
    api.webhook = {"url": "https://bot.example.org/telegram/webhook"}
    api.write("Combien ?")
    async with world.running():
        await until(lambda: api.texts())
    assert not api.webhook
