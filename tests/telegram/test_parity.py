"""The same question gets the same answer on Telegram and on the web: one road, two looks."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from actions.reply.reply import Turn
from actions.search.embedding.encoder import Encoder
from bot import live_index
from bot.application import build_application
from bot.channels.markdown import Renderer
from bot.channels.telegram.buttons import short_title
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.render import MOST_CARDS
from bot.channels.written import dates
from bot.keys import Keys
from bot.metrics import Metrics
from bot.paths import PROJECT
from bot.services import assemble
from bot.settings import Settings
from bot.store.database import Database
from tests.bot.conftest import chat
from tests.bot.upkeep.conftest import Folder, Service
from tests.telegram.api import TOKEN, Api, Shown
from tests.telegram.conftest import until

QUESTIONS = {
    "Combien de ruches possède le village ?": "answered",
    "À quelle heure ouvre le phare du port ?": None,
    "combien d'élèves à l'école": None,
    "Quels sont les tarifs ?": None,
    "Quel est le prix d'un billet pour la Lune ?": "unanswerable",
    "Comment contacter l'OIM en Géorgie ?": None,
    "Bonjour": "smalltalk",
    "il veut me tuer aidez-moi": "crisis",
    "je suis en France et mon mari me frappe": "crisis",
    "   ": "refused",
}
"""Questions, and the status where the test needs that kind of turn to occur."""
THREAD = ("Bonjour", "Combien de ruches possède le village ?", "merci", "au revoir")


HOTLINE = """
- name: Ligne d'essai
  country: FR
  phone: 01 99 00 11 11
  situations: [violence, urgence]
  hours: 24 heures sur 24
  languages: [fr]
  source: https://example.org/numeros
  verified: 2026-11-20
