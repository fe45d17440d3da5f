"""One supervised process."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.processes.leash import leash
from bot.processes.log import PartLog

PATIENCE_SECONDS = 8.0
CHUNK_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, and with what."""

    arguments: Sequence[str]
    environment: Mapping[str, str]
    descriptors: Sequence[int] = ()


class Part:
    """Start, watch and stop one process; what it writes goes to its log."""

    def __init__(self, name: str, command: Command, log: PartLog) -> None:
        """Take the French name people read, the command and the log."""
        self.name = name
        self.log = log
        self._command = command
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """Return the process number while the process lives."""
        alive = self._process is not None and self._process.returncode is None
        return self._process.pid if alive and self._process else None

    async def start(self) -> None:
        """Start the process, in a session of its own so that Ctrl-C reaches only the supervisor."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command.arguments,
            env=dict(self._command.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            pass_fds=tuple(self._command.descriptors),
            preexec_fn=leash(),
            start_new_session=True,
        )
        self._reader = asyncio.create_task(self._read(self._process))

    async def wait(self) -> int:
        """Wait for the end of the process and of what it wrote; return its exit status."""
        if self._process is None or self._reader is None:
            return 0
        status = await self._process.wait()
        await self._reader
        return status

    async def stop(self, patience: float = PATIENCE_SECONDS) -> None:
        """Ask the process to end; after a while, end it and all its children."""
        if self._process is None:
            return
        if self.pid is not None:
            self._process.terminate()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), patience)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        await self.wait()

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        """Feed the log until the process closes its output."""
        if process.stdout is None:
            return
        while chunk := await process.stdout.read(CHUNK_BYTES):
            self.log.feed(chunk)
        self.log.flush()
