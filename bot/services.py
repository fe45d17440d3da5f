"""Put the parts of the application process together, once, at its start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.channels.sessions import Sessions
from bot.channels.telegram.commands import Commands, Passages
from bot.channels.telegram.numbers import Numbers
from bot.conversation.dialogue import Answers, Dialogue
from bot.conversation.dialogue_client import DialogueClient
from bot.conversation.limits import Limits
from bot.conversation.normalise import Normalise
from bot.conversation.payloads import Payloads, SealButtons
from bot.conversation.record import Record
from bot.conversation.remember import Remember
from bot.conversation.road import Road
from bot.conversation.switched import Switched
from bot.keys import Keys
from bot.metrics import Metrics
from bot.paths import PROJECT
from bot.privacy.own_data import OwnData
from bot.safety.safety import Safety, open_safety
from bot.shared.shared import Shared
from bot.store.clock import Clock, utc_now
from bot.store.database import Database
from bot.store.memory import Memory
from bot.store.places import DialogueMemory, Place, Waited


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the channels need."""

    keys: Keys
    metrics: Metrics
    answerer: Answers | None
    dialogue: DialogueClient | None
    road: Road
    sessions: Sessions
    memory: Memory | None = None
    shared: Shared | None = None

    async def close(self) -> None:
        """Give back what was opened."""
        if self.dialogue is not None:
            await self.dialogue.close()
        if self.memory is not None:
            self.memory.close()
        if self.shared is not None:
            await self.shared.close()


def assemble(
    keys: Keys,
    answerer: Answers | None,
    dialogue: DialogueClient | None,
    metrics: Metrics,
    database: Database | None = None,
    knowledge: Path = PROJECT / "knowledge",
    *,
    places: Sequence[Place] = (),
    passages: Passages | None = None,
    clock: Clock = utc_now,
    shared: Shared | None = None,
) -> Services:
    """Join the parts; any of those that answer may be absent, and without memory none is kept."""
    safety = open_safety(knowledge, shared.waiting if shared else None)
    memory = None
    if database is not None:
        known = [DialogueMemory(dialogue)] if dialogue else []
        memory = Memory(database, (*known, Waited(safety.waiting), *places), clock)
    road = build_road(keys, answerer, dialogue, metrics, safety, memory, shared, passages)
    return Services(keys, metrics, answerer, dialogue, road, Sessions(keys), memory, shared)


def build_road(
    keys: Keys,
    answerer: Answers | None,
    dialogue: DialogueClient | None,
    metrics: Metrics,
    safety: Safety,
    memory: Memory | None,
    shared: Shared | None,
    passages: Passages | None = None,
) -> Road:
    """List the steps of one message, in order."""
    own_data = [OwnData(memory, keys)] if memory else []
    switched = [Switched(memory.switches)] if memory else []
    numbers = Numbers(safety.desk)
    commands = [Commands(keys, passages, numbers, switched)] if passages else []
    remember = [Remember(memory.history, memory.clock)] if memory else []
    return Road(
        steps=(
            Normalise(),
            safety.danger,  # before any limit: people at risk are answered whatever happens
            safety.private,  # before anything keeps or sends on the text
            Limits(shared=shared.limits if shared else None),
            *commands,
            *own_data,
            Payloads(keys),
            safety.country,
            *switched,
            Dialogue(dialogue, answerer, metrics),
        ),
        ends=(safety.told, SealButtons(keys), *remember, Record(metrics)),
        metrics=metrics,
        turnstile=shared.turnstile if shared else None,
    )
