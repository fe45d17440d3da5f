from datetime import date
from pathlib import Path

from actions.library import check_library, load_library, summary

TODAY = date(2026, 11, 23)


def page(folder: Path, name: str, header: str, body: str = "Texte.") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{header}\n---\n{body}\n", encoding="utf-8")


def messages(folder: Path) -> list[str]:
    return [f"{f.level} {f}" for f in check_library(load_library(folder), TODAY)]


SOUND = "title: {t}\npublished: 2026-01-01\nurl: https://example.org/{t}"


def test_a_sound_folder_has_nothing_to_say(tmp_path):
    page(tmp_path, "faq/a.md", SOUND.format(t="a"))
    assert messages(tmp_path) == []


def test_expiry_is_reported_before_and_after(tmp_path):
    page(tmp_path, "faq/a.md", SOUND.format(t="a") + "\nexpires: 2026-12-23", "A.")
    page(tmp_path, "faq/b.md", SOUND.format(t="b") + "\nexpires: 2026-12-24", "B.")
    page(tmp_path, "faq/c.md", SOUND.format(t="c") + "\nexpires: 2026-11-22", "C.")
    soon, past = messages(tmp_path)
    assert soon.startswith("warning faq/a.md:5: ")
    assert "23/12/2026" in soon
    assert past.startswith("warning faq/c.md:5: ")
    assert "périmée depuis" in past


def test_repeats_and_missing_sources_are_reported(tmp_path):
    page(tmp_path, "faq/a.md", "title: A\npublished: 2026-01-01")
    page(tmp_path, "faq/b.md", "title: A\npublished: 2027-01-01\nurl: https://example.org/b")
    text = "\n".join(messages(tmp_path))
    assert "faq/a.md:1: aucune source" in text
    assert "faq/b.md:2: même texte que faq/a.md" in text
    assert "faq/b.md:2: même titre que faq/a.md" in text
    assert "faq/b.md:3: la date de « published »" in text


def test_a_fact_has_one_authority(tmp_path):
    page(tmp_path, "faq/a.md", SOUND.format(t="a") + "\nfacts: [membres]", "A.")
    page(tmp_path, "faq/b.md", SOUND.format(t="b") + "\nfacts: [membres]", "B.")
    (finding,) = messages(tmp_path)
    assert finding.startswith("error faq/b.md:5: le fait « membres »")


def test_records_need_a_source_and_hotlines_a_check(tmp_path):
    (tmp_path / "contacts").mkdir()
    (tmp_path / "contacts/a.yml").write_text("- {country: GE, email: a@example.org}\n" * 2)
    (tmp_path / "urgences").mkdir()
    (tmp_path / "urgences/a.yml").write_text("- {name: N, country: FR, phone: 119}\n")
    found = messages(tmp_path)
    assert sum("n'a pas de source" in line for line in found) == 2
    assert any("contacts/a.yml:2: la fiche" in line for line in found)
    assert any(line.startswith("error urgences/a.yml:1:") for line in found)


def test_the_summary_counts(tmp_path):
    page(tmp_path, "faq/a.md", SOUND.format(t="a"))
    page(tmp_path, "faq/b.md", "title: T\nkind: zut")
    loaded = load_library(tmp_path)
    shown = summary(loaded.library, check_library(loaded, TODAY))
    assert shown["pages"] == {"faq": 1}
    assert (shown["contacts"], shown["hotlines"]) == (0, 0)
    assert shown["errors"][0] | {"message": ""} == {"path": "faq/b.md", "line": 3, "message": ""}
