"""Conversations of several turns, through what the dialogue says, with every turn a question.

Rasa only tells what kind a turn is; country, subject and follow-ups are the same as in service.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from actions.library.countries import find_countries
from actions.reply.answerer import Answerer, Explanation
from actions.search.searcher import Searcher
from actions.talk.heard import Heard, Place
from actions.talk.kinds import Kind
from actions.talk.memory import Memory
from actions.talk.records import Records
from actions.talk.talk import Talk
from bot.evaluation.outcome import Said
from bot.evaluation.said import said_by


class Talking:
    """Begins conversations over one index."""

    def __init__(self, answerer: Answerer) -> None:
        """Listen to what `answerer` says."""
        self._noting = _Noting(answerer.searcher)
        self._talk = Talk(self._noting, Records(answerer.searcher))

    def begin(self) -> _Talk:
        """Return a conversation that remembers nothing yet."""
        return _Talk(self._talk, self._noting)


class _Talk:
    """One conversation."""

    def __init__(self, talk: Talk, noting: _Noting) -> None:
        self._talk = talk
        self._noting = noting
        self._memory = Memory()

    def __call__(self, question: str, _country: str | None) -> Said:
        """Say a turn; the country is remembered here, as in service."""
        self._noting.heard.clear()
        places = tuple(Place(one.iso, one.start, one.end) for one in find_countries(question))
        heard = Heard(question, places)
        turn, self._memory = self._talk.say(Kind.QUESTION, heard, self._memory)
        found = max(self._noting.heard, key=lambda one: one.turn.confidence, default=None)
        return said_by(found or Explanation(turn, (), turn.confidence), turn)


class _Noting(Answerer):
    """An answerer that notes what led to each of its turns."""

    def __init__(self, searcher: Callable[[], Searcher]) -> None:
        """Note nothing yet."""
        super().__init__(searcher)
        self.heard: list[Explanation] = []

    def explain(
        self, question: str, *, country: str | None = None, today: date | None = None
    ) -> Explanation:
        """Explain, and keep the explanation."""
        found = super().explain(question, country=country, today=today)
        self.heard.append(found)
        return found
