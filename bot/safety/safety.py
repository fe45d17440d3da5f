"""Put together what protects people, once, at the start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.safety.danger.desk import Desk
from bot.safety.danger.replies import Replies
from bot.safety.danger.router import Router
from bot.safety.danger.step import ChosenCountry, DangerFirst
from bot.safety.danger.waiting import MemoryWaiting, Waiting
from bot.safety.private.step import MaskPrivate, TellMasked


@dataclass(frozen=True, slots=True)
class Safety:
    """The steps that protect people."""

    desk: Desk
    danger: DangerFirst
    country: ChosenCountry
    waiting: Waiting
    private: MaskPrivate
    told: TellMasked


def open_safety(knowledge: Path, shared: Waiting | None = None) -> Safety:
    """Read the texts and numbers, and join the steps; several processes wait together."""
    desk = Desk(knowledge)
    replies = Replies(desk)
    waiting = shared or MemoryWaiting()
    danger = DangerFirst(Router(), replies, waiting)
    return Safety(
        desk, danger, ChosenCountry(replies, waiting), waiting, MaskPrivate(), TellMasked()
    )
