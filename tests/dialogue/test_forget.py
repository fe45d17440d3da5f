"""The dialogue server forgets a conversation, tracker and lock."""

from __future__ import annotations

import pytest

from bot.conversation.dialogue_client import DialogueClient
from bot.metrics import Metrics
from tests.dialogue.conftest import TOKEN, DialogueServer

MARK = "xylophonequartz"


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
