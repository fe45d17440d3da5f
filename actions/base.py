"""What every action shares: a turn handed to the dialogue as one message."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher

from actions.reply.reply import Turn


def say(dispatcher: CollectingDispatcher, turn: Turn) -> None:
    """Send a turn as one structured message, so that no channel cuts it."""
    dispatcher.utter_message(json_message=turn.to_dict())
