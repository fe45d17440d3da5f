"""All actions, with their services."""

from __future__ import annotations

from rasa_sdk import Action

from actions.answer import ActionAnswer
from actions.contact import ActionContact
from actions.reply.answerer import Answerer
from actions.smalltalk import NAMES, ActionSmallTalk


def all_actions(answerer: Answerer) -> list[Action]:
    """Return one instance of every action the dialogue names."""
    return [
        ActionAnswer(answerer),
        ActionContact(answerer),
        *(ActionSmallTalk(name) for name in NAMES),
    ]
