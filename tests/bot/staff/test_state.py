"""The page that says how the service stands."""

from __future__ import annotations

import re

import httpx

from bot.keys import Keys
from bot.metrics import Metrics
from bot.services import Services, assemble
from bot.settings import Settings
from tests.bot.conftest import Answers
from tests.bot.staff.site import (
    client,
    enter,
    publish,
    shown,
)
from tests.bot.upkeep.conftest import Folder


async def test_state_says_what_is_live(
    inside: httpx.AsyncClient, services: Services, folder: Folder
) -> None:
    assert services.memory is not None
    await services.memory.switches.turn(
        "telegram", off=True, message="Fermé <jusqu'à> midi", place="command"
    )
    page = await shown(inside, "/equipe")
    text = " ".join(page.text.split())
    assert "Toutes les parties fonctionnent." in text
    assert "Aucun index lisible n'est en ligne." in text
    assert "Questions fréquentes 2" in text or "Questions fréquentes2" in text
    assert re.search(r"Numéros d'urgence et d'écoute ?1", text)
    assert "web : en service" in text
    assert "telegram : fermé depuis le" in text
    assert "Fermé <jusqu'à> midi" in text


async def test_the_live_version_and_what_became_of_the_folder(
    inside: httpx.AsyncClient, settings: Settings
) -> None:
    publish(settings, "faq/phare.md", "faq/marche.md")
    text = " ".join((await shown(inside, "/equipe")).text.split())
    assert "1a2b3c" in text
    assert "20 novembre 2026 à 08:05" in text
    assert re.search(r"Pages et fiches ?2 ", text)
    assert "une version plus ancienne répond : Bien plus petit <qu'avant>." in text


async def test_a_damaged_index_is_said(inside: httpx.AsyncClient, settings: Settings) -> None:
    publish(settings, "faq/phare.md")
    (settings.state / "index" / "1a2b3c" / "manifest.json").write_text("{", encoding="utf-8")
    assert "Aucun index lisible" in (await shown(inside, "/equipe")).text


async def test_state_says_what_is_missing(settings: Settings, keys: Keys, folder: Folder) -> None:
    async with client(settings, assemble(keys, None, None, Metrics())) as http:
        await enter(http)
        text = (await shown(http, "/equipe")).text
        assert "pas encore prêt" in text
        assert "l'index n'est pas chargé" in text
        assert "l'état des canaux n'est pas connu" in text
        assert "pas de question à montrer" in (await shown(http, "/equipe/questions")).text
        assert (await http.get("/equipe/brouillon?groupe=x")).status_code == 404


async def test_a_dialogue_that_is_away_is_said(
    settings: Settings, keys: Keys, folder: Folder
) -> None:
    async with client(settings, assemble(keys, Answers(), None, Metrics())) as http:
        await enter(http)
        assert "le serveur de dialogue ne répond pas" in (await shown(http, "/equipe")).text


async def test_a_database_that_cannot_be_read_is_said(
    inside: httpx.AsyncClient, services: Services
) -> None:
    assert services.memory is not None
    for table in ("switches", "turns"):
        drop = f"DROP TABLE {table}"
        await services.memory.database.writing(lambda c, drop=drop: c.exec_driver_sql(drop))
    text = " ".join((await shown(inside, "/equipe")).text.split())
    assert re.search(r"Base de données \(ce qui est retenu\) ?arrêté", text)
    assert "pas de question à montrer" in (await shown(inside, "/equipe/questions")).text
