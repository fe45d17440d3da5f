"""The dialogue server forgets a conversation, tracker and lock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from bot.conversation.dialogue_client import DialogueClient
from bot.metrics import Metrics
from tests.dialogue.conftest import TOKEN, DialogueServer, served

MARK = "xylophonequartz"
REDIS = os.environ.get("TEST_REDIS", "redis://127.0.0.1:6379/15")


def tracker(dialogue: DialogueServer, sender: str) -> str:
    """Return everything the server knows of a conversation."""
    answer = dialogue.http.get(f"/conversations/{sender}/tracker", params={"token": TOKEN})
    assert answer.status_code == 200
    return answer.text


async def test_nothing_is_left_of_a_forgotten_conversation(dialogue: DialogueServer) -> None:
    for number in range(3):
        dialogue.say("forget-me", f"parlez-moi de {MARK} {number}")
    dialogue.say("keep-me", f"parlez-moi de {MARK}")
    assert MARK in tracker(dialogue, "forget-me")
    client = DialogueClient(str(dialogue.http.base_url), TOKEN, Metrics())
    assert await client.forget("forget-me") is True
    assert MARK not in tracker(dialogue, "forget-me")
    assert MARK in tracker(dialogue, "keep-me")
    await client.close()


def test_the_conversation_begins_again(dialogue: DialogueServer) -> None:
    dialogue.say("again", "bonjour")
    path = "/webhooks/boussole/conversations/again"
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert dialogue.http.delete(path, headers=headers).json() == {"known": True}
    assert dialogue.http.delete(path, headers=headers).json() == {"known": False}
    assert dialogue.say("again", "bonjour")


@pytest.mark.parametrize("token", ["x", "wrong", TOKEN[:-1]])
def test_forgetting_needs_the_token(dialogue: DialogueServer, token: str) -> None:
    path = "/webhooks/boussole/conversations/again"
    answer = dialogue.http.delete(path, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401


def test_a_malformed_name_is_refused(dialogue: DialogueServer) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    for name in ("a b", "x" * 129, "é"):
        path = f"/webhooks/boussole/conversations/{name}"
        assert dialogue.http.delete(path, headers=headers).status_code == 400


def test_the_log_of_the_server_has_no_word_of_anybody(dialogue: DialogueServer) -> None:
    said = [
        MARK,
        f"{MARK}?!" * 200,
        f"/{MARK}",
        f"🙂 {MARK} \u202e",
        f'{{"{MARK}": 1}}',
        f"{MARK}'" * 3,
    ]
    for text in said:
        dialogue.say("logged", text)
    assert MARK not in dialogue.log.read_text(errors="replace")


async def test_a_server_that_is_gone_has_forgotten() -> None:
    client = DialogueClient("http://127.0.0.1:9", TOKEN, Metrics())
    assert await client.forget("anybody") is True
    await client.close()


@pytest.fixture
def redis() -> Iterator[Redis]:
    connection = Redis.from_url(REDIS, socket_connect_timeout=1)
    try:
        connection.ping()
    except RedisError:
        pytest.skip("no Redis on 127.0.0.1:6379")
    yield connection
    for key in connection.scan_iter("boussole:tracker:shared-*"):
        connection.delete(key)
    connection.close()


async def test_two_servers_share_a_conversation_and_its_end(
    redis: Redis, model: Path, rasa_python: Path, tmp_path: Path
) -> None:
    more = {"DIALOGUE_REDIS_URL": REDIS}
    with (
        served(model, tmp_path / "one.log", **more) as one,
        served(model, tmp_path / "two.log", **more) as two,
    ):
        one.say("shared-me", f"parlez-moi de {MARK}")
        two.say("shared-me", "bonjour")
        assert MARK in tracker(two, "shared-me")
        assert "bonjour" in tracker(one, "shared-me")
        assert 0 < int(str(redis.ttl("boussole:tracker:shared-me"))) <= 3600
        client = DialogueClient(str(two.http.base_url), TOKEN, Metrics(), volatile=False)
        assert await client.forget("shared-me") is True
        await client.close()
        assert MARK not in tracker(one, "shared-me")
    assert not redis.exists("boussole:tracker:shared-me") or MARK.encode() not in bytes(
        redis.get("boussole:tracker:shared-me") or b""
    )


async def test_a_shared_memory_is_not_gone_with_its_server() -> None:
    client = DialogueClient("http://127.0.0.1:9", TOKEN, Metrics(), volatile=False)
    assert await client.forget("anybody") is False
    await client.close()
