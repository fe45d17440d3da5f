"""Whole sets of pages: no menu comes in, no text gets lost."""

import json
import random
import re
from datetime import date

import pytest

from actions.library import Kind, load_library
from actions.library.folding import words
from actions.library.importer import import_sources
from tests.library.importer.pages import HEADS, sample

TODAY = date(2026, 11, 23)
SHAPES = ("paragraphs", "wrapped", "parts")
MENU = (
    "qui sommes nous l",
    "2030 agenda",
    "generale adjointe",
    "priorites transversales",
    "engagez vous",
    "who we are",
    "oim global",
    "take action",
    "nos equipes",
    "nos recits",
    "points forts",
    "donnees et re",
    "etats membres",
)


def plain(text):
    return f" {' '.join(word.text for word in words(text))} "


def imported(tmp_path, samples, **more):
    rows = [{"url": s.url, "text": s.text, **more} for s in samples]
    file = tmp_path / "set.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    report = import_sources([file], tmp_path / "k", today=TODAY)
    assert report.errors == ()
    loaded = load_library(tmp_path / "k")
    assert loaded.errors == ()
    return loaded.library


def check(library, samples):
    pages = {page.url: page for page in library.pages}
    contacts = {c.email for c in library.contacts} | {c.phone for c in library.contacts}
    for one in samples:
        page = pages[one.url]
        text = plain(page.body)
        assert page.title == one.title
        assert page.kind is Kind.ACTUALITE
        assert plain(one.title) not in text
        for paragraph in one.body:
            assert plain(paragraph) in text
        assert not [label for label in MENU if f" {label}" in text]
        for email in re.findall(r"[\w.]+@[\w.]+", one.contact):
            assert email in contacts
        for phone in re.findall(r"\+[\d ]+\d", one.contact):
            assert phone.replace(" ", "") in contacts


# Nothing tells the title of a part from an entry of a menu that has lost its last one.
ALONE = [(h, s) for h in HEADS for s in SHAPES if (h, s) != ("older without its end", "parts")]


@pytest.mark.parametrize(("head", "shape"), ALONE)
def test_one_page_alone(tmp_path, head, shape):
    one = sample(7, head, shape, random.Random(f"{head}{shape}"))
    check(imported(tmp_path, [one]), [one])


def test_a_mixed_set(tmp_path):
    chance = random.Random(11)
    heads = [head for head in HEADS if head != "older without its end"]
    samples = [sample(n, chance.choice(heads), chance.choice(SHAPES), chance) for n in range(120)]
    library = imported(tmp_path, samples)
    check(library, samples)
    mali = next(p for p in library.pages if p.title.startswith("OIM Mali"))
    assert "1998" in mali.body
    assert "174" not in mali.body


def test_a_title_with_the_name_of_the_site(tmp_path):
    one = sample(3, "world", "paragraphs", random.Random(3))
    named = f"{one.title} | Organisation internationale pour les migrations"
    check(imported(tmp_path, [one], title=named), [one])


def test_a_page_named_like_an_entry_of_the_menu_keeps_its_text(tmp_path):
    text = "\n".join([*HEADS["older without its end"], "Les objectifs fixent l'année 2030."])
    text += "\nAgenda 2030\nLe programme compte dix-sept objectifs."
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"url": "https://iom.int/fr/agenda-2030", "text": text}))
    import_sources([file], tmp_path / "k", today=TODAY)
    bodies = " ".join(page.body for page in load_library(tmp_path / "k").library.pages)
    assert "Les objectifs fixent" in bodies
    assert "Agenda 2030" in bodies
    assert "dix-sept" in bodies


@pytest.mark.parametrize(
    ("given", "kind"), [("news", Kind.ACTUALITE), ("Projet", Kind.PROGRAMME), ("faq", Kind.FAQ)]
)
def test_kinds_by_other_names(tmp_path, given, kind):
    row = {"title": "Un titre", "text": "Un texte sur une page.", "kind": given}
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(row))
    import_sources([file], tmp_path / "k", today=TODAY)
    assert [page.kind for page in load_library(tmp_path / "k").library.pages] == [kind]
