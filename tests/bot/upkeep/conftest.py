"""A small knowledge folder, its index, and the service's way of keeping both in step."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from actions.library.load import load_library
from actions.reply.answerer import Answerer
from actions.search.embedding.encoder import Encoder
from bot import live_index
from bot.content import refresh_index
from bot.live_index import LiveIndex
from bot.metrics import Metrics
from bot.settings import Settings
from bot.upkeep.refresher import Refresher
from bot.upkeep.watcher import Watcher

TODAY = date(2026, 11, 24)
PATIENCE = 60.0


class Folder:
    """A knowledge folder that is written to as staff would."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def page(self, name: str, body: str, **header: str) -> Path:
        """Write one page."""
        lines = {"title": name, "kind": "faq", "published": "2026-01-01", **header}
        head = "".join(f"{key}: {value}\n" for key, value in lines.items())
        return self.text(f"faq/{name}.md", f"---\n{head}---\n\n{body}\n")

    def text(self, path: str, text: str) -> Path:
        """Write any file."""
        file = self.place / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def remove(self) -> None:
        """Take the whole folder away."""
        shutil.rmtree(self.place)


class Service:
    """The live index and its refresher, with a clock that can be moved."""

    def __init__(self, settings: Settings, encoder: Encoder, today: date = TODAY) -> None:
        self.settings = settings
        self.today = today
        loaded = load_library(settings.knowledge)
        refresh_index(settings, loaded, today=today, encoder=lambda: encoder)
        self.index = LiveIndex(settings)
        self.answerer = Answerer(self.index)
        self.metrics = Metrics()
        self.refresh = Refresher(settings, self.index, self.metrics, lambda: self.today)

    @property
    def live(self) -> str:
        """Return all the text that can be answered with."""
        return "\n".join(passage.text for passage in self.index().index.passages)

    @property
    def on_disk(self) -> str:
        """Return all the text of every version that is kept."""
        versions = self.settings.state / "index"
        return "".join(file.read_text() for file in versions.rglob("passages.jsonl"))


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that another thread brings about."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache: Path) -> Settings:
    (tmp_path / "knowledge").mkdir()
    monkeypatch.setenv("BOUSSOLE_KNOWLEDGE", str(tmp_path / "knowledge"))
    monkeypatch.setenv("BOUSSOLE_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("BOUSSOLE_CACHE", str(cache))
    return Settings.load()


@pytest.fixture
def folder(settings: Settings) -> Folder:
    """Return a folder of a few pages, a hotline and a contact."""
    made = Folder(settings.knowledge)
    made.page("ruches", "Le village possède 12 000 ruches. Le miel est vendu au marché.")
    made.page("phare", "Le phare du port ouvre à 9 heures. Il ferme à 18 heures.")
    made.page("ecole", "L'école accueille 350 élèves. La directrice enseigne le latin.")
    made.page("moulin", "Le moulin date de 1702. Il tourne encore le dimanche.")
    made.text("urgences/a.yml", "- {name: Alpha, country: FR, phone: 01 99 00 11 11}\n")
    made.text("contacts/a.yml", "- {country: GE, email: a@example.org}\n")
    return made


@pytest.fixture
def service(
    settings: Settings, folder: Folder, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> Service:
    # The model of the session is the one the index would load again.
    monkeypatch.setattr(live_index, "Encoder", lambda *_: encoder)
    return Service(settings, encoder)


@pytest.fixture
def watched(service: Service) -> Iterator[Service]:
    """Return a service whose folder is watched."""
    watcher = Watcher(
        service.settings.knowledge, service.refresh, today=lambda: service.today, look_ms=300
    )
    watcher.start()
    until(
        lambda: (
            service.metrics.registry.get_sample_value(
                "boussole_refreshes_total", {"outcome": "live"}
            )
            is not None
        )
    )
    yield service
    watcher.stop()
