"""A folder that is watched while people talk."""

from __future__ import annotations

import shutil
import threading
from datetime import date
from pathlib import Path

import pytest

from actions.reply.reply import Status
from bot.upkeep.disks import needs_polling
from bot.upkeep.watcher import Watcher
from tests.bot.upkeep.conftest import Folder, Service, until

QUESTION = "Combien d'élèves accueille l'école ?"


def test_a_saved_page_goes_live_by_itself(watched: Service, folder: Folder) -> None:
    folder.page("gare", "La gare a été fermée en 1988.")
    until(lambda: "fermée en 1988" in watched.live)
    (folder.place / "faq/gare.md").unlink()
    until(lambda: "fermée en 1988" not in watched.live)


def test_an_editor_that_renames_and_one_that_writes_in_pieces(
    watched: Service, folder: Folder
) -> None:
    page = folder.place / "faq/ecole.md"
    text = page.read_text(encoding="utf-8")
    draft = page.with_name(".ecole.md.swp")
    draft.write_text(text.replace("350", "361"), encoding="utf-8")
    draft.replace(page)
    until(lambda: "361 élèves" in watched.live)
    with page.open("w", encoding="utf-8") as slow:
        for letter in text.replace("350", "372"):
            slow.write(letter)
            slow.flush()
    until(lambda: "372 élèves" in watched.live)


def test_a_folder_put_in_the_place_of_another_is_followed(watched: Service, folder: Folder) -> None:
    other = folder.place.with_name("other")
    shutil.copytree(folder.place, other)
    (other / "faq/ecole.md").write_text("---\ntitle: É\npublished: 2026-01-01\n---\n381 élèves.\n")
    folder.place.replace(folder.place.with_name("old"))
    other.replace(folder.place)
    until(lambda: "381 élèves" in watched.live)
    folder.page("gare", "La gare a été fermée en 1988.")
    until(lambda: "fermée en 1988" in watched.live)


def test_midnight_is_noticed(watched: Service, folder: Folder) -> None:
    folder.page("bac", "Le bac traverse la rivière à midi.", expires="2026-12-31")
    until(lambda: "rivière" in watched.live)
    watched.today = date(2027, 1, 1)
    until(lambda: "rivière" not in watched.live)


def test_nobody_who_talks_notices_reloads(watched: Service, folder: Folder) -> None:
    """Ask without a pause while the folder is saved again and again."""
    stop, wrong, asked = threading.Event(), [], [0, 0]

    def talk(number: int) -> None:
        while not stop.is_set():
            try:
                turn = watched.answerer.answer(f"{QUESTION} {asked[number]}")
                if turn.status not in {Status.ANSWERED, Status.SUGGESTED}:
                    wrong.append(turn)
            except Exception as error:  # noqa: BLE001 - this is what the test is about
                wrong.append(error)
            asked[number] += 1

    talkers = [threading.Thread(target=talk, args=(number,)) for number in (0, 1)]
    for talker in talkers:
        talker.start()
    versions = set()
    for number in range(12):
        folder.page("ecole", f"L'école accueille {400 + number} élèves.")
        until(lambda n=number: f"{400 + n} élèves" in watched.live)
        versions.add(watched.index().index.version)
    stop.set()
    for talker in talkers:
        talker.join()
    assert wrong == []
    assert len(versions) == 12
    assert min(asked) > 10


def test_a_watched_folder_may_come_later(tmp_path: Path) -> None:
    seen: list[int] = []
    folder = tmp_path / "later"
    watcher = Watcher(folder, lambda: seen.append(len(list(folder.glob("*")))), look_ms=100)
    watcher.start()
    try:
        folder.mkdir()
        (folder / "a.md").write_text("x")
        until(lambda: bool(seen) and seen[-1] == 1)
    finally:
        watcher.stop()


@pytest.mark.parametrize(
    ("kind", "folder", "polls"),
    [
        ("ext4", "/srv/knowledge", None),
        ("nfs4", "/srv/knowledge", True),
        ("cifs", "/srv/knowledge/sub", True),
        ("nfs4", "/home", None),
    ],
)
def test_network_disks_are_polled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, folder: str, polls: bool | None
) -> None:
    monkeypatch.delenv("WATCHFILES_FORCE_POLLING", raising=False)
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        f"36 22 0:31 / /srv/knowledge rw shared:2 - {kind} server:/x rw\n"
    )
    assert needs_polling(Path(folder), mounts) is polls
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    assert needs_polling(Path(folder), mounts) is None
