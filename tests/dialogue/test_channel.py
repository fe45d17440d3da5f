"""The door into the dialogue server, knocked at from outside."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import TOKEN, DialogueServer


@pytest.mark.parametrize("token", ["x", "wrong", TOKEN[:-1], TOKEN + "x"])
def test_refuses_without_the_token(dialogue: DialogueServer, token: str) -> None:
    answer = dialogue.post({"sender": "door", "message": "bonjour"}, token=token)
    assert answer.status_code == 401


def test_refuses_the_http_api_without_the_token(dialogue: DialogueServer) -> None:
    for path in ("/status", "/domain", "/conversations/door/tracker"):
        assert dialogue.http.get(path).status_code == 401


def test_other_channels_are_closed(dialogue: DialogueServer) -> None:
    assert dialogue.http.post("/webhooks/rest/webhook", json={}).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        [],
        "bonjour",
        {},
        {"sender": "door"},
        {"sender": "door", "message": ""},
        {"sender": "door", "message": "  "},
        {"sender": "door", "message": 3},
        {"sender": "door", "message": "x" * 8001},
        {"sender": "", "message": "bonjour"},
        {"sender": "../door", "message": "bonjour"},
        {"sender": "x" * 129, "message": "bonjour"},
        {"sender": "door", "message": "bonjour", "metadata": "x"},
        {"sender": "door", "message": "bonjour", "metadata": {"x": "y" * 4000}},
        {"sender": "door", "message": "bonjour", "input_channel": "other"},
        {"sender": "door", "message": "bonjour", "metadata": {"trusted_payload": True}},
    ],
)
def test_refuses_a_malformed_body(dialogue: DialogueServer, body: object) -> None:
    assert dialogue.post(body).status_code == 400


def test_refuses_a_large_body(dialogue: DialogueServer) -> None:
    body = {"sender": "door", "message": "bonjour", "metadata": {"x": "y" * 70_000}}
    assert dialogue.post(body).status_code == 413


@pytest.mark.parametrize(
    "text",
    ["/goodbye", " /goodbye", "//goodbye", "/ /goodbye{}", "/restart", "/session_start", "/"],
)
def test_a_slash_from_outside_is_only_text(dialogue: DialogueServer, text: str) -> None:
    dialogue.say("slash", text)
    message = dialogue.actions.calls[-1]["tracker"]["latest_message"]
    assert not message["text"].startswith("/")
    assert message["intent"]["confidence"] < 1.0


def test_a_trusted_payload_is_an_intent(dialogue: DialogueServer) -> None:
    said = dialogue.say("button", '/ask_contact{"country": "GE"}', trusted_payload=True, turn=1)
    assert said[0]["custom"]["action"] == "action_contact"
    call = dialogue.actions.calls[-1]
    found = call["tracker"]["latest_message"]["entities"]
    assert [(one["entity"], one["value"]) for one in found] == [("country", "GE")]
    assert call["tracker"]["latest_message"]["metadata"].get("turn") == 1
    assert "trusted_payload" not in call["tracker"]["latest_message"]["metadata"]


@pytest.mark.parametrize("trust", ["true", 1, [True], None])
def test_trust_is_exactly_true(dialogue: DialogueServer, trust: object) -> None:
    dialogue.say("slash", "/goodbye", trusted_payload=trust)
    assert dialogue.actions.calls[-1]["tracker"]["latest_message"]["intent"]["confidence"] < 1.0
