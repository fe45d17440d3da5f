"""Everything `boussole check` promises to find, each with its file and its line."""

import json
from datetime import date

import pytest

from actions.library import check_library, load_library, summary

TODAY = date(2026, 11, 23)
HEAD = "---\ntitle: Un titre\nurl: https://example.org/a\npublished: 2026-01-01\n{}---\n{}\n"
LONG = " ".join(f"La famille numéro {n} reçoit une trousse et un repas chaud." for n in range(12))


def text(header="", body="Un texte."):
    return HEAD.format(header, body)


CASES = {
    "broken header": ({"faq/a.md": "---\ntitle: [\n---\nTexte.\n"}, "faq/a.md:3: en-tête"),
    "unclosed header": ({"faq/a.md": "---\ntitle: A\nTexte.\n"}, "faq/a.md:1: en-tête non fermé"),
    "unknown kind": ({"faq/a.md": text("kind: blog\n")}, "faq/a.md:5: valeur « blog » inconnue"),
    "impossible date": (
        {"faq/a.md": text("verified: 2026-02-30\n")},
        "faq/a.md:5: la date « 2026-02-30 »",
    ),
    "empty page": ({"faq/a.md": text(body="")}, "faq/a.md:5: la page n'a pas de texte"),
    "bad address": (
        {"faq/a.md": text().replace("https://example.org/a", "exemple")},
        "faq/a.md:3: adresse « exemple » non valable",
    ),
    "dangerous address": (
        {"faq/a.md": text().replace("https://example.org/a", "javascript:alert(1)")},
        "faq/a.md:3: adresse dangereuse",
    ),
    "dangerous link": (
        {"faq/a.md": text(body="[ici](javascript:alert(1))")},
        "faq/a.md:6: le texte contient un lien dangereux",
    ),
    "private network": (
        {"faq/a.md": text(body="Voir http://192.168.1.4/a.")},
        "faq/a.md:6: adresse d'un réseau privé",
    ),
    "exact duplicate": (
        {"faq/a.md": text(), "faq/b.md": text().replace("/a\n", "/b\n").replace("Un titre", "B")},
        "faq/b.md:2: même texte que faq/a.md",
    ),
    "near duplicate": (
        {
            "faq/a.md": text(body=LONG),
            "faq/b.md": text(body=LONG + " Fin.").replace("/a\n", "/b\n").replace("Un titre", "B"),
        },
        "faq/b.md:2: presque le même texte que faq/a.md",
    ),
    "same question": (
        {
            "faq/a.md": text("questions:\n  - où s'inscrire\n", "Au guichet."),
            "faq/b.md": text("questions:\n  - autre\n  - Où s’inscrire ?\n", "À la mairie.")
            .replace("/a\n", "/b\n")
            .replace("Un titre", "B"),
        },
        "faq/b.md:7: la question « Où s’inscrire ? » est aussi écrite dans faq/a.md",
    ),
    "expired": ({"faq/a.md": text("expires: 2026-11-01\n")}, "faq/a.md:5: page ou fiche périmée"),
    "soon expiring": (
        {"faq/a.md": text("expires: 2026-12-01\n")},
        "faq/a.md:5: page ou fiche bientôt périmée",
    ),
    "no source": (
        {"faq/a.md": text().replace("url: https://example.org/a\n", "")},
        "faq/a.md:1: aucune source",
    ),
    "undated": (
        {"faq/a.md": text().replace("2026-01-01", "null")},
        "faq/a.md:4: date inconnue",
    ),
    "private phone": (
        {"faq/a.md": text(body="Appelez le +33 6 39 98 01 02.")},
        "faq/a.md:6: numéro de téléphone mobile",
    ),
    "private mailbox": (
        {"faq/a.md": text(body="Écrivez à jean.essai@gmail.com.")},
        "faq/a.md:6: adresse électronique d'une personne privée",
    ),
    "two numbers for one fact": (
        {
            "faq/a.md": text("facts: [nombre-etats-membres]\n", "L'OIM compte 175 États membres."),
            "faq/b.md": text(body="L'OIM compte 174 États membres.")
            .replace("/a\n", "/b\n")
            .replace("Un titre", "B"),
        },
        "faq/b.md:6: le nombre d'États membres de l'OIM",
    ),
    "fact without authority": (
        {"faq/a.md": text(body="L'OIM compte 175 États membres.")},
        "faq/a.md:6: le nombre d'États membres de l'OIM : aucune page ne fait autorité",
    ),
    "hotline without source": (
        {"urgences/a.yml": "- name: N\n  country: FR\n  phone: 119\n  verified: 2026-01-01\n"},
        "urgences/a.yml:1: le numéro d'urgence « N » doit avoir une source",
    ),
    "hotline without check date": (
        {"urgences/a.yml": "- {name: N, country: FR, phone: 119, source: https://a.org/a}\n"},
        "urgences/a.yml:1: le numéro d'urgence « N »",
    ),
    "expired number": (
        {
            "urgences/a.yml": "- {name: N, country: FR, phone: 119, source: https://a.org/a,"
            " verified: 2026-01-01, expires: 2026-02-01}\n"
        },
        "urgences/a.yml:1: page ou fiche périmée",
    ),
    "contact without source": (
        {"contacts/a.yml": "- {country: GE, email: a@example.org}\n"},
        "contacts/a.yml:1: le contact « OIM Géorgie » n'a pas de source",
    ),
    "unknown country": (
        {"faq/a.md": text("countries: [XQ]\n")},
        "faq/a.md:5: pays « XQ » inconnu",
    ),
}


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_it_is_found_with_its_line(tmp_path, name):
    files, expected = CASES[name]
    write(tmp_path, files)
    found = [str(finding) for finding in check_library(load_library(tmp_path), TODAY)]
    assert any(line.startswith(expected) for line in found), found


def test_the_json_has_exactly_its_keys(tmp_path):
    write(tmp_path, CASES["hotline without source"][0] | {"faq/a.md": text()})
    loaded = load_library(tmp_path)
    shown = json.loads(json.dumps(summary(loaded.library, check_library(loaded, TODAY))))
    assert set(shown) == {"pages", "contacts", "hotlines", "errors", "warnings"}
    assert (shown["pages"], shown["contacts"], shown["hotlines"]) == ({"faq": 1}, 0, 1)
    assert shown["errors"][0]["path"] == "urgences/a.yml"
    assert shown["errors"][0]["line"] == 1
