"""The way of one message: a list of steps, each of which may close it with a turn."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

import structlog

from actions.reply.reply import Status, Turn
from bot.conversation.context import Context, plain_turn
from bot.conversation.message import Message
from bot.conversation.turnstile import FullError, OneByOne, Turnstile
from bot.metrics import Metrics


class Step(Protocol):
    """One thing done to a message before anything answers it."""

    async def __call__(self, context: Context) -> None:
        """Change the context, or close it with a turn."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A turn and the id by which feedback names it."""

    turn: Turn
    id: str
    forgotten: bool = False
    refusal: str | None = None  # « too_many »: a channel may say it once only


class Road:
    """Walk messages through the steps: one conversation in order, conversations side by side."""

    def __init__(
        self,
        steps: Sequence[Step],
        ends: Sequence[Step],
        metrics: Metrics,
        turnstile: OneByOne | None = None,
    ) -> None:
        """Take the steps that may answer and those every closed message passes."""
        self._steps = tuple(steps)
        self._ends = tuple(ends)
        self._metrics = metrics
        self._turnstile = turnstile or Turnstile()

    async def walk(self, message: Message) -> Outcome:
        """Return the turn for a message; whatever happens, there is one."""
        context = Context(message)
        try:
            async with self._turnstile.turn_of(message.conversation):
                await self._through(context)
        except FullError:
            context.refuse("busy")
            await self._end(context)
        return Outcome(context.turn or _apology(), context.id, context.forgotten, context.refusal)

    @asynccontextmanager
    async def alone(self, conversation: str) -> AsyncIterator[None]:
        """Keep the messages of a conversation waiting; FullError when too many wait already."""
        async with self._turnstile.turn_of(conversation):
            yield

    async def _through(self, context: Context) -> None:
        """Take the steps until one closes the context, then the ends."""
        for step in self._steps:
            context.step = _name(step)
            if not await self._safely(step, context):
                context.close(_apology())
            if context.turn is not None:
                break
        if context.turn is None:
            context.close(_apology())
        await self._end(context)

    async def _end(self, context: Context) -> None:
        """Pass a closed context through every end, whatever the others do."""
        for end in self._ends:
            await self._safely(end, context)

    async def _safely(self, step: Step, context: Context) -> bool:
        """Take one step; an unexpected error becomes a log line, never a crash."""
        try:
            await step(context)
        except Exception as error:  # noqa: BLE001 - whatever it is, an apology
            self._metrics.errors.labels(_name(step)).inc()
            structlog.get_logger().error(
                "step failed", step=_name(step), turn=context.id, error=type(error).__name__
            )
            return False
        return True


def _name(step: Step) -> str:
    return type(step).__name__.lower()


def _apology() -> Turn:
    return plain_turn(Status.ERROR, "apology")
