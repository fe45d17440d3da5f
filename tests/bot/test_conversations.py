"""History, erasure and feedback, as programs see them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels.sessions import Sessions
from bot.keys import Keys
from bot.privacy.reference import seal_reference
from bot.services import Services
from bot.store.database import sqlite_files
from tests.bot.conftest import DialogueStub, chat
from tests.bot.test_chat_api import assert_problem

MARK = "xylophonequartz"  # a word nothing else contains


async def history(http: httpx.AsyncClient, session: str) -> list[dict[str, Any]]:
    answer = await http.get(f"/api/conversations/{session}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["session"] == session
    return list(answer.json()["messages"])


def traces(folder: Path, text: str) -> list[str]:
    """Return the files of a state folder that contain a text."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files if text.encode() in path.read_bytes()]


async def test_a_conversation_can_be_shown_again(http: httpx.AsyncClient) -> None:
    first = await chat(http, "Combien de membres ?")
    second = await chat(http, "Et au Niger ?", first["session"])
    await chat(http, "Une autre personne")
    said = await history(http, first["session"])
    assert [message["role"] for message in said] == ["person", "assistant"] * 2
    assert [message["text"] for message in said[::2]] == ["Combien de membres ?", "Et au Niger ?"]
    shown = {key: value for key, value in first.items() if key != "session"}
    assert said[1]["turn"] == shown
    assert said[3]["turn"]["turn"] == second["turn"]
    assert said[0]["at"].endswith("+00:00")


async def test_a_button_is_remembered_by_its_title(http: httpx.AsyncClient) -> None:
    first = await chat(http, "Où êtes-vous ?")
    await chat(http, first["replies"][0]["buttons"][0]["payload"], first["session"])
    assert (await history(http, first["session"]))[2]["text"] == "Géorgie"


async def test_the_words_of_a_person_in_danger_are_nowhere(
    http: httpx.AsyncClient, tmp_path: Path
) -> None:
    body = await chat(http, f"mon mari me frappe tous les soirs {MARK}")
    assert body["status"] == "crisis"
    said = await history(http, body["session"])
    assert said[0]["text"] == ""
    assert said[1]["turn"]["status"] == "crisis"
    assert traces(tmp_path, MARK) == []


async def test_what_is_refused_before_it_is_masked_keeps_no_words(
    http: httpx.AsyncClient, tmp_path: Path
) -> None:
    session = (await chat(http, MARK * 300))["session"]
    await chat(http, f"/{MARK}", session)
    assert all(not m["text"] for m in await history(http, session) if m["role"] == "person")
    assert traces(tmp_path, MARK) == []


async def test_an_erased_conversation_leaves_no_trace(
    http: httpx.AsyncClient, dialogue: DialogueStub, services: Services, tmp_path: Path
) -> None:
    body = await chat(http, f"Parlez-moi de {MARK}")
    session = body["session"]
    for number in range(30):
        await chat(http, f"{number} {MARK}", session)
    await http.post("/api/feedback", json={"turn": body["turn"], "value": "up", "reason": None})
    assert traces(tmp_path, MARK), "the test would prove nothing"
    answer = await http.delete(f"/api/conversations/{session}")
    assert answer.status_code == 200
    receipt = answer.json()
    assert receipt["erased"] is True
    assert receipt["counts"]["messages"] == 31
    assert "C'est effacé" in receipt["text"]
    assert dialogue.forgot == [services.sessions.conversation(session, "web")]
    assert await history(http, session) == []
    assert traces(tmp_path, MARK) == []
    assert sqlite_files(tmp_path)


async def test_erasing_leaves_the_others_alone(http: httpx.AsyncClient) -> None:
    mine, other = (await chat(http, "Un"))["session"], (await chat(http, "Deux"))["session"]
    await http.delete(f"/api/conversations/{mine}")
    assert len(await history(http, other)) == 2
    await chat(http, "Encore", mine)
    assert len(await history(http, mine)) == 2, "a new conversation begins"


async def test_a_dialogue_that_does_not_forget_is_said_and_tried_again(
    http: httpx.AsyncClient, dialogue: DialogueStub, services: Services
) -> None:
    session = (await chat(http, "Bonjour"))["session"]
    dialogue.status = 500
    receipt = (await http.delete(f"/api/conversations/{session}")).json()
    assert receipt["erased"] is False
    assert receipt["left"] == ["dialogue"]
    assert "en partie" in receipt["text"]
    dialogue.status, dialogue.forgot = 200, []
    assert services.memory is not None
    await services.memory.retention.run()
    assert dialogue.forgot == [services.sessions.conversation(session, "web")]
    await services.memory.retention.run()
    assert len(dialogue.forgot) == 1


