"""The supervisor: prepares, starts both parts, restarts what dies, stops cleanly."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Coroutine
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

from actions.library.catalogue import catalogue
from bot.dialogue_model import RASA_PYTHON, model_path, rasa_environment
from bot.errors import ServiceError
from bot.links import Links
from bot.paths import PROJECT
from bot.processes.folders import only_instance, require_writable
from bot.processes.leash import leash
from bot.processes.log import PartLog
from bot.processes.part import Command, Part
from bot.processes.sockets import free_port, listen, loopback, port_of, reserve
from bot.settings import Settings

READY_SECONDS = 120
POLL_SECONDS = 0.2
FIRST_DELAY = 1.0
LONGEST_DELAY = 30.0
STEADY_SECONDS = 60.0  # a part that lived this long starts again with the first delay
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound

Say = Callable[[str], None]
T = TypeVar("T")


class StoppedError(Exception):
    """Somebody asked the service to stop."""


@dataclass(frozen=True, slots=True)
class Doors:
    """The sockets the parts are reached through."""

    public: socket.socket
    actions: socket.socket
    dialogue_port: int


class Supervisor:
    """Keep one installation running."""

    def __init__(self, settings: Settings, say: Say, parts: PartsOf | None = None) -> None:
        """Take the settings and what shows a line to the person at the terminal."""
        self._settings = settings
        self._say = say
        self._parts_of = parts or service_parts
        self._stop = asyncio.Event()

    async def run(self) -> None:
        """Serve until a signal; ServiceError when the service cannot start."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, self._stop.set)
        settings = self._settings
        require_writable(settings.state, "state_unwritable")
        with ExitStack() as stack:
            stack.enter_context(only_instance(settings.state))
            public = stack.enter_context(reserve(settings.host, settings.port))
            actions = stack.enter_context(loopback())
            with suppress(StoppedError):
                await self._prepare()
                listen(public, settings.host, settings.port)
                await self._serve(Doors(public, actions, free_port()))

    async def _prepare(self) -> None:
        """Bring index and model up to date in a process of its own; this one stays small."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.prepare"),
            env=_application_environment(),
            preexec_fn=leash(),
            start_new_session=True,
        )
        try:
            status = await self._unless_stopped(process.wait())
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                await process.wait()
        if status:
            raise SystemExit(status)  # the child said what is wrong

    async def _serve(self, doors: Doors) -> None:
        """Run both parts until told to stop."""
        parts = self._parts_of(self._settings, doors)
        address = _address(self._settings.host, port_of(doors.public))
        started = monotonic()
        self._say(_text("starting"))
        try:
            for part in parts:
                await part.start()
            await self._unless_stopped(self._ready(parts, address))
            self._say(_text("ready", address=address, seconds=round(monotonic() - started)))
            keepers = [asyncio.create_task(self._keep(part)) for part in parts]
            await self._stop.wait()
            for keeper in keepers:
                keeper.cancel()
        finally:
            self._say(_text("stopping"))
            await asyncio.gather(*(part.stop() for part in parts))
            for part in parts:
                part.log.close()
        self._say(_text("stopped"))

    async def _ready(self, parts: list[Part], address: str) -> None:
        """Wait until people can be served; say why if that does not come."""
        deadline = monotonic() + READY_SECONDS
        while not await asyncio.to_thread(_is_ready, f"{address}readyz"):
            for part in parts:
                if part.pid is None:
                    await part.wait()
                    raise self._failure(part, "part_failed")
            if monotonic() > deadline:
                raise self._failure(parts[-1], "part_late", seconds=READY_SECONDS)
            await asyncio.sleep(POLL_SECONDS)

    def _failure(self, part: Part, key: str, **params: object) -> ServiceError:
        """Show the last lines of a part that did not start."""
        for line in part.log.last:
            self._say(f"  {line}")
        return ServiceError(key, part=part.name, log=part.log.path, **params)

    async def _keep(self, part: Part) -> None:
        """Start a part again whenever it dies, less and less eagerly."""
        delay = FIRST_DELAY
        while True:
            started = monotonic()
            status = await part.wait()
            if monotonic() - started > STEADY_SECONDS:
                delay = FIRST_DELAY
            self._say(
                _text("restart", part=part.name, status=status, delay=delay, log=part.log.path)
            )
            await asyncio.sleep(delay)
            delay = min(delay * 2, LONGEST_DELAY)
            await part.start()

    async def _unless_stopped(self, work: Coroutine[Any, Any, T]) -> T:
        """Await some work; StoppedError if a signal comes first."""
        task = asyncio.create_task(work)
        stop = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise StoppedError
            return task.result()
        finally:
            task.cancel()
            stop.cancel()


PartsOf = Callable[[Settings, Doors], list[Part]]


def service_parts(settings: Settings, doors: Doors) -> list[Part]:
    """Return the two parts of the service."""
    links = Links.make(doors.dialogue_port, port_of(doors.actions))
    logs = settings.state / "logs"
    public, actions = doors.public.fileno(), doors.actions.fileno()
    application = Command(
        (
            *(sys.executable, "-m", "bot.application_main"),
            *("--public-fd", str(public), "--actions-fd", str(actions)),
        ),
        _application_environment() | links.to_environment(),
        (public, actions),
    )
    dialogue = Command(
        (
            *(str(RASA_PYTHON), "-m", "bot.dialogue.server"),
            *("--model", str(model_path(settings.cache)), "--port", str(doors.dialogue_port)),
        ),
        rasa_environment() | links.to_environment(),
    )
    return [
        Part(_text("application"), application, PartLog(logs / "application.log")),
        Part(_text("dialogue"), dialogue, PartLog(logs / "dialogue.log")),
    ]


def serve(settings: Settings, say: Say) -> None:
    """Run the service until a signal."""
    asyncio.run(Supervisor(settings, say).run())


def _application_environment() -> dict[str, str]:
    """Return our own environment, with the project importable from any folder."""
    path = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}


def _address(host: str, port: int) -> str:
    """Return the address to open, one that works on this machine."""
    shown = ANYWHERE.get(host, host)
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def _is_ready(address: str) -> bool:
    """Ask the application; anything but 200 means not yet."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=3) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def _text(key: str, **params: object) -> str:
    return catalogue("bot").text(f"serve.{key}", **params)
