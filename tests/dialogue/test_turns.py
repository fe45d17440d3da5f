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


def test_the_country_named_is_handed_to_the_action(dialogue: DialogueServer) -> None:
    def countries() -> list[str]:
        found = dialogue.actions.calls[-1]["tracker"]["latest_message"]["entities"]
        return [one["value"] for one in found if one["entity"] == "country"]

    dialogue.say("two", "quel est le numéro du bureau au Niger ?")
    assert countries() == ["NE"]
    dialogue.say("two", "merci")
    assert countries() == []
    dialogue.say("two", "et au Nigeria ?")
    assert countries() == ["NG"]


def test_a_long_conversation_stays_small(dialogue: DialogueServer) -> None:
    for number in range(30):
        dialogue.say("long", f"combien de migrants en {1990 + number} au Mali ?")
    call = dialogue.actions.calls[-1]
    assert len(call["tracker"]["events"]) <= MOST_EVENTS
    assert call["size"] < MOST_BYTES
