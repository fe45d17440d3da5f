"""The table of content says what the folder holds."""

from pathlib import Path

import pytest

from actions.library import Library, load_library
from tests.content_table import BEGIN, DOC, END, PROJECT, figures, render

AT_LEAST = {
    "organisation pages": 45,
    "programme pages": 40,
    "actualite pages": 80,
    "faq pages": 25,
    "contact countries": 60,
    "hotline countries": 20,
}
GROWTH = 1.1
"""How much the folder may have grown since the table was written."""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(PROJECT / "knowledge").library


def documented() -> dict[str, list[int]]:
    """Return the numbers of each row of the document."""
    text = DOC.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {row[0]: [int(cell) for cell in row[1:] if cell.isdigit()] for row in rows}


@pytest.mark.parametrize("name", AT_LEAST)
def test_the_folder_is_full(library: Library, name: str) -> None:
    assert figures(library)[name] >= AT_LEAST[name]


def test_the_table_is_of_this_folder(library: Library) -> None:
    counts, shown = figures(library), documented()
    for kind in ("organisation", "programme", "actualite", "faq"):
        written = shown[kind][0]
        now = counts[f"{kind} pages"]
        assert written <= now <= GROWTH * written, "run: python -m tests.content_table"
    for name in ("contacts", "hotlines"):
        written = shown[name][0]
        assert written <= counts[name] <= GROWTH * written, "run: python -m tests.content_table"


def test_rendering_keeps_the_words_around(library: Library, tmp_path: Path) -> None:
    text = DOC.read_text(encoding="utf-8")
    again = render(text, library)
    assert again.partition(BEGIN)[0] == text.partition(BEGIN)[0]
    assert again.partition(END)[2] == text.partition(END)[2]
    assert render(again, library) == again
