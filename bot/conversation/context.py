"""What the steps of the road share about one message."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_urlsafe
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from actions.library.catalogue import catalogue
from actions.reply.reply import Reply, Status, Turn
from bot.conversation.message import Message

TURN_ID_BYTES = 12


@dataclass(slots=True)
class Context:
    """One message on its way: what is known of it so far, and the turn once there is one."""

    message: Message
    text: str = field(init=False)
    order: str | None = None  # an intent of the dialogue, only ever from a button we issued
    masked: tuple[str, ...] = ()  # the kinds of private data that were in the text
    vector: NDArray[np.float32] | None = None  # the bundled model's, of this very text
    turn: Turn | None = None
    refusal: str | None = None  # why nothing was answered, by the key of the explanation
    label: str | None = None  # the danger; a message that has one is stored by this label only
    forgotten: bool = False  # the conversation was erased: nothing of this turn is kept
    step: str = ""
    started: float = field(default_factory=perf_counter)
    id: str = field(default_factory=lambda: token_urlsafe(TURN_ID_BYTES))

    def __post_init__(self) -> None:
        """Start from what was sent; the steps make it plain."""
        sent = self.message.payload
        self.text = self.message.text if sent is None else sent

    def close(self, turn: Turn) -> None:
        """End the road here with this turn."""
        self.turn = turn

    def refuse(self, key: str, /, **params: object) -> None:
        """End the road with a kind explanation."""
        self.refusal = key
        self.close(plain_turn(Status.REFUSED, key, **params))

    @property
    def seconds(self) -> float:
        """Return the time spent so far."""
        return perf_counter() - self.started


def plain_turn(status: Status, key: str, /, **params: object) -> Turn:
    """Return a turn made of one text of the catalogue."""
    return Turn(status, (Reply(catalogue("bot").text(f"conversation.{key}", **params)),))
