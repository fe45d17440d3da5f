"""Small talk: written replies, one a name."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import say
from actions.library.catalogue import catalogue
from actions.reply.reply import Button, Reply, Status, Turn

NAMES = ("greet", "thanks", "goodbye", "identity", "help")
"""The written replies; each is said by `action_` and its name."""


class ActionSmallTalk(Action):
    """Say one written reply."""

    def __init__(self, reply: str) -> None:
        """Choose the reply by its name."""
        self._reply = reply

    def name(self) -> str:
        """Return the name the dialogue knows."""
        return f"action_{self._reply}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say it, with a few questions to start from where that helps."""
        texts = catalogue("actions")
        examples = texts.texts.get(f"smalltalk.{self._reply}.examples", "").splitlines()
        reply = Reply(
            texts.text(f"smalltalk.{self._reply}.text"),
            buttons=tuple(Button(example, example) for example in examples if example),
        )
        say(dispatcher, Turn(Status.SMALLTALK, (reply,), 1.0))
        return []
