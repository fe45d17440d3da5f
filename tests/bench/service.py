"""`boussole serve` as people start it, on free ports, with the shipped knowledge."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.paths import PROJECT
from bot.processes.sockets import free_port
from tests.bench.background import background, wait_for
from tests.bench.line import Line

COMMAND = Path(sys.executable).with_name("boussole")
START_SECONDS = 600
"""Long enough for a first start on a busy machine that has to build the embedding model."""


@dataclass(frozen=True, slots=True)
class Service:
    """A service that is ready, and how long each stage of its start took."""

    port: int
    process: subprocess.Popen[bytes]
    listening: float  # preparation over: folder checked, index and dialogue model up to date
    application: float  # the application answers
    ready: float  # the dialogue too


@contextmanager
def serving(cache: Path, state: Path) -> Iterator[Service]:
    """Serve until the context ends."""
    port = free_port()
    state.mkdir(parents=True, exist_ok=True)
    log = state / "serve.log"
    line = Line(port)
    started = time.monotonic()
    with background([str(COMMAND), "serve"], settings_of(cache, state, port), PROJECT, log) as run:
        wait_for(lambda: _listens(port), run, log, START_SECONDS)
        listening = time.monotonic() - started
        wait_for(lambda: line.answers("/healthz"), run, log, START_SECONDS)
        application = time.monotonic() - started
        wait_for(lambda: line.answers("/readyz"), run, log, START_SECONDS)
        yield Service(port, run, listening, application, time.monotonic() - started)
        line.close()


def settings_of(cache: Path, state: Path, port: int) -> dict[str, str]:
    """Return our environment with the settings of this run and no others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BOUSSOLE_")}
    return {
        **kept,
        "BOUSSOLE_CACHE": str(cache),
        "BOUSSOLE_KNOWLEDGE": str(PROJECT / "knowledge"),
        "BOUSSOLE_PORT": str(port),
        "BOUSSOLE_STATE": str(state),
    }


def _listens(port: int) -> bool:
    """Tell whether the public address takes connections."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