async def test_erasing_waits_for_the_message_under_way(
    http: httpx.AsyncClient, dialogue: DialogueStub
) -> None:
    session = (await chat(http, "début"))["session"]
    dialogue.delay = 0.2
    under_way = asyncio.create_task(chat(http, "en cours", session))
    await asyncio.sleep(0.05)
    await http.delete(f"/api/conversations/{session}")
    await under_way
    assert await history(http, session) == []


async def test_an_answer_kept_to_be_given_again_goes_too(
    http: httpx.AsyncClient, dialogue: DialogueStub
) -> None:
    session = (await chat(http, "début"))["session"]
    body = {"message": "encore", "session": session}
    key = {"Idempotency-Key": "k" * 20}
    await http.post("/api/chat", json=body, headers=key)
    await http.post("/api/chat", json=body, headers=key)
    assert len(dialogue.got) == 2
    await http.delete(f"/api/conversations/{session}")
    await http.post("/api/chat", json=body, headers=key)
    assert len(dialogue.got) == 3


@pytest.mark.parametrize("session", ["x", "a.b", "é", "a" * 4000, "..%2F..", "%00"])
async def test_conversations_of_nobody_are_not_found(http: httpx.AsyncClient, session: str) -> None:
    assert_problem(await http.get(f"/api/conversations/{session}"), 404)
    assert_problem(await http.delete(f"/api/conversations/{session}"), 404)


async def test_a_session_of_another_installation_opens_nothing(http: httpx.AsyncClient) -> None:
    foreign = Sessions(Keys(b"x" * 32)).make()
    assert_problem(await http.get(f"/api/conversations/{foreign}"), 404)
    assert_problem(await http.delete(f"/api/conversations/{foreign}"), 404)


async def test_staff_erase_by_the_reference_a_person_was_given(
    http: httpx.AsyncClient, services: Services
) -> None:
    session = (await chat(http, "Bonjour"))["session"]
    conversation = services.sessions.conversation(session, "web")
    assert_problem(await http.delete(f"/api/conversations/{conversation}"), 404)
    forged = seal_reference(Keys(b"x" * 32), conversation)
    assert_problem(await http.delete(f"/api/conversations/{forged}"), 404)
    order = seal_reference(services.keys, conversation)
    assert (await http.delete(f"/api/conversations/{order}")).json()["erased"] is True
    assert await history(http, session) == []


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        (None, None),
        ("faux", "faux"),
        ("pas à jour", "pas à jour"),
        ("Pas a jour", "pas à jour"),
        ("incomplet", "incomplet"),
        ("trop long", "trop long"),
        ("hors sujet", "hors sujet"),
        ("hors_sujet", "hors sujet"),
    ],
)
async def test_feedback_takes_the_five_reasons(
    http: httpx.AsyncClient, reason: str | None, shown: str | None
) -> None:
    turn = (await chat(http, "Bonjour"))["turn"]
    body = {"turn": turn, "value": "down", "reason": reason}
    answer = await http.post("/api/feedback", json=body)
    assert answer.status_code == 200
    assert answer.json() == {"turn": turn, "value": "down", "reason": shown}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ([], 400),
        ({}, 422),
        ({"turn": 3, "value": "up"}, 422),
        ({"turn": "x" * 40, "value": "up"}, 422),
        ({"turn": "inconnu", "value": "up", "reason": None}, 404),
        ({"turn": "inconnu", "value": "bof", "reason": None}, 422),
        ({"turn": "inconnu", "value": ["up"], "reason": None}, 422),
        ({"turn": "inconnu", "value": "down", "reason": "moche"}, 422),
        ({"turn": "inconnu", "value": "down", "reason": {}}, 422),
    ],
)
async def test_what_is_no_feedback_is_a_problem(
    http: httpx.AsyncClient, body: object, status: int
) -> None:
    assert_problem(await http.post("/api/feedback", json=body), status)


async def test_an_opinion_may_change_and_goes_with_its_conversation(
    http: httpx.AsyncClient, services: Services
) -> None:
    assert services.memory is not None
    body = await chat(http, "Bonjour")
    for value, reason in (("up", None), ("down", "faux"), ("down", "trop long")):
        given = {"turn": body["turn"], "value": value, "reason": reason}
        assert (await http.post("/api/feedback", json=given)).status_code == 200
    opinions = await services.memory.feedback.all()
    assert [(o.value, o.reason) for o in opinions] == [("down", "long")]
    await http.delete(f"/api/conversations/{body['session']}")
    assert await services.memory.feedback.all() == []
    assert_problem(await http.post("/api/feedback", json=given), 404)
