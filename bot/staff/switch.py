"""The kill switches from the command line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from actions.library.catalogue import catalogue
from bot.errors import ServiceError
from bot.settings import Settings
from bot.store.clock import utc_now
from bot.store.database import Database
from bot.store.receipt import french_moment
from bot.store.switches import CHANNELS, Switch, Switches

LONGEST_MESSAGE = 1_000


async def turn_switch(settings: Settings, channel: str, *, off: bool, message: str) -> None:
    """Turn a channel off or on."""
    if channel not in CHANNELS:
        raise ServiceError("switch_channel", channels=", ".join(CHANNELS))
    if len(message) > LONGEST_MESSAGE:
        raise ServiceError("switch_message", limit=LONGEST_MESSAGE)
    async with _switches(settings) as switches:
        await switches.turn(channel, off=off, message=message.strip(), place="command")


async def show_switches(settings: Settings) -> list[str]:
    """Return a line for each channel."""
    async with _switches(settings) as switches:
        return [describe(switch) for switch in (await switches.all()).values()]


def describe(switch: Switch) -> str:
    """Say in French how a channel stands."""
    texts = catalogue("bot.staff")
    since = french_moment(switch.at) if switch.at else ""
    key = "off" if switch.off else "on_since" if switch.at else "on"
    return texts.text(
        f"switch.{key}", channel=switch.channel, since=since, message=switch.message
    ).rstrip(" :")


@asynccontextmanager
async def _switches(settings: Settings) -> AsyncIterator[Switches]:
    database = Database.open(settings)
    try:
        yield Switches(database, utc_now)
    finally:
        database.close()
