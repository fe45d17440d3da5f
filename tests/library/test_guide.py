"""The guide for staff: its pictures are there, small, described, and no part of the knowledge."""

import re
from datetime import date
from pathlib import Path

from typer.main import get_command

from actions.library import load_library
from actions.library.load import knowledge_files
from bot.cli.app import build_app

FOLDER = Path(__file__).parents[2] / "knowledge"
GUIDE = (FOLDER / "LISEZMOI.md").read_text(encoding="utf-8")
LARGEST = 60_000


def test_every_picture_is_there_small_and_described():
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", GUIDE)
    assert len(pictures) >= 6
    for description, place in pictures:
        assert len(description) > 20
        assert 0 < (FOLDER / place).stat().st_size <= LARGEST
    shown = {place for _, place in pictures}
    assert {f"images/{file.name}" for file in (FOLDER / "images").iterdir()} == shown


def test_neither_guide_nor_pictures_are_knowledge():
    loaded = load_library(FOLDER)
    assert not [page for page in loaded.library.pages if "LISEZMOI" in page.path]
    assert not [finding for finding in loaded.findings if "images/" in finding.path]
    assert not [file for file in knowledge_files(FOLDER) if file.name == "LISEZMOI.md"]


def test_every_link_leads_to_a_part():
    parts = {
        re.sub(r"[^\w\s-]", "", title.casefold()).replace(" ", "-")
        for title in re.findall(r"^## (.+)$", GUIDE, re.MULTILINE)
    }
    assert set(re.findall(r"\(#([^)]+)\)", GUIDE)) == parts


def test_every_command_named_exists():
    commands = get_command(build_app()).commands  # type: ignore[attr-defined]
    for name, option in re.findall(r"boussole (\w+)(?:[^`\n]*?(--[\w-]+))?", GUIDE):
        assert name in commands
        known = {opt for param in commands[name].params for opt in param.opts}
        assert not option or option in known


def test_the_example_page_of_the_pictures_would_be_accepted(tmp_path):
    """The header shown is one the folder takes."""
    header = re.findall(r"^   - `(\w+)`", GUIDE, re.MULTILINE)
    values = {"title": "T", "kind": "faq", "url": "https://example.org/a", "countries": "[TG]"}
    values |= {"questions": "[Q]", "expires": "null"}
    lines = [f"{name}: {values.get(name, date(2026, 11, 20))}" for name in header]
    (tmp_path / "a.md").write_text("---\n" + "\n".join(lines) + "\n---\n\nTexte.\n")
    loaded = load_library(tmp_path)
    assert loaded.findings == ()
    assert len(loaded.library.pages) == 1
