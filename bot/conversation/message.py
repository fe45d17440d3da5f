"""What a channel hands in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One message of one person, whatever the channel."""

    channel: str
    conversation: str  # a keyed hash, see Keys.conversation
    text: str
    payload: str | None = None  # the payload of a button, as this server issued it
    origin: str | None = None  # a keyed hash of the address, to count floods by
