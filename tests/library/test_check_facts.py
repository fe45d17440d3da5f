"""Contradictions between pages: what is found, and what must not be taken for one."""

from datetime import date
from pathlib import Path

import pytest

from actions.library import check_library, load_library
from actions.library.facts import current_facts

TODAY = date(2026, 11, 23)
MEMBERS = "L'OIM compte 175 États membres."
HEAD = "La Directrice générale de l'OIM est Amy Pope."


def page(folder, name, body, *, facts="", kind="organisation", **more):
    path = folder / kind / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    header = f"title: {name}\nurl: https://example.org/{name}\npublished: 2026-01-01\n"
    header += f"facts: [{facts}]\n" if facts else ""
    header += "".join(f"{key}: {value}\n" for key, value in more.items())
    path.write_text(f"---\n{header}---\nUne ligne.\n\n{body}\n", encoding="utf-8")


def found(folder):
    return [str(finding) for finding in check_library(load_library(folder), TODAY)]


@pytest.mark.parametrize(
    ("fact", "known", "other"),
    [
        ("nombre-etats-membres", MEMBERS, "L'OIM est composée de 174 Etats membres."),
        (
            "nombre-pays-presence",
            "L'OIM est présente dans 171 pays.",
            "L'OIM a des bureaux dans 150 pays.",
        ),
        ("directeur-general", HEAD, "António Vitorino dirige l'OIM."),
        ("directeur-general", HEAD, "Le directeur général actuel de l'OIM s'appelle Jean Essai."),
        (
            "dga-operations",
            "La Directrice générale adjointe chargée des opérations est Ugochi Daniels.",
            "Le Directeur général adjoint chargé des opérations est Jean Essai.",
        ),
        ("siege-adresse", "Le siège de l'OIM se trouve à Genève.", "L'OIM a son siège à Paris."),
        ("annee-creation", "L'OIM a été créée en 1951.", "L'OIM est née en 1953."),
        (
            "langues-officielles",
            "L'OIM a trois langues officielles.",
            "L'OIM a six langues officielles.",
        ),
    ],
)
def test_two_values_for_one_fact(tmp_path, fact, known, other):
    page(tmp_path, "a", known, facts=fact)
    page(tmp_path, "b", other, kind="faq")
    (line,) = found(tmp_path)
    assert line.startswith("faq/b.md:8: ")
    assert "organisation/a.md fait autorité" in line


@pytest.mark.parametrize(
    "other",
    [
        "L'OIM compte 175 Etats membres et 8 observateurs.",
        "En 2014, l'OIM comptait 157 États membres.",
        "L'OIM avait alors 125 États membres.",
        "L'Union européenne compte 27 États membres.",
        "L'OIM et l'Union africaine, qui compte 55 États membres, travaillent ensemble.",
        "Les 120 États membres présents ont voté au Conseil de l'OIM.",
        "La Directrice générale de l'OIM est Amy Elizabeth Pope.",
        "Amy Pope dirige l'OIM.",
        "La Directrice générale de l'OIM est élue par le Conseil.",
    ],
)
def test_what_is_no_contradiction(tmp_path, other):
    page(tmp_path, "a", f"{MEMBERS}\n\n{HEAD}", facts="nombre-etats-membres, directeur-general")
    page(tmp_path, "b", other, kind="faq")
    assert found(tmp_path) == []


def test_news_say_what_was_true_on_their_day(tmp_path):
    page(tmp_path, "a", MEMBERS, facts="nombre-etats-membres")
    page(tmp_path, "b", "L'OIM compte 120 États membres.", kind="actualites")
    assert found(tmp_path) == []


def test_the_structure_is_compared_too(tmp_path):
    page(tmp_path, "a", HEAD, facts="directeur-general")
    (tmp_path / "structure.yml").write_text(
        "title: Structure\nentries:\n  - name: Directrice générale\n    person: Jean Essai\n"
    )
    assert any(
        line.startswith("structure.yml:4: ") and "« Jean Essai »" in line
        for line in found(tmp_path)
    )


def test_a_fact_that_no_page_is_the_authority_for(tmp_path):
    page(tmp_path, "a", MEMBERS)
    (line,) = found(tmp_path)
    assert line.startswith("organisation/a.md:8: ")
    assert "facts: [nombre-etats-membres]" in line


def test_an_expired_page_is_no_authority(tmp_path):
    page(tmp_path, "a", MEMBERS, facts="nombre-etats-membres", expires="2026-11-01")
    page(tmp_path, "b", "L'OIM réunit 175 États membres.")
    assert any("/b.md" in line and "ne fait autorité" in line for line in found(tmp_path))


def test_a_folder_with_a_structure_must_say_every_fact(tmp_path):
    (tmp_path / "structure.yml").write_text("title: Structure\nentries: [Cabinet]\n")
    lines = [line for line in found(tmp_path) if line.startswith("structure.yml:1: ")]
    assert len(lines) == len(current_facts())


def test_one_sentence_with_two_numbers(tmp_path):
    page(tmp_path, "a", "Le centre accueille chaque mois près de 120 familles de la région.")
    page(tmp_path, "b", "Le centre accueille chaque mois près de 140 familles de la région.")
    (line,) = found(tmp_path)
    assert line.startswith("organisation/b.md:8: ")
    assert "140 ici, 120 là-bas" in line


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        ("Il y a 12 lits.", "Il y a 14 lits.", {}),
        (
            "Le centre a accueilli en 2019 près de 12 familles de la région.",
            "Le centre a accueilli en 2019 près de 14 familles de la région.",
            {},
        ),
        (
            "Le bureau emploie aujourd'hui 12 personnes dans tout le pays.",
            "Le bureau emploie aujourd'hui 14 personnes dans tout le pays.",
            {"countries": "[ML]"},
        ),
    ],
    ids=["too short", "dated", "about another country"],
)
def test_sentences_that_are_not_compared(tmp_path, one, other, more):
    page(tmp_path, "a", one)
    page(tmp_path, "b", other, **more)
    assert found(tmp_path) == []


def test_the_shipped_folder_does_not_contradict_itself():
    texts = found(Path(__file__).parents[2] / "knowledge")
    assert not [t for t in texts if "fait autorité" in t or "autre nombre" in t or "ne le dit" in t]