"""


@pytest.fixture
def settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, cache: Any, api: Api
) -> Settings:
    place = tmp_path_factory.mktemp("parity")
    (place / "knowledge").mkdir()
    values = {"KNOWLEDGE": place / "knowledge", "STATE": place / "state", "CACHE": cache,
              "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": api.url}  # fmt: skip
    for name, value in values.items():
        monkeypatch.setenv(f"BOUSSOLE_{name}", str(value))
    return Settings.load()


@dataclass
class Both:
    """One installation, reached over both channels."""

    http: httpx.AsyncClient
    api: Api
    people: int = 100

    async def ask(self, question: str) -> tuple[dict[str, Any], list[Shown]]:
        """Return what the web says, and what Telegram shows, to somebody new on each."""
        self.people += 1
        person = self.people
        said = await chat(self.http, question)
        self.api.write(question, person=person)
        await until(lambda: self.api.texts(person))
        words = sum(len(visible(reply)) for reply in said["replies"])
        cards = sum(bool((reply["card"] or {}).get("phone")) for reply in said["replies"])
        await until(lambda: sum(map(len, self.api.texts(person))) >= words * 0.9)
        await until(lambda: len(self.shown(person, "contact")) >= min(cards, MOST_CARDS))
        return said, self.shown(person)

    def shown(self, person: int, kind: str = "") -> list[Shown]:
        """Return what somebody sees on Telegram."""
        return [s for s in self.api.shown if s.chat == person and s.kind.startswith(kind)]


@pytest.fixture
async def both(
    settings: Settings, api: Api, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Both]:
    folder = Folder(settings.knowledge)
    folder.page(
        "ruches", "Le village possède **12 000** ruches :\n\n- au nord,\n- au <sud> & à l'est."
    )
    folder.page("phare", "Le phare du port ouvre à 9 heures. Il ferme à 18 heures.")
    folder.page("ecole", "L'école accueille 350 élèves. La directrice enseigne le latin.")
    folder.text("urgences/a.yml", HOTLINE)
    shutil.copy(PROJECT / "knowledge" / "urgences" / "textes.yml", folder.place / "urgences")
    folder.text("contacts/a.yml", "- {country: GE, email: a@example.org, phone: 01 99 00 22 22}\n")
    monkeypatch.setattr(live_index, "Encoder", lambda *_: encoder)
    service = Service(settings, encoder)
    keys, metrics = Keys.of_state(settings.state), Metrics()
    services = assemble(
        keys, service.answerer, None, metrics,
        database=Database.open(settings), knowledge=settings.knowledge,
        passages=lambda: service.index().index.passages,
    )  # fmt: skip
    assert services.memory is not None
    telegram = Telegram(settings, TOKEN, services.road, keys, services.memory, lambda _: None)
    transport = httpx.ASGITransport(build_application(settings, services))
    async with (
        telegram.running(),
        httpx.AsyncClient(transport=transport, base_url="http://boussole.test") as http,
    ):
        yield Both(http, api)
    await services.close()


def visible(reply: dict[str, Any]) -> str:
    """Return the letters a person reads of a reply on the page."""
    return letters(html.unescape(re.sub(r"<[^>]*>", " ", str(Renderer()(reply["text"])))))


def letters(text: str) -> str:
    """Leave out what only looks: bullets, spaces."""
    return "".join(sign for sign in text if sign.isalnum() or sign in "<>&?!.,;:()«»'-+@/")


async def test_every_question_gets_the_same_answer_on_both(both: Both) -> None:
    for question, status in QUESTIONS.items():
        said, shown = await both.ask(question)
        assert status in (None, said["status"]), question
        texts = letters("".join(s.text for s in shown if s.kind == "message"))
        place = 0
        for reply in Turn.from_dict(said).to_dict()["replies"]:
            words = visible(reply)
            found = texts.find(words, place)
            assert found >= 0, (question, words, texts)
            place = found + len(words)
        compare_sources(said, shown)
        compare_buttons(said, shown)
        compare_cards(said, shown)
    await compare_thread(both)


def compare_sources(said: dict[str, Any], shown: list[Shown]) -> None:
    """Every source has its title, dates and link on Telegram, in the same order."""
    sources = [s for reply in Turn.from_dict(said).replies for s in reply.sources]
    links = [e.url for s in shown for e in s.entities if e.type == "text_link"]
    whole = "".join(s.text for s in shown)
    place = 0
    for source in sources:
        place = whole.index(f"{source.title} ({dates(source)})", place)
    wanted = [source.url for source in sources if source.url]
    assert [url for url in links if url in wanted] == wanted


def compare_buttons(said: dict[str, Any], shown: list[Shown]) -> None:
    """Every choice is offered under the last words, and nothing else but the thumbs."""
    wanted = [short_title(b["title"]) for reply in said["replies"] for b in reply["buttons"]]
    titles = [title for s in shown for title in s.titles if title not in {"👍", "👎"}]
    assert titles == wanted


def compare_cards(said: dict[str, Any], shown: list[Shown]) -> None:
    """Every field that the page shows in a card is in the words, and its number can be tapped."""
    whole = letters("".join(s.text for s in shown))
    cards = [reply["card"] for reply in said["replies"] if reply["card"]]
    for card in cards:
        skipped = {"situations", "situation", "country", "languages"}
        rows = [r for r in card["shown"]["rows"] if r["field"] not in skipped]
        assert all(letters(row["text"]) in whole for row in rows)
    numbers = [card["phone"] for card in cards if card.get("phone")]
    assert [s.text for s in shown if s.kind == "contact"] == numbers[:MOST_CARDS]


async def compare_thread(both: Both) -> None:
    """Several turns of one conversation read the same on both."""
    session, person = None, 900
    for question in THREAD:
        said = await chat(both.http, question, session)
        session = said["session"]
        before = len(both.api.texts(person))
        both.api.write(question, person=person)
        await until(lambda before=before: len(both.api.texts(person)) > before)
        words = "".join(visible(reply) for reply in said["replies"])
        assert words in letters(both.api.texts(person)[-1])
