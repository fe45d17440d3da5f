"""Many people at once, and what goes wrong meanwhile: `python -m tests.bench.load`.

Starts `boussole serve` on loopback with the shipped knowledge, lets people talk over POST
/api/chat side by side, and in the middle publishes the index again and kills the dialogue server.
Every request must get an answer; the figures say how long each stage's answers took.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from platformdirs import user_cache_path

from bot.paths import PROJECT
from tests.bench.line import Line
from tests.bench.machine import describe_machine
from tests.bench.quantiles import p50, p95
from tests.bench.questions import shipped_questions
from tests.bench.service import COMMAND, Service, serving, settings_of
from tests.bench.table import Cell, Table

CHAT = "/api/chat"
MOST_REQUESTS = 5_000
TURNS_OF_A_PERSON = 8
"""Turns after which a person leaves and another comes."""
READY_SECONDS = 300
RASA = re.compile(rb"bot\.dialogue\.server")


@dataclass(slots=True)
class Stage:
    """What people met during one stage."""

    name: str
    seconds: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    lasted: float = 0.0

    @property
    def failures(self) -> int:
        """Count what was no answer."""
        return sum(n for outcome, n in self.outcomes.items() if outcome.startswith("!"))


def main() -> None:
    """Read the command line, go through the stages, print the table; exit 1 on a lost answer."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    parser.add_argument("--people", type=int, default=8, help="who talk at the same time")
    parser.add_argument("--requests", type=int, default=160, help="questions of each stage")
    given = parser.parse_args()
    if not 0 < given.requests <= MOST_REQUESTS or not 0 < given.people <= given.requests:
        parser.error(f"at most {MOST_REQUESTS} requests, and no more people than requests")
    print(f"{describe_machine()}\n", flush=True)
    cache = Path(os.environ.get("BOUSSOLE_CACHE") or user_cache_path("boussole")).resolve()
    with tempfile.TemporaryDirectory() as scratch, serving(cache, Path(scratch)) as service:
        stages = go_through(service, cache, Path(scratch), given.people, given.requests)
    print(table(stages, given.people).markdown())
    sys.exit(1 if any(stage.failures for stage in stages) else 0)


def go_through(
    service: Service, cache: Path, state: Path, people: int, requests: int
) -> list[Stage]:
    """Measure calm, a reload, the death of the dialogue, and calm again."""
    questions = Questions()
    talk(service.port, Stage("warm"), people, people * 2, questions)

    def reload() -> None:
        command = [str(COMMAND), "index", "--full"]
        subprocess.run(
            command, env=settings_of(cache, state, service.port), cwd=PROJECT, check=True,
            capture_output=True,
        )  # fmt: skip

    def kill() -> None:
        for pid in dialogue_of(service.process.pid):
            os.kill(pid, signal.SIGKILL)

    meanwhile: dict[str, Callable[[], None] | None] = {
        "calm": None,
        "the index is rebuilt and swapped meanwhile": reload,
        "the dialogue server is killed meanwhile": kill,
    }
    stages = [
        talk(service.port, Stage(name), people, requests, questions, event)
        for name, event in meanwhile.items()
    ]
    wait_until_ready(service.port)
    return [*stages, talk(service.port, Stage("calm again"), people, requests, questions)]


class Questions:
    """The shipped questions one after the other, for ever, whoever asks."""

    def __init__(self) -> None:
        """Begin with the first."""
        self._all = cycle(shipped_questions())
        self._lock = threading.Lock()

    def next(self) -> str:
        """Return the next question."""
        with self._lock:
            return next(self._all)


def talk(
    port: int,
    stage: Stage,
    people: int,
    requests: int,
    questions: Questions,
    event: Callable[[], None] | None = None,
) -> Stage:
    """Let people ask; something happens once a quarter of the questions are answered."""
    started, lock = time.perf_counter(), threading.Lock()
    quarter, done = threading.Event(), [0]

    def person(share: int) -> None:
        line, session = Line(port), None
        for number in range(share):
            if number % TURNS_OF_A_PERSON == 0:
                session = None
            began = time.perf_counter()
            outcome, session = ask(line, questions.next(), session)
            with lock:
                stage.seconds.append(time.perf_counter() - began)
                stage.outcomes[outcome] += 1
                done[0] += 1
                if done[0] * 4 >= requests:
                    quarter.set()
        line.close()

    with ThreadPoolExecutor(people + 1) as pool:
        shares = [requests // people + (n < requests % people) for n in range(people)]
        tasks = [pool.submit(person, share) for share in shares]
        if event is not None:
            quarter.wait()
            event()
        for task in tasks:
            task.result()
    stage.lasted = time.perf_counter() - started
    return stage


def ask(line: Line, question: str, session: str | None) -> tuple[str, str | None]:
    """Ask one question; return its status, or « !… » where there was no answer."""
    try:
        answer = line.post(CHAT, {"message": question, "session": session})
    except OSError as error:
        line.close()
        return f"!{type(error).__name__}", session
    if answer.status != 200:
        return f"!{answer.status}", session
    said = answer.json()
    return ("!error" if said["status"] == "error" else said["status"]), said["session"]


def dialogue_of(supervisor: int) -> list[int]:
    """Return the dialogue server of one service: a child of that process, and no other."""
    children = Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text().split()
    return [int(pid) for pid in children if RASA.search(Path(f"/proc/{pid}/cmdline").read_bytes())]


def wait_until_ready(port: int) -> None:
    """Wait for the dialogue server to be back."""
    line, end = Line(port), time.monotonic() + READY_SECONDS
    while not line.answers("/readyz") and time.monotonic() < end:
        time.sleep(0.2)
    line.close()


def table(stages: list[Stage], people: int) -> Table:
    """Lay the stages below each other."""
    rows: list[list[Cell]] = [
        [
            stage.name, len(stage.seconds), stage.failures, p50(stage.seconds), p95(stage.seconds),
            len(stage.seconds) / stage.lasted,
        ]
        for stage in stages
    ]  # fmt: skip
    said = sum((stage.outcomes for stage in stages), Counter[str]())
    return Table(
        f"Load: {people} people at once",
        ("", "requests", "without an answer", "p50 ms", "p95 ms", "a second"),
        rows,
        (", ".join(f"{outcome} {count}" for outcome, count in said.most_common()) + ".",),
    )


if __name__ == "__main__":
    main()
