from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.library import Kind, Loaded, load_library

PAGE = """---
title: "Qui : l'OIM"
kind: faq
url: https://example.org/qui
published: 2023-10-01
verified: 2026-11-20
expires: null
countries: [NO, ge]
questions: C'est qui ?
facts: [directeur-general]
---

Un texte.
"""


def write(folder: Path, name: str, content: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def load(folder: Path, **files: str | bytes) -> Loaded:
    for name, content in files.items():
        write(folder, name, content)
    return load_library(folder)


def test_a_page_is_read_with_its_header(tmp_path):
    write(tmp_path, "organisation/qui.md", PAGE)
    loaded = load_library(tmp_path)
    (page,) = loaded.library.pages
    assert loaded.findings == ()
    assert page.path == "organisation/qui.md"
    assert page.kind is Kind.FAQ
    assert page.published == date(2023, 10, 1)
    assert page.countries == ("NO", "GE")
    assert page.questions == ("C'est qui ?",)
    assert page.body == "Un texte."
    assert len(page.digest) == 64


def test_kind_and_title_have_defaults(tmp_path):
    write(tmp_path, "actualites/a.md", "# Un titre\n\nTexte.")
    (page,) = load_library(tmp_path).library.pages
    assert (page.title, page.kind) == ("Un titre", Kind.ACTUALITE)


def test_a_page_without_date_is_a_warning(tmp_path):
    write(tmp_path, "faq/a.md", "---\ntitle: T\npublished: null\n---\nTexte.")
    (finding,) = load_library(tmp_path).findings
    assert finding.level == "warning"
    assert str(finding).startswith("faq/a.md:3: date inconnue")


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("---\ntitle: Qui : l'OIM\n---\nTexte.", 2, "guillemets"),
        ("---\ntitle: T\n", 1, "non fermé"),
        ("---\ntitle: T\ntitle: U\n---\nTexte.", 3, "deux fois"),
        ("---\n- a\n---\nTexte.", 2, "champ: valeur"),
        ("---\ntitle: T\nkind: zut\n---\nTexte.", 3, "zut"),
        ("---\ntitle: T\npublished: 2023-02-31\n---\nTexte.", 3, "n'existe pas"),
        ("---\ntitle: T\npublished: 1696118400\n---\nTexte.", 3, "année-mois-jour"),
        ("---\ntitle: T\ncountries:\n- GE\n- XX\n---\nTexte.", 5, "« XX »"),
        ("---\ntitle: T\nurl: javascript:alert(1)\n---\nTexte.", 3, "dangereuse"),
        ("---\ntitle: T\nurl: example.org\n---\nTexte.", 3, "https://"),
        ("---\ntitle: T\n---\n[clic](JavaScript:alert(1))", 4, "lien dangereux"),
        ("---\ntitle: T\n---\n\n  \n", 3, "pas de texte"),
        ("Texte sans titre", 1, "« title » manque"),
        ("", 1, "vide"),
        (b"abc\n\xe9t\xe9", 2, "UTF-8"),
        (b"\x00\x01\x02", 1, "pas un fichier texte"),
        ("---\ntitle: &a [*a]\n---\nTexte.", 2, "illisible"),
        ("---\ntitle: " + "[" * 5000 + "\n---\nTexte.", 2, "illisible"),
    ],
)
def test_a_broken_page_is_one_french_line_and_the_rest_is_loaded(tmp_path, content, line, words):
    write(tmp_path, "faq/broken.md", content)
    write(tmp_path, "faq/sound.md", PAGE)
    loaded = load_library(tmp_path)
    (error,) = loaded.errors
    assert str(error).startswith(f"faq/broken.md:{line}: ")
    assert words in error.message
    assert "\n" not in str(error)
    assert [page.path for page in loaded.library.pages] == ["faq/sound.md"]


def test_an_unknown_field_is_a_warning(tmp_path):
    write(tmp_path, "faq/a.md", PAGE.replace("expires:", "expire:"))
    (finding,) = load_library(tmp_path).findings
    assert (finding.level, finding.line) == ("warning", 7)
    assert "« expire »" in finding.message


def test_a_missing_folder_is_one_line(tmp_path):
    loaded = load_library(tmp_path / "rien")
    (error,) = loaded.errors
    assert "dossier introuvable" in str(error)
    assert loaded.library.pages == ()


def test_guides_hidden_files_and_pictures_are_no_pages(tmp_path):
    for name in ("LISEZMOI.md", ".brouillon.md", "_attente/a.md", "images/a.png"):
        write(tmp_path, name, "# Bonjour\n\nTexte.")
    loaded = load_library(tmp_path)
    assert loaded.library.pages == ()
    assert loaded.findings == ()


def test_a_document_to_import_is_pointed_out(tmp_path):
    write(tmp_path, "faq/a.txt", "Texte")
    (finding,) = load_library(tmp_path).findings
    assert "boussole import" in finding.message


def test_windows_text_is_read(tmp_path):
    write(tmp_path, "faq/a.md", b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode())
    (page,) = load_library(tmp_path).library.pages
    assert page.body == "Un texte."


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=200), header=st.text(max_size=120))
def test_the_loader_never_raises(tmp_path, content, header):
    write(tmp_path, "faq/a.md", content)
    write(tmp_path, "faq/b.md", f"---\n{header}\n---\nTexte.".encode("utf-8", "surrogatepass"))
    write(tmp_path, "contacts/a.yml", content)
    write(tmp_path, "urgences/a.yml", header.encode("utf-8", "surrogatepass"))
    write(tmp_path, "structure.yml", header.encode("utf-8", "surrogatepass"))
    for finding in load_library(tmp_path).findings:
        assert "\n" not in str(finding)
