"""« effacer » and « mes données », typed in any channel."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
import yaml

from bot.conversation.message import Message
from bot.privacy.requests import Request, requests
from bot.services import Services
from tests.bot.conftest import DialogueStub, chat
from tests.bot.test_conversations import MARK, history, traces


async def test_the_bare_word_erases_at_once(
    http: httpx.AsyncClient, dialogue: DialogueStub, tmp_path: Path
) -> None:
    session = (await chat(http, f"Parlez-moi de {MARK}"))["session"]
    body = await chat(http, "effacer", session)
    assert body["status"] == "smalltalk"
    assert "C'est effacé" in body["replies"][0]["text"]
    assert len(dialogue.got) == 1, "the dialogue never sees the request"
    assert len(dialogue.forgot) == 1
    assert await history(http, session) == []
    assert traces(tmp_path, MARK) == []


async def test_the_command_of_telegram_erases_too(services: Services) -> None:
    conversation = services.keys.conversation("telegram", "1")
    await services.road.walk(Message("telegram", conversation, "Bonjour"))
    outcome = await services.road.walk(Message("telegram", conversation, "/effacer"))
    assert outcome.forgotten
    assert "Telegram" in outcome.turn.replies[1].text
    assert services.memory is not None
    assert await services.memory.history.of(conversation) == []


async def test_a_sentence_asks_first(http: httpx.AsyncClient, dialogue: DialogueStub) -> None:
    session = (await chat(http, "Bonjour"))["session"]
    asked = await chat(http, "Pouvez-vous effacer mes messages ?", session)
    yes, no = asked["replies"][0]["buttons"]
    assert not dialogue.forgot
    assert "rien n'a été effacé" in (await chat(http, no["payload"], session))["replies"][0]["text"]
    assert await history(http, session) != []
    erased = await chat(http, yes["payload"], session)
    assert "C'est effacé" in erased["replies"][0]["text"]
    assert await history(http, session) == []


async def test_a_button_of_another_conversation_erases_nothing(
    http: httpx.AsyncClient, dialogue: DialogueStub
) -> None:
    asked = await chat(http, "je veux que vous supprimiez mes données")
    await chat(http, asked["replies"][0]["buttons"][0]["payload"])
    assert not dialogue.forgot


async def test_my_data_says_what_is_kept(http: httpx.AsyncClient, services: Services) -> None:
    session = (await chat(http, "Combien de membres ?"))["session"]
    said = (await chat(http, "Qu'est-ce que vous savez sur moi ?", session))["replies"][0]
    assert "vos messages : 1" in said["text"]
    assert services.sessions.conversation(session, "web") in said["text"]
    assert session not in said["text"]
    await chat(http, said["buttons"][0]["payload"], session)
    again = (await chat(http, "mes données", session))["replies"][0]["text"]
    assert "aucun message enregistré" in again


async def test_the_page_without_script_forgets_its_transcript(http: httpx.AsyncClient) -> None:
    first = await http.post("/texte", data={"message": f"Parlez-moi de {MARK}"})
    fields = dict(part.split('" value="') for part in _hidden(first.text))
    after = await http.post("/texte", data={**fields, "message": "effacer"})
    assert MARK in first.text
    assert MARK not in after.text
    fields = dict(part.split('" value="') for part in _hidden(after.text))
    assert MARK not in (await http.post("/texte", data={**fields, "message": "Bonjour"})).text


def _hidden(page: str) -> list[str]:
    pieces = page.split('<input type="hidden" name="')[1:]
    return [piece.split('">')[0] for piece in pieces]


SAID = yaml.safe_load((Path(__file__).parent / "data" / "requests.yml").read_text("utf-8"))


@pytest.mark.parametrize("group", sorted(SAID))
def test_what_is_asked_for(group: str) -> None:
    wrong = [
        (said, found)
        for expected, messages in SAID[group].items()
        for said in messages
        if (found := requests().find(said))
        is not (None if expected == "neither" else Request(expected))
    ]
    assert wrong == []
