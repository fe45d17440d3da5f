"""One reading of the folder: what goes live, what stays, what is said."""

from __future__ import annotations

from datetime import date

from actions.library.load import load_library
from actions.search.earlier import roll_back
from actions.search.versions import Versions
from bot.content import refresh_index
from bot.upkeep.status import FolderStatus
from tests.bot.upkeep.conftest import Folder, Service


def status(service: Service) -> FolderStatus:
    found = FolderStatus.read(service.settings.state)
    assert found is not None
    return found


def test_a_new_page_and_a_new_number_are_live(service: Service, folder: Folder) -> None:
    folder.page("gare", "La gare a été fermée en 1988.")
    folder.text("urgences/a.yml", "- {name: Alpha, country: FR, phone: 01 99 00 22 22}\n")
    service.refresh()
    assert "fermée en 1988" in service.live
    assert "01 99 00 22 22" in service.live
    assert "01 99 00 11 11" not in service.live
    assert status(service).outcome == "live"


def test_deleted_is_gone_from_every_version(service: Service, folder: Folder) -> None:
    (folder.place / "faq/phare.md").unlink()
    folder.text("urgences/a.yml", "# vide\n- {name: B, country: FR, phone: 01 99 00 33 33}\n")
    service.refresh()
    assert "phare" not in service.live
    for text in ("phare", "0199001111", "01 99 00 11 11"):
        assert text not in service.on_disk


def test_a_broken_page_keeps_its_last_good_version(service: Service, folder: Folder) -> None:
    folder.text("faq/ecole.md", "---\ntitle: École\n\nL'école est fermée.\n")
    service.refresh()
    assert "350 élèves" in service.live
    (error,) = [f for f in status(service).errors if f.path == "faq/ecole.md"]
    assert "en-tête non fermé" in error.message
    assert service.metrics.registry.get_sample_value("boussole_folder_errors") == 1
    folder.page("ecole", "L'école accueille 360 élèves.")
    service.refresh()
    assert "360 élèves" in service.live
    assert [f for f in status(service).errors if f.path == "faq/ecole.md"] == []


def test_an_emptied_folder_is_refused_and_said(service: Service, folder: Folder) -> None:
    before = service.live
    for page in folder.place.rglob("*.*"):
        page.unlink()
    service.refresh()
    assert service.live == before
    assert status(service).outcome == "refused"
    folder.remove()
    service.refresh()
    assert service.live == before
    assert "reste en place" in str(status(service).message)


def test_a_much_smaller_folder_waits_until_it_is_confirmed(
    service: Service, folder: Folder
) -> None:
    for name in ("ruches", "phare", "ecole", "moulin"):
        (folder.place / f"faq/{name}.md").unlink()
    service.refresh()
    assert "phare" in service.live
    assert "boussole index --confirm" in str(status(service).message)
    refresh_index(
        service.settings,
        load_library(folder.place),
        confirmed=True,
        encoder=lambda: service.index.encoder,
    )
    assert "phare" not in service.live
    assert status(service).outcome == "live"


def test_going_back_is_not_undone(service: Service, folder: Folder) -> None:
    folder.page("ecole", "L'école accueille 9 élèves.")
    service.refresh()
    roll_back(Versions(service.settings.state))
    service.refresh()
    assert "350 élèves" in service.live
    assert status(service).outcome == "held"
    folder.page("ecole", "L'école accueille 360 élèves.")
    service.refresh()
    assert "360 élèves" in service.live


def test_past_its_last_day_a_page_and_a_number_are_withdrawn(
    service: Service, folder: Folder
) -> None:
    folder.page("bac", "Le bac traverse la rivière à midi.", expires="2026-12-31")
    folder.text(
        "urgences/a.yml", "- {name: A, country: FR, phone: 0199001111, expires: 2026-12-31}\n"
    )
    service.refresh()
    service.today = date(2026, 12, 31)
    service.refresh()
    assert "rivière" in service.live
    assert "01 99 00 11 11" in service.live
    service.today = date(2027, 1, 1)
    service.refresh()
    assert "rivière" not in service.live
    assert "01 99 00 11 11" not in service.live
    assert any("périmée depuis" in finding.message for finding in status(service).findings)


def test_what_expires_goes_even_when_the_folder_is_away(service: Service, folder: Folder) -> None:
    folder.page("bac", "Le bac traverse la rivière à midi.", expires="2026-12-31")
    service.refresh()
    folder.remove()
    service.today = date(2027, 1, 1)
    service.refresh()
    assert "rivière" not in service.on_disk
    assert "350 élèves" in service.live
