"""The page that says what is wrong in the folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import httpx
import pytest

from actions.library.check import check_library
from actions.library.library import Library
from actions.library.load import load_library
from bot.settings import Settings
from bot.staff import folder as folder_module
from tests.bot.staff.site import (
    publish,
    shown,
)
from tests.bot.upkeep.conftest import Folder


async def test_content_shows_what_the_check_says(
    inside: httpx.AsyncClient, settings: Settings
) -> None:
    text = " ".join((await shown(inside, "/equipe/contenu")).text.split())
    found = check_library(load_library(settings.knowledge), date.today())
    assert {finding.level for finding in found} == {"error", "warning"}
    for finding in found:
        assert " ".join(str(finding).split()) in text
    errors = sum(finding.level == "error" for finding in found)
    assert f"{errors} erreur(s), {len(found) - errors} avertissement(s)." in text
    assert text.index("faq/abime.md:4") < text.index("Périmé, ou dans") < text.index("À regarder")
    assert "faq/marche.md" in text.partition("Périmé, ou dans")[2]


async def test_a_broken_file_whose_last_good_version_answers_is_said(
    inside: httpx.AsyncClient, settings: Settings
) -> None:
    kept = "Sa dernière bonne version est en ligne."
    assert kept not in (await shown(inside, "/equipe/contenu")).text
    publish(settings, "faq/phare.md", "faq/abime.md")
    text = (await shown(inside, "/equipe/contenu")).text
    assert text.count(kept) == 1
    assert kept in text.partition("faq/abime.md")[2][:80]


async def test_the_check_runs_again_only_when_something_changed(
    inside: httpx.AsyncClient, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[Library] = []
    load = folder_module.load_library

    def counted(place: Path):
        runs.append(load(place).library)
        return load(place)

    monkeypatch.setattr(folder_module, "load_library", counted)
    for page in ("", "/contenu", "/questions", "/contenu"):
        await shown(inside, f"/equipe{page}")
    assert len(runs) == 1
    folder.page("gare", "La gare est fermée.", published="jamais")
    assert "faq/gare.md:4" in (await shown(inside, "/equipe/contenu")).text
    assert len(runs) == 2


async def test_a_hostile_file_is_text(inside: httpx.AsyncClient, folder: Folder) -> None:
    folder.text("faq/<img src=x>.md", "---\ntitle: x\nkind: <script>\n---\n\nTexte.\n")
    page = await shown(inside, "/equipe/contenu")
    assert "<img src=x>.md" in page.text
    assert "script" not in page.tags


async def test_a_folder_that_is_away_is_an_error(inside: httpx.AsyncClient, folder: Folder) -> None:
    folder.remove()
    assert "dossier introuvable" in (await shown(inside, "/equipe/contenu")).text
