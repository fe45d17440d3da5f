"""The one road between the dialogue server and the talk: an action a kind of turn."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.talk.heard import Heard, Place
from actions.talk.kinds import Kind
from actions.talk.memory import Memory
from actions.talk.talk import Talk


class TalkAction(Action):
    """Say a turn of one kind."""

    def __init__(self, kind: Kind, talk: Talk) -> None:
        """Choose the kind."""
        self._kind = kind
        self._talk = talk

    def name(self) -> str:
        """Return the name the dialogue knows."""
        return f"action_{self._kind.value}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say it as one structured message, so that no channel cuts it."""
        memory = Memory.of(tracker.slots)
        turn, after = await asyncio.to_thread(self._talk.say, self._kind, heard(tracker), memory)
        dispatcher.utter_message(json_message=turn.to_dict())
        return [SlotSet(name, value) for name, value in after.slots().items()]


def heard(tracker: Tracker) -> Heard:
    """Return the last message as the dialogue heard it."""
    found = tracker.latest_message.get("entities") or []
    pages = [one["value"] for one in found if one["entity"] == "page"]
    return Heard(
        tracker.latest_message.get("text") or "",
        tuple(
            Place(one["value"], one.get("start", 0), one.get("end", 0))
            for one in found
            if one["entity"] == "country"
        ),
        str(pages[0]) if pages else None,
        _is_back(tracker.events),
    )


def _is_back(events: list[dict[str, Any]]) -> bool:
    """Say whether the last message opened a new session after an earlier one."""
    names = [event["event"] for event in events]
    if "session_started" not in names:
        return False
    last = len(names) - 1 - names[::-1].index("session_started")
    return "user" in names[:last] and names[last:].count("user") == 1
