"""Building, reusing, swapping and refusing versions of the index."""

import json
import resource
import signal
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from actions.search.build import update_index
from actions.search.earlier import roll_back, withdraw_expired
from actions.search.errors import SearchError
from actions.search.index import Index
from actions.search.versions import Versions
from tests.search.documents import BEES, BOATS, SCHOOL, VILLAGE


class Count:
    """Progress that remembers what it was told."""

    def __init__(self):
        self.total = self.done = 0

    def start(self, total):
        self.total = total

    def advance(self, count):
        self.done += count


@pytest.fixture
def versions(tmp_path):
    return Versions(tmp_path)


@pytest.fixture
def update(versions, encoder):
    def run(documents, **options):
        return update_index(documents, versions, lambda: encoder, model=encoder.name, **options)

    return run


def test_only_changed_pages_are_embedded_again(update):
    first = update(VILLAGE)
    second = update([BEES, BOATS, replace(SCHOOL, body="L'école est fermée.")])
    assert first.embedded > second.embedded == 1


def test_nothing_is_loaded_or_built_when_nothing_changed(update, versions, encoder):
    first = update(VILLAGE)
    again = update_index(VILLAGE, versions, lambda: pytest.fail("loaded"), model=encoder.name)
    assert (again.changed, again.version) == (False, first.version)


def vectors_by_page(index):
    """Return the vectors of each page's units, in order."""
    found = {}
    for path in dict.fromkeys(p.path for p in index.passages):
        rows = [row for row, p in enumerate(index.passages) if p.path == path]
        numbers = np.isin(index.units[:, 1], rows).nonzero()[0]
        found[path] = index.vectors.rows(numbers)
    return found


def test_reused_vectors_are_the_same(update, versions):
    update(VILLAGE)
    before = vectors_by_page(Index(versions.current()))
    report = update([SCHOOL, BEES])  # another order: every row moves
    after = vectors_by_page(Index(versions.current()))
    assert report.embedded == 0
    assert set(after) == {"ecole.md", "ruches.md"}
    for path, vectors in after.items():
        np.testing.assert_array_equal(vectors, before[path])


def test_a_deleted_page_is_gone(update, versions):
    update(VILLAGE)
    update([BEES, BOATS])
    assert {p.path for p in Index(versions.current()).passages} == {"ruches.md", "bateaux.md"}


def test_progress_tells_every_text(update):
    progress = Count()
    report = update(VILLAGE, progress=progress)
    assert progress.total == progress.done == report.embedded


def test_an_empty_folder_keeps_the_live_index(update, versions):
    live = update(VILLAGE).version
    with pytest.raises(SearchError, match="aucune page"):
        update([])
    assert versions.current() == live


def test_no_version_contains_a_pickle(update):
    folder = update(VILLAGE).version
    for file in folder.rglob("*"):
        if file.is_file():
            assert not file.read_bytes().startswith((b"\x80\x04", b"\x80\x05"))


@pytest.mark.parametrize("name", ["vectors.faiss", "passages.jsonl", "units.npy", "manifest.json"])
def test_a_damaged_file_is_refused_then_rebuilt(update, versions, name):
    folder = update(VILLAGE).version
    (folder / name).write_bytes((folder / name).read_bytes()[:-20] + b"x")
    with pytest.raises(SearchError, match="abîmé"):
        Index(folder)
    assert update(VILLAGE).changed
    assert len(Index(versions.current()).passages) == 4


def test_another_format_is_refused(update):
    folder = update(VILLAGE).version
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"format": 0}))
    with pytest.raises(SearchError, match="autre version"):
        Index(folder)


def test_only_the_live_and_the_previous_version_stay(update, versions):
    for number in range(4):
        update([replace(BEES, body=f"Il y a {number} ruches.")])
    assert len(versions.all()) == 2
    assert versions.all()[-1] == versions.current()


def test_a_failed_build_leaves_nothing_and_keeps_the_live_one(update, versions, encoder):
    live = update(VILLAGE).version

    def fail():
        raise SearchError("model_unknown", model="x")

    with pytest.raises(SearchError):
        update_index([BEES], versions, fail, model=encoder.name)
    assert versions.current() == live
    assert len(versions.all()) == 1


def test_a_state_folder_that_cannot_be_written_is_said(tmp_path, encoder):
    place = tmp_path / "file"
    place.write_text("not a folder")
    with pytest.raises(SearchError, match="Impossible d'écrire"):
        update_index(VILLAGE, Versions(place), lambda: encoder, model=encoder.name)


def test_a_reader_never_sees_half_a_version(update, versions):
    update(VILLAGE)
    pointer = versions.folder / "current"
    assert (versions.folder / pointer.read_text().strip() / "manifest.json").is_file()
    assert not (versions.folder / "building").exists()


def test_a_broken_file_keeps_its_last_good_version(update, versions):
    update(VILLAGE)
    report = update([BOATS, SCHOOL], broken={"ruches.md"})
    assert {p.path for p in Index(report.version).passages} == {p.path for p in VILLAGE}
    assert (report.pages, report.embedded) == (3, 0)
    assert not update([BOATS, SCHOOL], broken={"ruches.md"}).changed


