"""Reload the index while people ask: `python -m tests.bench.reloads [--requests N --reloads N]`.

Every request goes through `POST /api/chat` of the real application, answered from the live index;
meanwhile pages are added, corrected and deleted, and each time a new version is published.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import structlog
from platformdirs import user_cache_path

from actions.library.load import load_library
from actions.reply.answerer import Answerer
from bot.application import build_application
from bot.content import refresh_index
from bot.keys import Keys
from bot.live_index import LiveIndex
from bot.metrics import Metrics
from bot.services import assemble
from bot.settings import Settings
from bot.upkeep.refresher import Refresher
from tests.bench.machine import describe_machine
from tests.bench.quantiles import p50, p95

AT_ONCE = 8
A_PLACE = 20
"""Requests from one address: fewer than what the service takes for a flood."""
PAGES = {
    "ruches": (
        "Combien de ruches possède le village ?",
        "Le village possède 12 000 ruches.",
        "12 000",
    ),
    "phare": (
        "À quelle heure ouvre le phare du port ?",
        "Le phare du port ouvre à 9 heures.",
        "9 heures",
    ),
    "ecole": ("Combien d'élèves accueille l'école ?", "L'école accueille 350 élèves.", "350"),
    "moulin": ("De quand date le moulin ?", "Le moulin date de 1702.", "1702"),
}


@dataclass
class Seen:
    """What came of the requests."""

    seconds: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    versions: set[str] = field(default_factory=set)
    smallest: int = 10**9
    reload_seconds: list[float] = field(default_factory=list)
    wanted: int = 0
    enough: asyncio.Event = field(default_factory=asyncio.Event)
    """Set while as many requests as wanted are answered: reloads are spread over them."""

    @property
    def errors(self) -> int:
        """Return how many requests did not get the right answer."""
        return sum(self.outcomes.values()) - self.outcomes["right"]


def write_page(folder: Path, name: str, question: str, body: str) -> None:
    """Write one page as staff would: beside, then in its place."""
    head = f'title: {name}\nkind: faq\npublished: 2026-01-01\nquestions: ["{question}"]\n'
    file = folder / "faq" / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text(f"---\n{head}---\n\n{body}\n", encoding="utf-8")
    part.replace(file)


async def reload_under_load(settings: Settings, requests: int, reloads: int) -> Seen:
    """Ask and reload at the same time."""
    for name, (question, body, _) in PAGES.items():
        write_page(settings.knowledge, name, question, body)
    refresh_index(settings, load_library(settings.knowledge))
    index, metrics = LiveIndex(settings), Metrics()
    refresh = Refresher(settings, index, metrics)
    keys = Keys.of_state(settings.state)
    services = assemble(keys, Answerer(index), None, metrics, None, settings.knowledge)
    app = build_application(settings, services)
    seen = Seen()
    asking = asyncio.create_task(_ask(app, index, seen, requests))
    for number in range(reloads):
        seen.wanted = number * requests // reloads
        await seen.enough.wait()
        if not asking.done():
            seen.enough.clear()
        await asyncio.to_thread(_change, settings.knowledge, number)
        started = time.perf_counter()
        await asyncio.to_thread(refresh)
        seen.reload_seconds.append(time.perf_counter() - started)
    await asking
    await services.close()
    return seen


def _change(folder: Path, number: int) -> None:
    """Add a page, correct it, delete it."""
    if number % 3 == 2:
        (folder / "faq" / "passage.md").unlink()
    else:
        body = f"Le passage numéro {number} est ouvert au public."
        write_page(folder, "passage", "Le passage est-il ouvert ?", body)


async def _ask(app: object, index: LiveIndex, seen: Seen, requests: int) -> None:
    numbers = iter(range(requests))

    async def one_after_the_other() -> None:
        for number in numbers:
            await _one(app, number, seen)
            live = index().index
            seen.versions.add(live.version)
            seen.smallest = min(seen.smallest, len(live.passages))
            if len(seen.seconds) > seen.wanted:
                seen.enough.set()

    await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))
    seen.enough.set()


async def _one(app: object, number: int, seen: Seen) -> None:
    """Ask one question in a conversation of its own, from one of many addresses."""
    question, _, expected = list(PAGES.values())[number % len(PAGES)]
    place = number // A_PLACE
    address = f"198.{18 + place // 65_536}.{place // 256 % 256}.{place % 256}"
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 4000))  # type: ignore[arg-type]
    started = time.perf_counter()
    async with httpx.AsyncClient(transport=transport, base_url="http://boussole.test") as http:
        answer = await http.post("/api/chat", json={"message": question, "session": None})
    seen.seconds.append(time.perf_counter() - started)
    seen.outcomes[_outcome(answer, expected)] += 1


def _outcome(answer: httpx.Response, expected: str) -> str:
    if answer.status_code != 200:
        return f"HTTP {answer.status_code}"
    data = answer.json()
    said = " ".join(reply["text"] for reply in data["replies"])
    return "right" if expected in said else f"status {data['status']}"


def figures(seen: Seen) -> Sequence[str]:
    """Return the lines to print."""
    asked, reloaded = seen.seconds, seen.reload_seconds
    return (
        f"requests: {len(asked)}, errors: {seen.errors} {dict(seen.outcomes)}",
        f"reloads: {len(reloaded)}, versions seen by requests: {len(seen.versions)}",
        f"fewest passages in a live index: {seen.smallest}",
        f"a request: p50 {p50(asked):.1f} ms, p95 {p95(asked):.1f} ms",
        f"a reload: p50 {p50(reloaded):.0f} ms, p95 {p95(reloaded):.0f} ms",
    )


def settings_in(place: Path) -> Settings:
    """Return settings for a folder of its own."""
    cache = os.environ.get("BOUSSOLE_CACHE") or user_cache_path("boussole")
    names = {"KNOWLEDGE": place / "knowledge", "STATE": place / "state", "CACHE": cache}
    os.environ |= {f"BOUSSOLE_{name}": str(value) for name, value in names.items()}
    return Settings.load()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reloads", description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--reloads", type=int, default=50)
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as place:
        settings = settings_in(Path(place))
        seen = asyncio.run(reload_under_load(settings, given.requests, given.reloads))
    print(f"# Reloads under load\n\n{describe_machine()}\n")
    print("\n".join(figures(seen)))
    if seen.errors or not seen.smallest:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
