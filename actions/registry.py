"""All actions, with their services."""

from __future__ import annotations

from collections.abc import Callable

from rasa_sdk import Action

from actions.base import TalkAction
from actions.reply.answerer import Answerer
from actions.search.searcher import Searcher
from actions.talk.kinds import Kind
from actions.talk.records import Records
from actions.talk.talk import Talk


def all_actions(answerer: Answerer, searcher: Callable[[], Searcher]) -> list[Action]:
    """Return one instance of every action the dialogue names."""
    talk = Talk(answerer, Records(searcher))
    return [TalkAction(kind, talk) for kind in Kind]
