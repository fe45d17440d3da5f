"""Measure speed and memory, side by side in one run: `python -m tests.bench [PART...]`."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import indexing, memory, safety, searching, starts, turns
from tests.bench.machine import describe_machine
from tests.bench.options import Options
from tests.bench.table import Table

PARTS: dict[str, Callable[[Options], list[Table]]] = {
    "starts": starts.measure,  # first: what it indexes serves the next ones
    "turns": turns.measure,
    "memory": memory.measure,
    "indexing": indexing.measure,
    "searching": searching.measure,
    "safety": safety.measure,
}


def main() -> None:
    """Read the command line, measure the parts asked for, print as we go."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}: all if none")
    parser.add_argument("--json", type=Path, metavar="OUT", help="also write the figures here")
    Options.declare(parser)
    given = parser.parse_args()
    unknown = set(given.parts) - PARTS.keys()
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    machine = describe_machine()
    print(f"# Bench\n\n{machine}\n", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        tables = _measure(given.parts, Options.read(given, Path(scratch)))
    if given.json:
        report = {
            "machine": machine,
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
            "tables": [table.to_dict() for table in tables],
        }
        text = json.dumps(report, ensure_ascii=False, indent=1)
        given.json.write_text(text + "\n", encoding="utf-8")


def _measure(names: Sequence[str], options: Options) -> list[Table]:
    """Measure some parts, or all when none is named, always in the same order."""
    tables: list[Table] = []
    for name, measure in PARTS.items():
        if not names or name in names:
            for table in measure(options):
                tables.append(table)
                print(table.markdown(), flush=True)
    return tables


if __name__ == "__main__":
    main()
