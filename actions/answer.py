"""Questions: answered from the index."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import say
from actions.reply.answerer import Answerer


class ActionAnswer(Action):
    """Answer what was just asked."""

    def __init__(self, answerer: Answerer) -> None:
        """Take the service that answers."""
        self._answerer = answerer

    def name(self) -> str:
        """Return the name the dialogue knows."""
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Search for the message and say what was found."""
        question = tracker.latest_message.get("text") or ""
        country = tracker.get_slot("country")
        say(dispatcher, await asyncio.to_thread(self._answerer.answer, question, country=country))
        return []
