"""A folder that is read again and again, as the service does."""

from actions.library.load import LibraryReader, load_library
from tests.library.test_load import PAGE, write


def test_only_what_changed_is_parsed_again(tmp_path):
    for name in ("a", "b"):
        write(tmp_path, f"faq/{name}.md", PAGE)
    read = LibraryReader(tmp_path)
    first = read().library.pages
    write(tmp_path, "faq/b.md", PAGE.replace("Un texte.", "Un autre texte."))
    second = read().library.pages
    assert second[0] is first[0]
    assert second[1].body == "Un autre texte."


def test_every_reading_is_as_the_first_would_be(tmp_path):
    read = LibraryReader(tmp_path)
    steps = (
        lambda: write(tmp_path, "faq/a.md", PAGE),
        lambda: write(tmp_path, "urgences/a.yml", "- {name: A, country: FR, phone: 112}\n"),
        lambda: write(tmp_path, "urgences/a.yml", "- {name: A, country: FR}\n"),
        lambda: write(tmp_path, "faq/a.md", b"\xff\x00"),
        lambda: write(tmp_path, "faq/lisez.pdf", b"%PDF"),
        lambda: (tmp_path / "faq/a.md").rename(tmp_path / "faq/c.md"),
        lambda: write(tmp_path, "faq/c.md", PAGE),
        lambda: (tmp_path / "faq/c.md").unlink(),
        lambda: write(tmp_path, "structure.yml", "departments: []\n"),
    )
    for step in steps:
        step()
        assert read() == load_library(tmp_path)
    assert not read().library.pages


def test_a_folder_that_comes_back_is_read(tmp_path):
    folder = tmp_path / "knowledge"
    read = LibraryReader(folder)
    assert read().errors
    write(folder, "faq/a.md", PAGE)
    assert len(read().library.pages) == 1
