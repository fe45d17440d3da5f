"""POST /api/chat, as programs see it."""

from __future__ import annotations

import asyncio
import json

import httpx
import pytest

from bot.channels.sessions import Sessions
from bot.keys import Keys
from tests.bot.conftest import ANSWER, Answers, DialogueStub, chat


async def test_a_turn_has_the_shape_of_the_contract(http: httpx.AsyncClient) -> None:
    body = await chat(http, "Combien de membres ?")
    assert set(body) == {"session", "status", "replies", "confidence", "turn"}
    reply = body["replies"][0]
    assert set(reply) == {"text", "sources", "card", "buttons"}
    assert reply["sources"][0] == {
        "title": "Qui sommes-nous",
        "url": "https://example.org/fr",
        "published": None,
        "verified": "2026-11-20",
    }


async def test_the_session_stays_and_names_one_conversation(
    http: httpx.AsyncClient, dialogue: DialogueStub
) -> None:
    first = await chat(http, "Un")
    second = await chat(http, "Deux", first["session"])
    other = await chat(http, "Trois")
    assert second["session"] == first["session"] != other["session"]
    senders = [got["sender"] for got in dialogue.got]
    assert senders[0] == senders[1] != senders[2]
    assert first["session"] not in senders
    assert first["turn"] != second["turn"]


@pytest.mark.parametrize("forged", ["", "x", "abc.def", "a" * 5000, "é.\ud800", "..", "\0.\0"])
async def test_a_forged_session_is_replaced(http: httpx.AsyncClient, forged: str) -> None:
    content = json.dumps({"message": "Bonjour", "session": forged})
    answer = await http.post("/api/chat", content=content)
    assert answer.status_code == 200
    assert answer.json()["session"] != forged


async def test_a_session_of_another_installation_is_replaced(http: httpx.AsyncClient) -> None:
    foreign = Sessions(Keys(b"x" * 32)).make()
    assert (await chat(http, "Bonjour", foreign))["session"] != foreign


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b"[]", 400),
        (b"{}", 422),
        (b'{"message": 3}', 422),
        (b'{"message": null}', 422),
        (b'{"message": "a", "session": 3}', 422),
        (b'{"message": "' + b"a" * 2_200_000 + b'"}', 413),
    ],
)
async def test_bad_requests_are_problem_documents(
    http: httpx.AsyncClient, content: bytes, status: int
) -> None:
    answer = await http.post("/api/chat", content=content)
    assert_problem(answer, status)


async def test_a_body_without_a_length_is_cut_off_too(http: httpx.AsyncClient) -> None:
    async def endless():  # type: ignore[no-untyped-def]
        for _ in range(40):
            yield b" " * 100_000

    assert_problem(await http.post("/api/chat", content=endless()), 413)


async def test_other_methods_and_addresses(http: httpx.AsyncClient) -> None:
    wrong = await http.get("/api/chat")
    assert_problem(wrong, 405)
    assert wrong.headers["allow"] == "POST"
    assert_problem(await http.get("/nulle-part"), 404)


def assert_problem(answer: httpx.Response, status: int) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]


@pytest.mark.parametrize("message", ["", "   ", "\u200b\u202e", "\u0000", "///"])
async def test_an_empty_message_is_refused_kindly(
    http: httpx.AsyncClient, dialogue: DialogueStub, message: str
) -> None:
    body = await chat(http, message)
    assert body["status"] == "refused"
    assert body["replies"][0]["text"]
    assert not dialogue.got


@pytest.mark.parametrize("length", [2_001, 100_000])
async def test_a_long_message_is_refused_kindly(
    http: httpx.AsyncClient, dialogue: DialogueStub, length: int
) -> None:
    body = await chat(http, "🙂" * length)
    assert body["status"] == "refused"
    assert str(length) in body["replies"][0]["text"]
    assert not dialogue.got


async def test_two_thousand_characters_pass(http: httpx.AsyncClient) -> None:
    assert (await chat(http, "a" * 2_000))["status"] == "answered"


@pytest.mark.parametrize(
    "order",
    [
        '/set_country{"country": "FR"}',
        "/nlu_fallback",
        "  /session_start",
        "\u200b/greet{}",
        "//greet;x",
        '/ greet {"a": 1}',
        "/restart",
        "/ aide",
    ],
)
async def test_a_typed_order_is_refused(
    http: httpx.AsyncClient, dialogue: DialogueStub, order: str
) -> None:
    assert (await chat(http, order))["status"] == "refused"
    assert not dialogue.got


async def test_a_slash_before_a_sentence_is_dropped(
    http: httpx.AsyncClient, dialogue: DialogueStub
) -> None:
    await chat(http, "/restart maintenant")
    await chat(http, "//  /aide moi {x}")
    assert [got["message"] for got in dialogue.got] == ["restart maintenant", "aide moi {x}"]
    assert not any("trusted_payload" in got["metadata"] for got in dialogue.got)


