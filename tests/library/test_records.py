from datetime import date
from pathlib import Path

import pytest

from actions.library import ContactKind, Situation, load_library


def load(folder: Path, name: str, text: str):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_library(folder)


def test_a_contact_needs_little(tmp_path):
    loaded = load(tmp_path, "contacts/a.yml", "country: GE\nphone: +995 32 200 00 00\n")
    (contact,) = loaded.library.contacts
    assert loaded.findings == ()
    assert contact.name == "OIM Géorgie"
    assert contact.phone == "+995322000000"
    assert contact.kind is ContactKind.BUREAU_PAYS


def test_norway_is_a_country_and_e_mail_an_alias(tmp_path):
    text = "- country: NO\n  e-mail: oslo@example.org\n  languages: [no, fr]\n"
    (contact,) = load(tmp_path, "contacts/a.yml", text).library.contacts
    assert (contact.country, contact.email) == ("NO", "oslo@example.org")
    assert contact.languages == ("no", "fr")


@pytest.mark.parametrize(
    ("written", "country", "kept"),
    [
        ('"+33 1 99 00 55 55"', "FR", "+33199005555"),
        ("0033199005555", "FR", "+33199005555"),
        ("01 99 00 55 55", "FR", "+33199005555"),
        ("+33 (0)1 99 00 55 55", "null", "+33199005555"),
    ],
)
def test_phones_come_in_one_form(tmp_path, written, country, kept):
    text = f"name: N\ncountry: {country}\nphone: {written}\n"
    (contact,) = load(tmp_path, "contacts/a.yml", text).library.contacts
    assert contact.phone == kept


@pytest.mark.parametrize(
    ("fields", "line", "words"),
    [
        ("  name: Rien", 3, "au moins un téléphone"),
        ("  name: N\n  phone: abc", 4, "numéro"),
        ("  name: N\n  email: a@b", 4, "adresse électronique"),
        ("  name: N\n  url: 'data:text/html,x'", 4, "dangereuse"),
        ("  name: N\n  kind: ambassade\n  url: https://example.org", 4, "ambassade"),
    ],
)
def test_a_faulty_record_leaves_the_others(tmp_path, fields, line, words):
    text = f"- name: Bon\n  url: https://example.org\n-\n{fields}\n"
    loaded = load(tmp_path, "contacts/a.yml", text.replace("-\n  ", "- "))
    (error,) = loaded.errors
    assert error.path == "contacts/a.yml"
    assert error.line in (line, line - 1)
    assert words in error.message
    assert [contact.name for contact in loaded.library.contacts] == ["Bon"]


def test_a_hotline_keeps_its_short_number_as_text(tmp_path):
    text = "country: FR\nsituations: enfant\nphone: 119\nfree: oui\nsms: 114\n"
    (hotline,) = load(tmp_path, "urgences/a.yml", text).library.hotlines
    assert (hotline.phone, hotline.sms, hotline.free) == ("119", "114", True)
    assert hotline.situations == (Situation.ENFANT,)


@pytest.mark.parametrize(
    ("fields", "dial"),
    [
        ("country: FR, phone: 119", "119"),
        ("country: FR, phone: 0800 00 00 00", "0 800 00 00 00"),
        ("country: FR, phone: +33199005555", "01 99 00 55 55"),
        ("country: CH, phone: +33199005555", "+33 1 99 00 55 55"),
        ("country: EU, phone: 112", "112"),
        ("phone: +33199005555", "+33 1 99 00 55 55"),
        ("country: FR, phone: +33199005555, dial: 3900", "3900"),
        ("country: FR, sms: 114", None),
    ],
)
def test_a_hotline_says_what_to_dial(tmp_path, fields, dial):
    (hotline,) = load(tmp_path, "urgences/a.yml", f"{{name: N, {fields}}}").library.hotlines
    assert hotline.dial == dial


def test_a_hotline_may_be_for_the_union_or_everywhere(tmp_path):
    text = "- {name: A, country: EU, phone: 112}\n- {name: B, url: https://example.org}\n"
    first, second = load(tmp_path, "urgences/a.yml", text).library.hotlines
    assert (first.country, second.country) == ("EU", None)


def test_the_structure_keeps_its_order(tmp_path):
    text = "title: Structure\nentries:\n- Un\n- {name: Deux, person: Ada Exemple}\n"
    structure = load(tmp_path, "structure.yml", text).library.structure
    assert structure is not None
    assert [entry.name for entry in structure.entries] == ["Un", "Deux"]
    assert structure.entries[1].person == "Ada Exemple"


def test_an_empty_structure_is_an_error(tmp_path):
    loaded = load(tmp_path, "structure.yml", "title: Structure\nentries: []\n")
    assert loaded.library.structure is None
    assert "vide" in loaded.errors[0].message


def test_what_has_expired_is_not_live(tmp_path):
    text = "- {name: A, url: 'https://example.org', expires: 2026-01-01}\n"
    library = load(tmp_path, "contacts/a.yml", text).library
    assert library.live(date(2026, 1, 1)).contacts == library.contacts
    assert library.live(date(2026, 1, 2)).contacts == ()
