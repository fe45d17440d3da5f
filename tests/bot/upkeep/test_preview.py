"""What would change: the live index and the folder as it is now."""

from __future__ import annotations

import json
import os

import pytest
from typer.testing import CliRunner

from actions.library.load import load_library
from bot.cli.app import build_app
from bot.preview.answers import ask_both
from bot.preview.beside import Pages, folder_beside
from bot.preview.changes import Sort, changes
from bot.preview.questions import written
from tests.bot.upkeep.conftest import TODAY, Folder, Service

BEES = "Combien de ruches y a-t-il au village ?"
HOURS = "À quelle heure ouvre le phare ?"


@pytest.fixture
def folder(folder: Folder) -> Folder:
    """Return the folder with questions on two pages."""
    folder.page("ruches", "Le village possède 12 000 ruches.", questions=f"['{BEES}']")
    folder.page("phare", "Le phare du port ouvre à 9 heures.", questions=f"['{HOURS}']")
    return folder


def sorts(service: Service) -> dict[str, Sort]:
    live = service.index()
    loaded = load_library(service.settings.knowledge)
    with folder_beside(service.settings, loaded, live, service.index.encoder, TODAY) as beside:
        passages = [*live.index.passages, *beside.searcher.index.passages]
        pairs = ask_both(written(passages), live, beside.searcher, lambda: None)
        return {change.pair.item.question: change.sort for change in changes(pairs)}


def test_what_staff_did_is_shown_and_nothing_goes_live(service: Service, folder: Folder) -> None:
    before = service.live, service.index().index.version
    folder.page("ruches", "Le village possède 14 000 ruches.", questions=f"['{BEES}']")
    (folder.place / "faq/phare.md").unlink()
    folder.page("gare", "La gare a fermé en 1988.", questions="['Quand la gare a-t-elle fermé ?']")
    found = sorts(service)
    assert found[BEES] is Sort.WORDING
    assert found[HOURS] in {Sort.LOST, Sort.UNSURE, Sort.SOURCE}
    assert found["Quand la gare a-t-elle fermé ?"] in {Sort.NEW, Sort.SOURCE}
    assert (service.live, service.index().index.version) == before
    assert sorted(p.name for p in service.settings.state.iterdir()) == ["folder.json", "index"]


def test_pages_are_told_apart(service: Service, folder: Folder) -> None:
    folder.page("ruches", "Le village possède 14 000 ruches.")
    (folder.place / "faq/phare.md").unlink()
    folder.page("gare", "La gare a fermé en 1988.")
    folder.text("faq/moulin.md", "---\ntitle: [\n---\nIllisible.\n")
    live = service.index()
    loaded = load_library(service.settings.knowledge)
    with folder_beside(service.settings, loaded, live, service.index.encoder, TODAY) as beside:
        assert beside.pages == Pages(("faq/gare.md",), ("faq/ruches.md",), ("faq/phare.md",))
        assert beside.refusal is None
        texts = [passage.text for passage in beside.searcher.index.passages]
    assert any("1702" in text for text in texts)  # a broken page keeps its last good version


def test_a_folder_that_would_be_refused_is_shown_and_said(service: Service, folder: Folder) -> None:
    for name in ("ruches", "phare", "ecole", "moulin"):
        (folder.place / f"faq/{name}.md").unlink()
    loaded = load_library(service.settings.knowledge)
    live = service.index()
    with folder_beside(service.settings, loaded, live, service.index.encoder, TODAY) as beside:
        assert len(beside.pages.gone) == 4
        assert beside.refusal


def test_what_a_killed_preview_left_goes(service: Service) -> None:
    old, new = (service.settings.state / f"preview-{name}" for name in ("old", "new"))
    old.mkdir()
    new.mkdir()
    os.utime(old, (0, 0))
    sorts(service)
    assert (old.exists(), new.exists()) == (False, True)


def test_the_command_writes_lines_and_a_page(
    service: Service, folder: Folder, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)  # no shipped questions there
    folder.page("ruches", "Le village possède 14 000 ruches.", questions=f"['{BEES}']")
    done = CliRunner().invoke(build_app(), ["preview", "--html", "p.html"])
    assert done.exit_code == 0
    assert "~ faq/ruches.md" in done.stdout
    assert "12 000" in done.stdout
    assert "14 000" in done.stdout
    assert "<ins>14</ins>" in (tmp_path / "p.html").read_text(encoding="utf-8")


def gate(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(build_app(), ["preview", "--gate", *arguments])
    return done.exit_code, done.stdout


def test_the_gate_lets_a_better_folder_through(
    service: Service, folder: Folder, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    service.refresh()
    folder.page("ruches", "Le village possède 14 000 ruches.", questions=f"['{BEES}']")
    code, said = gate()
    assert code == 0, said
    assert "Rien ne s'oppose" in said


def test_the_gate_holds_back_lost_answers_lost_numbers_and_errors(
    service: Service, folder: Folder, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    service.refresh()
    (folder.place / "faq/phare.md").unlink()
    (folder.place / "urgences/a.yml").unlink()
    folder.text("faq/moulin.md", "---\ntitle: [\n---\nIllisible.\n")
    code, said = gate()
    assert code == 1
    closed = said.split("À revoir avant la mise en service :")[1]
    assert "1 réponse(s)" in closed
    assert "pour : FR" in closed
    assert "1 erreur(s)" in closed


def test_the_gate_holds_back_a_false_answer(
    service: Service, folder: Folder, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    question = "Quand la gare a-t-elle fermé ?"
    asked = tmp_path / "pieges.jsonl"
    line = {"q": question, "answerable": False, "type": "near_miss", "style": "formal"}
    asked.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    service.refresh()
    folder.page("gare", "La gare a fermé en 1988.", questions=f"['{question}']")
    code, said = gate("--questions", str(asked))
    assert code == 1
    assert "ne doit pas en avoir" in said