def test_a_broken_record_keeps_only_itself(update):
    first, second = replace(BEES, path="c.yml#1"), replace(SCHOOL, path="c.yml#9")
    update([BOATS, first, second])
    kept = Index(update([BOATS, second], broken={"c.yml"}).version)
    assert {p.path for p in kept.passages} == {"bateaux.md", "c.yml#1", "c.yml#9"}
    gone = Index(update([BOATS, second]).version)
    assert {p.path for p in gone.passages} == {"bateaux.md", "c.yml#9"}


def test_every_file_broken_keeps_everything(update, versions):
    update(VILLAGE)
    update([], broken={page.path for page in VILLAGE})
    assert len(Index(versions.current()).passages) == 4


def text_on_disk(versions):
    return "".join(
        file.read_text() for file in versions.folder.rglob("*") if file.name == "passages.jsonl"
    )


def test_a_deleted_page_leaves_no_version(update, versions):
    update(VILLAGE)
    update([BEES, replace(SCHOOL, body="L'école est fermée.")])
    (earlier,) = versions.earlier()
    assert {p.path for p in Index(earlier).passages} == {"ruches.md", "ecole.md"}
    assert "phare" not in text_on_disk(versions)
    assert "350 élèves" in text_on_disk(versions)  # a correction can be taken back


def test_a_deleted_page_is_not_gone_back_to(update, versions):
    update(VILLAGE)
    update([BEES, replace(SCHOOL, body="L'école est fermée.")])
    live = Index(roll_back(versions))
    assert [p.text for p in live.passages if p.path == "ecole.md"] == [SCHOOL.body]
    assert "bateaux.md" not in {p.path for p in live.passages}


def test_going_back_holds_until_the_folder_changes(update, versions):
    update(VILLAGE)
    wrong = [BEES, BOATS, replace(SCHOOL, body="L'école accueille 9 élèves.")]
    update(wrong)
    roll_back(versions)
    held = update(wrong, obey_rollback=True)
    assert (held.held, held.changed) == (True, False)
    assert "9 élèves" not in text_on_disk(versions)
    right = [*wrong[:2], replace(SCHOOL, body="L'école accueille 360 élèves.")]
    report = update(right, obey_rollback=True)
    assert (report.held, report.changed) == (False, True)
    assert versions.rejected() is None


def test_asking_for_the_folder_ends_the_hold(update, versions):
    update(VILLAGE)
    other = [*VILLAGE[:2], replace(SCHOOL, body="L'école accueille 9 élèves.")]
    update(other)
    roll_back(versions)
    assert update(other).changed
    assert "9 élèves" in text_on_disk(versions)


def test_what_expires_leaves_a_version_that_is_held(update, versions):
    boats = replace(BOATS, expires=date(2026, 12, 31))
    wrong = replace(SCHOOL, body="L'école accueille 9 élèves.")
    update([BEES, boats, SCHOOL], today=date(2026, 12, 31))
    update([BEES, boats, wrong], today=date(2026, 12, 31))
    roll_back(versions)
    after = {"obey_rollback": True, "withdrawn": {"bateaux.md"}, "today": date(2027, 1, 1)}
    held = update([BEES, wrong], **after)
    assert (held.held, held.changed) == (True, True)
    live = Index(versions.current())
    assert {p.path for p in live.passages} == {"ruches.md", "ecole.md"}
    assert "350" in text_on_disk(versions)
    assert "phare" not in text_on_disk(versions)
    again = update([BEES, wrong], **after)
    assert (again.held, again.changed) == (True, False)


def test_a_broken_page_stays_no_longer_than_its_last_day(update, versions):
    update([BEES, BOATS, replace(SCHOOL, expires=date(2026, 12, 31))])
    update([BEES, BOATS], broken={"ecole.md"}, today=date(2026, 12, 31))
    assert "ecole.md" in {p.path for p in Index(versions.current()).passages}
    update([BEES, BOATS], broken={"ecole.md"}, today=date(2027, 1, 1))
    assert "ecole.md" not in {p.path for p in Index(versions.current()).passages}
    assert "350" not in text_on_disk(versions)


def test_what_has_expired_goes_whatever_the_folder_is_like(update, versions, encoder):
    update([BEES, BOATS, replace(SCHOOL, expires=date(2026, 12, 31))])
    withdraw_expired(versions, date(2026, 12, 31), lambda: pytest.fail("loaded"))
    withdraw_expired(versions, date(2027, 1, 1), lambda: encoder)
    assert {p.path for p in Index(versions.current()).passages} == {"ruches.md", "bateaux.md"}
    assert "350" not in text_on_disk(versions)


def test_there_may_be_nothing_to_go_back_to(update, versions):
    with pytest.raises(SearchError, match="n'existe pas encore"):
        roll_back(versions)
    update(VILLAGE)
    with pytest.raises(SearchError, match="pas de version précédente"):
        roll_back(versions)


def test_a_much_smaller_folder_waits_for_a_word(update, versions):
    pages = [replace(BEES, path=f"{n}.md", body=f"La ruche {n} est vide.") for n in range(12)]
    live = update(pages).version
    with pytest.raises(SearchError, match="a perdu 10 pages ou fiches sur 12"):
        update(pages[:2])
    assert versions.current() == live
    assert update(pages[:2], confirmed=True).pages == 2


def test_a_full_disk_is_said_and_keeps_the_live_index(update, versions):
    live = update(VILLAGE).version
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limit[1]))
    try:
        with pytest.raises(SearchError, match="Impossible d'écrire"):
            update([BEES])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, before)
    assert versions.current() == live
    assert len(Index(live).passages) == 4
