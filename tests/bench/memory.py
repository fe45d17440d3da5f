"""Memory of each process of the service after some turns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.bench.line import Line
from tests.bench.options import Options
from tests.bench.questions import shipped_questions
from tests.bench.service import Service, serving
from tests.bench.table import Cell, Table

TURNS = 50
CONVERSATION = 10
NAMES = {"bot.application_main": "application", "bot.dialogue.server": "dialogue (Rasa)"}
NOT_MEASURED = "not measured"


@dataclass(frozen=True, slots=True)
class Usage:
    """Megabytes of a process: all it maps, and its share of what it shares."""

    rss: float
    pss: float | None


def measure(options: Options) -> list[Table]:
    """Serve, talk, look."""
    with serving(options.cache, options.state) as service:
        _talk(service)
        return [_table(service.process.pid)]


def _talk(service: Service) -> None:
    """Take the turns."""
    line, session = Line(service.port), None
    for number, question in enumerate(shipped_questions()[:TURNS]):
        if number % CONVERSATION == 0:
            session = None
        session = line.post("/api/chat", {"message": question, "session": session}).json()[
            "session"
        ]
    line.close()


def _table(supervisor: int) -> Table:
    """Lay out what each process uses."""
    title, columns = "Memory", ("", "RSS MB", "PSS MB")
    parts = {_name(pid): _usage(pid) for pid in children(supervisor)}
    parts["supervisor"] = _usage(supervisor)
    rows: list[list[Cell]] = [
        [name, used.rss if used else NOT_MEASURED, (used and used.pss) or NOT_MEASURED]
        for name, used in parts.items()
    ]
    both = [parts.get(name) for name in NAMES.values()]
    known = [used for used in both if used]
    if len(known) == len(NAMES):
        shares = [used.pss for used in known if used.pss is not None]
        pss: Cell = sum(shares) if len(shares) == len(known) else NOT_MEASURED
        rows.append(["**both together** (under 1,800)", sum(used.rss for used in known), pss])
    return Table(title, columns, rows, (f"After {TURNS} turns; 1 MB is a million bytes.",))


def children(pid: int) -> list[int]:
    """Return the child processes; none where the system does not tell."""
    found: list[int] = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        found += map(int, file.read_text(encoding="utf-8").split())
    return found


def _name(pid: int) -> str:
    """Name a process by the module it runs."""
    command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    return next((name for module, name in NAMES.items() if module in command), command[0])


def _usage(pid: int) -> Usage | None:
    """Read what a process uses; None where the system does not tell."""
    rss = _megabytes(Path(f"/proc/{pid}/status"), "VmRSS")
    pss = _megabytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss")
    return None if rss is None else Usage(rss, pss)


def _megabytes(file: Path, field: str) -> float | None:
    """Read one field, written in units of 1,024 bytes."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError:
        return None
    match = re.search(rf"^{field}:\s+(\d+) kB", text, re.MULTILINE)
    return int(match.group(1)) * 1024 / 1e6 if match else None