async def test_a_button_sends_back_its_order(
    http: httpx.AsyncClient, dialogue: DialogueStub
) -> None:
    first = await chat(http, "Où êtes-vous ?")
    buttons = first["replies"][0]["buttons"]
    assert buttons[1] == {"title": "Autre", "payload": "Autre question"}
    assert not buttons[0]["payload"].startswith("/")
    await chat(http, buttons[0]["payload"], first["session"])
    assert dialogue.got[1]["message"] == '/set_country{"country": "GE"}'
    assert dialogue.got[1]["metadata"] == {"trusted_payload": True}


async def test_a_button_of_another_conversation_is_refused(
    http: httpx.AsyncClient, dialogue: DialogueStub
) -> None:
    payload = (await chat(http, "Un"))["replies"][0]["buttons"][0]["payload"]
    assert (await chat(http, payload))["status"] == "refused"
    assert (await chat(http, payload[:-1] + "A"))["status"] == "refused"
    assert len(dialogue.got) == 1


async def test_a_flood_is_refused_in_its_own_conversation_only(http: httpx.AsyncClient) -> None:
    session = (await chat(http, "Un"))["session"]
    statuses = [(await chat(http, f"Question {i}", session))["status"] for i in range(45)]
    assert statuses.count("answered") == 39
    assert set(statuses[39:]) == {"refused"}
    assert (await chat(http, "Bonjour"))["status"] == "answered"


@pytest.mark.parametrize(
    "says",
    [[], [{"text": "bonjour"}], {"a": 1}, None, [{"custom": {"status": "?"}}], [{"custom": None}]],
)
async def test_a_dialogue_that_says_nothing_sensible_is_replaced_by_the_index(
    http: httpx.AsyncClient, dialogue: DialogueStub, answers: Answers, says: object
) -> None:
    dialogue.says = says
    body = await chat(http, "Combien de membres ?")
    assert body["status"] == "answered"
    assert answers.asked == ["Combien de membres ?"]
    assert len(dialogue.got) == 1, "never asked twice"
    metrics = (await http.get("/metrics")).text
    assert "boussole_straight_answers_total 1.0" in metrics


async def test_a_failing_dialogue_and_a_failing_index_apologise(
    http: httpx.AsyncClient, dialogue: DialogueStub, answers: Answers
) -> None:
    dialogue.status = 500
    answers.turn = None  # type: ignore[assignment]
    body = await chat(http, "Que fait l'OIM ?")
    assert body["status"] == "error"
    assert body["replies"][0]["text"]


async def test_a_greeting_is_returned_while_the_dialogue_fails(
    http: httpx.AsyncClient, dialogue: DialogueStub, answers: Answers
) -> None:
    dialogue.status = 500
    answers.turn = None  # type: ignore[assignment]
    body = await chat(http, "Bonjour")
    assert body["status"] == "smalltalk"
    assert "Boussole" in body["replies"][0]["text"]


async def test_several_messages_of_the_dialogue_are_one_turn(
    http: httpx.AsyncClient, dialogue: DialogueStub
) -> None:
    dialogue.says = [{"custom": ANSWER.to_dict()}, {"custom": ANSWER.to_dict()}]
    assert len((await chat(http, "Bonjour"))["replies"]) == 2


async def test_messages_of_one_conversation_keep_their_order(
    http: httpx.AsyncClient, dialogue: DialogueStub
) -> None:
    session = (await chat(http, "début"))["session"]
    dialogue.delay = 0.02
    await asyncio.gather(*(chat(http, f"message {i}", session) for i in range(8)))
    assert [got["message"] for got in dialogue.got[1:]] == [f"message {i}" for i in range(8)]


async def test_too_many_at_once_are_refused(
    http: httpx.AsyncClient, dialogue: DialogueStub
) -> None:
    session = (await chat(http, "début"))["session"]
    dialogue.delay = 0.02
    bodies = await asyncio.gather(*(chat(http, f"m {i}", session) for i in range(12)))
    statuses = [body["status"] for body in bodies]
    assert statuses == ["answered"] * 8 + ["refused"] * 4


async def test_other_sites_need_to_be_allowed(http: httpx.AsyncClient) -> None:
    asked = {"Access-Control-Request-Method": "POST"}
    good = await http.options("/api/chat", headers={**asked, "Origin": "https://site.example.org"})
    bad = await http.options("/api/chat", headers={**asked, "Origin": "https://evil.example.org"})
    assert good.headers["access-control-allow-origin"] == "https://site.example.org"
    assert "access-control-allow-origin" not in bad.headers
