"""Put together what protects people, once, at the start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.safety.danger.desk import Desk
from bot.safety.danger.replies import Replies
from bot.safety.danger.router import Router
from bot.safety.danger.step import ChosenCountry, DangerFirst
from bot.safety.danger.waiting import MemoryWaiting, Waiting


@dataclass(frozen=True, slots=True)
class Safety:
    """The steps that protect people."""

    danger: DangerFirst
    country: ChosenCountry
    waiting: Waiting


def open_safety(knowledge: Path) -> Safety:
    """Read the texts and numbers, and join the steps."""
    replies = Replies(Desk(knowledge))
    waiting = MemoryWaiting()
    return Safety(DangerFirst(Router(), replies, waiting), ChosenCountry(replies), waiting)
