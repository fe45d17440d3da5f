"""The supervisor: prepares, starts both parts, restarts what dies, stops cleanly."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Coroutine, Sequence
from contextlib import ExitStack, suppress
from time import monotonic
from typing import Any, TypeVar

from actions.library.catalogue import catalogue
from bot.errors import ServiceError
from bot.processes.folders import only_instance, require_writable
from bot.processes.leash import leash
from bot.processes.part import Part
from bot.processes.sockets import free_port, listen, loopback, port_of, reserve
from bot.service_parts import Doors, PartsOf, application_environment, service_parts
from bot.settings import Settings

PREPARATION = (sys.executable, "-m", "bot.prepare")
READY_SECONDS = 300
POLL_SECONDS = 0.2
FIRST_DELAY = 1.0
LONGEST_DELAY = 30.0
WIDEST_LINE = 200  # of a log line shown to a person
STEADY_SECONDS = 60.0  # a part that lived this long starts again with the first delay
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound

Say = Callable[[str], None]
T = TypeVar("T")


class StoppedError(Exception):
    """Somebody asked the service to stop."""


class Supervisor:
    """Keep one installation running."""

    def __init__(
        self,
        settings: Settings,
        say: Say,
        *,
        parts: PartsOf = service_parts,
        preparation: Sequence[str] = PREPARATION,
    ) -> None:
        """Take the settings and what shows a line to the person at the terminal."""
        self._settings = settings
        self._say = say
        self._parts_of = parts
        self._preparation = preparation
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
            *self._preparation,
            env=application_environment(),
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
        for part in parts:
            part.log.notice = self._say
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
            self._say(_text("stopping"))
            for keeper in keepers:
                keeper.cancel()
        finally:
            for part in parts:  # the application first: what it still answers needs the dialogue
                await part.stop()
                part.log.close()
        self._say(_text("stopped"))

    async def _ready(self, parts: list[Part], address: str) -> None:
        """Wait until people can be served; say why if that does not come."""
        deadline = monotonic() + READY_SECONDS
        while True:
            ready = await asyncio.to_thread(_is_ready, f"{address}readyz")
            for part in parts:
                if part.pid is None:
                    await part.wait()
                    raise self._failure(part, "part_failed")
            if ready:
                return
            if monotonic() > deadline:
                raise self._failure(parts[-1], "part_late", seconds=READY_SECONDS)
            await asyncio.sleep(POLL_SECONDS)

    def _failure(self, part: Part, key: str, **params: object) -> ServiceError:
        """Show the last lines of a part that did not start."""
        for line in part.log.last:
            self._say(f"  {line[:WIDEST_LINE]}")
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
            with suppress(OSError):  # no memory, no process left: tried again after the delay
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


def serve(settings: Settings, say: Say) -> None:
    """Run the service until a signal."""
    asyncio.run(Supervisor(settings, say).run())


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
