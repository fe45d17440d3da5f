"""Measure what protects people on data nothing was learnt from: `python -m tests.bench.safety`.

Danger: recall by kind and by style, how often the kind is the right one, false alarms on ordinary
messages and on the held-out questions. Private data: what leaks, and what is masked without need.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter

from actions.library.kinds import Danger
from bot.safety.danger.router import Router
from tests.bench.options import Options
from tests.bench.table import Table
from tests.safety.marked import HELD_OUT as PRIVATE
from tests.safety.marked import read_marked
from tests.safety.messages import BLIND, BLIND_2, HELD_OUT, Said, read_messages, read_questions

Found = Mapping[Said, Danger | None]


def measure(options: Options) -> list[Table]:
    """Return the tables of this part."""
    sets = (HELD_OUT, BLIND, BLIND_2)
    return [*(table for folder in sets for table in danger_tables(folder)), private_table()]


def danger_tables(folder: Path) -> list[Table]:
    """Measure the router on the messages of a folder and on the held-out questions."""
    said = [*read_messages(folder), *read_questions("held-out")]
    router = Router()
    start = perf_counter()
    found = {one: router(one.text) for one in said}
    each = 1000 * (perf_counter() - start) / len(said)
    dangers = [one for one in said if one.dangerous]
    ordinary = [one for one in said if not one.dangerous]
    return [
        _recall(f"Danger by kind ({folder.name})", dangers, found, lambda one: one.label),
        _recall(f"Danger by style ({folder.name})", dangers, found, lambda one: one.style),
        Table(
            f"False alarms on ordinary messages ({folder.name})",
            ("style", "messages", "alarms", "share"),
            [
                (name, len(group), *_share(group, lambda one: found[one] is not None))
                for name, group in _groups(ordinary, lambda one: one.style).items()
            ],
            [f"{each:.1f} ms a message", "golden: the held-out question set"],
        ),
    ]


def private_table() -> Table:
    """Measure what leaks past the masks and what is masked without need."""
    messages = read_marked(PRIVATE)
    private = [one for one in messages if one.private]
    harmless = [one for one in messages if not one.private]
    leaking = sum(bool(one.leaks) for one in private)
    harmed = sum(one.harmed for one in harmless)
    return Table(
        "Private data",
        ("what", "messages", "wrong", "share"),
        [
            ("leaks", len(private), leaking, leaking / len(private)),
            ("masked without need", len(harmless), harmed, harmed / len(harmless)),
        ],
    )


def _recall(title: str, dangers: Sequence[Said], found: Found, key: Callable[[Said], str]) -> Table:
    """Return how many were recognised, and how many of these by their right kind."""
    rows = []
    for name, group in _groups(dangers, key).items():
        hits = [one for one in group if found[one] is not None]
        count, share = _share(group, lambda one: found[one] is not None)
        right = _share(hits, lambda one: found[one] == one.label)[1]
        rows.append((name, len(group), count, share, right))
    return Table(title, ("", "messages", "recognised", "recall", "right kind"), rows)


def _groups(said: Sequence[Said], key: Callable[[Said], str]) -> dict[str, list[Said]]:
    """Return messages by a key, and all of them at the end."""
    groups: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        groups[key(one)].append(one)
    return {**groups, "all": list(said)}


def _share(group: Sequence[Said], right: Callable[[Said], bool]) -> tuple[int, float]:
    """Count those for which something holds, and their share."""
    count = sum(map(right, group))
    return count, count / len(group) if group else 0.0


if __name__ == "__main__":
    for table in [*danger_tables(HELD_OUT), *danger_tables(BLIND), private_table()]:
        print(table.markdown(), flush=True)
