"""The two parts of the service: what is run, with what, and through which doors."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass

from actions.library.catalogue import catalogue
from bot.dialogue_model import RASA_PYTHON, newest_model, rasa_environment
from bot.links import Links
from bot.paths import PROJECT
from bot.processes.log import PartLog
from bot.processes.part import Command, Part
from bot.processes.sockets import port_of
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Doors:
    """The sockets the parts are reached through."""

    public: socket.socket
    actions: socket.socket
    dialogue_port: int


PartsOf = Callable[[Settings, Doors], list[Part]]


def service_parts(settings: Settings, doors: Doors) -> list[Part]:
    """Return the two parts of the service."""
    links = Links.make(doors.dialogue_port, port_of(doors.actions))
    logs, texts = settings.state / "logs", catalogue("bot")
    public, actions = doors.public.fileno(), doors.actions.fileno()
    application = Command(
        (
            *(sys.executable, "-m", "bot.application_main"),
            *("--public-fd", str(public), "--actions-fd", str(actions)),
        ),
        application_environment() | links.to_environment(),
        (public, actions),
    )
    dialogue = Command(
        (
            *(str(RASA_PYTHON), "-m", "bot.dialogue.server"),
            *("--model", str(newest_model(settings.cache)), "--port", str(doors.dialogue_port)),
        ),
        rasa_environment() | links.to_environment() | shared_memory(settings),
    )
    return [
        Part(texts.text("serve.application"), application, PartLog(logs / "application.log")),
        Part(texts.text("serve.dialogue"), dialogue, PartLog(logs / "dialogue.log")),
    ]


def shared_memory(settings: Settings) -> dict[str, str]:
    """Return where the dialogue servers of several machines keep their conversations."""
    return {"DIALOGUE_REDIS_URL": settings.redis_url} if settings.redis_url else {}


def application_environment() -> dict[str, str]:
    """Return our own environment, with the project importable from any folder."""
    path = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}
