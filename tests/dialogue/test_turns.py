"""Turns through the running server."""

from __future__ import annotations

from tests.dialogue.conftest import DialogueServer

# An action is sent the tracker: bounded, whatever the length of the conversation.
MOST_EVENTS = 120
MOST_BYTES = 64_000


def test_a_turn_calls_one_action_once(dialogue: DialogueServer) -> None:
    before = len(dialogue.actions.calls)
    said = dialogue.say("one", "bonjour")
    assert len(dialogue.actions.calls) == before + 1
    assert said == [
        {
            "recipient_id": "one",
            "custom": {"status": "smalltalk", "replies": [], "action": "action_greet"},
        }
    ]
    assert "domain" not in dialogue.actions.calls[-1]


def test_the_country_is_remembered_and_replaced(dialogue: DialogueServer) -> None:
    def country() -> object:
        return dialogue.actions.calls[-1]["tracker"]["slots"]["country"]

    dialogue.say("two", "quel est le numéro du bureau au Niger ?")
    assert country() == "NE"
    dialogue.say("two", "merci")
    assert country() == "NE"
    dialogue.say("two", "et au Nigeria ?")
    assert country() == "NG"


def test_conversations_do_not_mix(dialogue: DialogueServer) -> None:
    dialogue.say("three", "l'OIM au Tchad")
    dialogue.say("four", "bonjour")
    assert dialogue.actions.calls[-1]["tracker"]["slots"]["country"] is None


def test_a_long_conversation_stays_small(dialogue: DialogueServer) -> None:
    for number in range(30):
        dialogue.say("long", f"combien de migrants en {1990 + number} au Mali ?")
    call = dialogue.actions.calls[-1]
    assert len(call["tracker"]["events"]) <= MOST_EVENTS
    assert call["size"] < MOST_BYTES
    assert call["tracker"]["slots"]["country"] == "ML"
