"""The supervisor, as a real process over real children."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue

import httpx
import pytest

from bot.paths import PROJECT

SOON = 20.0


class Running:
    """A supervisor process and the lines it writes."""

    def __init__(self, environment: dict[str, str], *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bot.standin", *arguments],
            cwd=PROJECT,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.lines: Queue[str] = Queue()
        self.seen: list[str] = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.rstrip())

    def until(self, words: str) -> str:
        """Return the first line that holds some words."""
        deadline = time.monotonic() + SOON
        while time.monotonic() < deadline:
            with suppress(Empty):
                line = self.lines.get(timeout=0.1)
                self.seen.append(line)
                if words in line:
                    return line
        pytest.fail(f"« {words} » never came: {self.seen}")

    def ready(self) -> str:
        """Return the address once it is printed."""
        return next(word for word in self.until("est prête").split() if word.startswith("http"))

    def children(self) -> list[int]:
        """Return the numbers of the child processes."""
        file = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in file.read_text().split()]

    def end(self) -> int:
        """Wait for the end and return the exit status."""
        return self.process.wait(SOON)


Start = Callable[..., Running]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Running] = []

    def go(*arguments: str, **more: str) -> Running:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("BOUSSOLE_")}
        settings = {"BOUSSOLE_STATE": str(tmp_path / "state"), "BOUSSOLE_PORT": "0", **more}
        started.append(Running({**clean, **settings}, *arguments))
        return started[-1]

    yield go
    for running in started:
        if running.process.poll() is None:
            running.process.kill()
        running.process.wait()
        running.reader.join()
        assert running.process.stdout
        running.process.stdout.close()


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False


def gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + SOON
    while any(alive(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(alive(pid) for pid in pids)


def test_it_serves_and_stops_cleanly(start: Start, tmp_path: Path) -> None:
    running = start()
    address = running.ready()
    assert httpx.get(address, trust_env=False).status_code == 200
    children = running.children()
    assert len(children) == 2
    running.process.send_signal(signal.SIGTERM)
    assert running.end() == 0
    assert gone(children)
    assert "dialogue started" in (tmp_path / "state" / "logs" / "dialogue.log").read_text()


def test_ctrl_c_stops_cleanly(start: Start) -> None:
    running = start()
    running.ready()
    children = running.children()
    running.process.send_signal(signal.SIGINT)
    assert running.end() == 0
    assert gone(children)


def test_a_part_that_dies_comes_back_on_the_same_address(start: Start) -> None:
    running = start()
    address = running.ready()
    first = int(httpx.get(address, trust_env=False).text)
    os.kill(first, signal.SIGKILL)
    assert "redémarrage" in running.until("web")
    second = int(httpx.get(address, trust_env=False, timeout=SOON).text)
    assert second != first, "the call waited for the new part instead of being refused"


def test_no_orphan_when_the_supervisor_is_killed(start: Start) -> None:
    running = start()
    running.ready()
    children = running.children()
    running.process.kill()
    assert gone(children)


def test_a_part_that_does_not_start_is_shown(start: Start) -> None:
    running = start("--dialogue", "echo first cause; exit 3", "--web-delay", "30")
    running.until("first cause")
    assert "dialogue.log" in running.until("ne démarre pas")
    assert running.end() == 1


def test_a_failed_preparation_ends_it(start: Start) -> None:
    running = start("--preparation", "echo cassé; exit 1")
    assert running.until("cassé")
    assert running.end() == 1


def test_it_can_be_stopped_while_it_prepares(start: Start) -> None:
    running = start("--preparation", "echo ici; sleep 600")
    running.until("ici")
    running.process.terminate()
    assert running.end() == 0


def test_a_stubborn_part_is_killed(start: Start) -> None:
    running = start("--dialogue", "trap '' TERM; echo stubborn; while :; do sleep 0.1; done")
    running.ready()
    children = running.children()
    running.process.terminate()
    assert running.end() == 0
    assert gone(children)


def test_a_busy_port_is_one_line(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        running = start(BOUSSOLE_PORT=port)
        assert "BOUSSOLE_PORT" in running.until(port)
        assert running.end() == 1


def test_an_unknown_host_is_one_line(start: Start) -> None:
    running = start(BOUSSOLE_HOST="203.0.113.7")
    assert "BOUSSOLE_HOST" in running.until("203.0.113.7")
    assert running.end() == 1


def test_a_second_instance_is_refused(start: Start) -> None:
    start().ready()
    second = start()
    assert second.until("fonctionne déjà")
    assert second.end() == 1


@pytest.mark.parametrize("state", ["/proc/boussole", "/dev/null/state"])
def test_a_state_folder_that_cannot_be_written_is_one_line(start: Start, state: str) -> None:
    running = start(BOUSSOLE_STATE=state)
    assert "BOUSSOLE_STATE" in running.until(state)
    assert running.end() == 1
