"""Step 6: the dialogue decides; when it cannot, the index answers by itself."""

from __future__ import annotations

import asyncio
from typing import Protocol

from actions.reply.reply import Status, Turn
from actions.talk.plain import greeting
from bot.conversation.context import Context, plain_turn
from bot.conversation.dialogue_client import DialogueClient
from bot.conversation.hints import hints
from bot.errors import DialogueError
from bot.metrics import Metrics


class Answers(Protocol):
    """What answers a question from the index: actions.reply.answerer.Answerer."""

    def answer(self, question: str) -> Turn:
        """Return the turn for one question; blocking, safe in threads."""


class Dialogue:
    """Ask the dialogue server; else the index; else apologise."""

    def __init__(
        self,
        client: DialogueClient | None,
        answerer: Answers | None,
        metrics: Metrics,
    ) -> None:
        """Take what can answer; either may be absent."""
        self._client = client
        self._answerer = answerer
        self._metrics = metrics

    async def __call__(self, context: Context) -> None:
        """Close the context with a turn, always."""
        turn = await self._ask(context)
        if turn is None and context.order is None:
            turn = greeting(context.text) or await self._straight(context.text)
        context.close(turn or plain_turn(Status.ERROR, "apology"))

    async def _ask(self, context: Context) -> Turn | None:
        """Return what the dialogue says, or None when it fails; never asked twice."""
        if self._client is None:
            return None
        conversation, text = context.message.conversation, context.text
        try:
            if context.order is not None:
                return await self._client.order(conversation, context.order)
            known = await asyncio.to_thread(hints, text, context.vector)
            return await self._client.say(conversation, text, known)
        except DialogueError:
            return None

    async def _straight(self, question: str) -> Turn | None:
        """Return an answer without any dialogue, or None when the index fails too."""
        if self._answerer is None:
            return None
        self._metrics.straight_answers.inc()
        return await asyncio.to_thread(self._answerer.answer, question)
