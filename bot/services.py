"""Put the parts of the application process together, once, at its start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.channels.sessions import Sessions
from bot.conversation.dialogue import Answers, Dialogue
from bot.conversation.dialogue_client import DialogueClient
from bot.conversation.hints import Embed, Hints
from bot.conversation.limits import Limits
from bot.conversation.normalise import Normalise
from bot.conversation.payloads import Payloads, SealButtons
from bot.conversation.record import Record
from bot.conversation.road import Road
from bot.keys import Keys
from bot.metrics import Metrics
from bot.paths import PROJECT
from bot.safety.safety import Safety, open_safety
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the channels need."""

    keys: Keys
    metrics: Metrics
    answerer: Answers | None
    dialogue: DialogueClient | None
    road: Road
    sessions: Sessions
    database: Database | None = None

    async def close(self) -> None:
        """Give back what was opened."""
        if self.dialogue is not None:
            await self.dialogue.close()
        if self.database is not None:
            self.database.close()


def assemble(
    keys: Keys,
    answerer: Answers | None,
    dialogue: DialogueClient | None,
    metrics: Metrics,
    embed: Embed | None = None,
    database: Database | None = None,
    knowledge: Path = PROJECT / "knowledge",
) -> Services:
    """Join the parts; any of those that answer may be absent, and without memory none is kept."""
    safety = open_safety(knowledge)
    road = build_road(keys, answerer, dialogue, metrics, Hints(embed), safety)
    return Services(keys, metrics, answerer, dialogue, road, Sessions(keys), database)


def build_road(
    keys: Keys,
    answerer: Answers | None,
    dialogue: DialogueClient | None,
    metrics: Metrics,
    hints: Hints,
    safety: Safety,
) -> Road:
    """List the steps of one message, in order."""
    return Road(
        steps=(
            Normalise(),
            safety.danger,  # before any limit: people at risk are answered whatever happens
            Limits(),
            Payloads(keys),
            safety.country,
            Dialogue(dialogue, answerer, hints, metrics),
        ),
        ends=(SealButtons(keys), Record(metrics)),
        metrics=metrics,
    )
