"""Measure speed and memory, side by side in one run: `python -m tests.bench [PART...]`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import indexing, memory, searching, starts, turns
from tests.bench.machine import describe_machine
from tests.bench.options import Options
from tests.bench.table import Table

PARTS: dict[str, Callable[[Options], list[Table]]] = {
    "turns": turns.measure,
    "indexing": indexing.measure,
    "searching": searching.measure,
    "memory": memory.measure,
    "starts": starts.measure,
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
    options = Options.read(given)
    machine = describe_machine()
    print(f"# Bench\n\n{machine}\n", flush=True)
    tables: list[Table] = []
    for name in given.parts or PARTS:
        for table in PARTS[name](options):
            tables.append(table)
            print(table.markdown(), flush=True)
    if given.json:
        report = {
            "machine": machine,
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
            "tables": [table.to_dict() for table in tables],
        }
        text = json.dumps(report, ensure_ascii=False, indent=1)
        given.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
