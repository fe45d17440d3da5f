"""PDF and Word files."""

from datetime import date

import docx
import pytest
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from pypdf import PdfReader, PdfWriter

from actions.library import load_library
from actions.library.importer import import_sources

TODAY = date(2026, 11, 23)
TEXT = "L'école du village accueille 350 élèves.\nElle ouvre à huit heures et ferme à midi."


def run(into, *sources, **options):
    return import_sources(sources, into, today=TODAY, **options)


def make_pdf(path, text):
    with PdfPages(path) as pdf:
        figure = Figure()
        if text:
            figure.text(0.1, 0.5, text)
        pdf.savefig(figure)
    return path


def test_a_pdf_becomes_a_page(tmp_path):
    report = run(tmp_path / "k", make_pdf(tmp_path / "ecole.pdf", f"École du village\n{TEXT}"))
    assert report.errors == ()
    (page,) = load_library(tmp_path / "k").library.pages
    assert page.title == "École du village"
    assert "350 élèves" in page.body


def test_a_scanned_pdf_is_said(tmp_path):
    (error,) = run(tmp_path / "k", make_pdf(tmp_path / "scan.pdf", "")).errors
    assert "document numérisé" in error.message


def test_a_locked_and_a_damaged_pdf_are_said(tmp_path):
    writer = PdfWriter(clone_from=PdfReader(make_pdf(tmp_path / "a.pdf", TEXT)))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    errors = run(tmp_path / "k", tmp_path / "locked.pdf", tmp_path / "damaged.pdf").errors
    assert ["mot de passe" in error.message for error in errors] == [True, False]
    assert "abîmé" in errors[1].message


def make_docx(path):
    word = docx.Document()
    word.add_heading("L'école du village", 0)
    word.add_paragraph("L'école accueille 350 élèves.")
    word.add_heading("Horaires", 1)
    for line in ("le matin", "le soir"):
        word.add_paragraph(line, style="List Bullet")
    table = word.add_table(2, 2)
    for cell, text in zip(table._cells, ("Jour", "Heure", "lundi", "8 h"), strict=True):
        cell.text = text
    word.save(path)
    return path


def test_a_word_document_keeps_its_form(tmp_path):
    run(tmp_path / "k", make_docx(tmp_path / "a.docx"))
    (page,) = load_library(tmp_path / "k").library.pages
    assert page.title == "L'école du village"
    for part in ("350 élèves", "## Horaires", "- le matin\n- le soir", "| Jour | Heure |"):
        assert part in page.body


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_a_damaged_word_document_is_said(tmp_path, content):
    (tmp_path / "a.docx").write_bytes(content)
    (error,) = run(tmp_path / "k", tmp_path / "a.docx").errors
    assert "Word" in error.message


def test_a_dry_run_shows_and_writes_nothing(tmp_path):
    report = run(tmp_path / "k", make_docx(tmp_path / "a.docx"), dry_run=True)
    assert len(report.created) == 1
    assert not (tmp_path / "k").exists()
