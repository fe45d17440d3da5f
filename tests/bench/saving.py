"""How long after a file is saved it answers: `python -m tests.bench.saving [--knowledge DIR]`.

A page of the shipped folder is corrected, one is added and deleted, while the real watcher looks at
a copy of the folder; measured until the searcher that answers holds the new text.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import structlog

from actions.library.load import load_library
from bot.content import refresh_index
from bot.live_index import LiveIndex
from bot.metrics import Metrics
from bot.paths import PROJECT
from bot.upkeep.refresher import Refresher
from bot.upkeep.watcher import Watcher
from tests.bench.machine import describe_machine
from tests.bench.reloads import settings_in, write_page

LONGEST_SECONDS = 60.0
FIRST_LOOK_SECONDS = 5.0
"""The watcher looks at the whole folder when it starts."""
NAME, WORD = "zz-essai", "zirconium"
"""A page the folder does not have, and a word that no page has."""


def seconds_until(condition: Callable[[], bool]) -> float:
    """Return how long something takes to come about."""
    started = time.perf_counter()
    while not condition():
        if time.perf_counter() - started > LONGEST_SECONDS:
            return float("inf")
        time.sleep(0.01)
    return time.perf_counter() - started


def measure(place: Path, rounds: int) -> dict[str, list[float]]:
    """Save, correct and delete pages again and again."""
    settings = settings_in(place)
    refresh_index(settings, load_library(settings.knowledge))
    index = LiveIndex(settings)
    watcher = Watcher(settings.knowledge, Refresher(settings, index, Metrics()))
    watcher.start()
    time.sleep(FIRST_LOOK_SECONDS)

    def live(text: str) -> bool:
        passages = index().index.passages
        return any(text in one.text for one in passages if one.path.endswith(f"{NAME}.md"))

    found: dict[str, list[float]] = {"added": [], "corrected": [], "deleted": []}
    page = settings.knowledge / "faq" / f"{NAME}.md"
    for number in range(rounds):
        first, second = f"{WORD} {number} avant", f"{WORD} {number} après"
        write_page(settings.knowledge, NAME, "Où est le métal ?", f"Le métal est {first}.")
        found["added"].append(seconds_until(lambda text=first: live(text)))
        write_page(settings.knowledge, NAME, "Où est le métal ?", f"Le métal est {second}.")
        found["corrected"].append(seconds_until(lambda text=second: live(text)))
        page.unlink()
        found["deleted"].append(seconds_until(lambda: not live(WORD)))
    watcher.stop()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.saving", description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=PROJECT / "knowledge")
    parser.add_argument("--state", type=Path, help="an index of the folder, to begin with")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    machine = describe_machine()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        place = Path(scratch)
        shutil.copytree(given.knowledge, place / "knowledge")
        if given.state:
            shutil.copytree(given.state, place / "state")
        found = measure(place, given.rounds)
    print(f"# From saving a file to answering from it\n\n{machine}\n")
    for name, seconds in found.items():
        shown = ", ".join(f"{one:.2f}" for one in sorted(seconds))
        print(f"{name}: {shown} s (at most 3)")


if __name__ == "__main__":
    main()
