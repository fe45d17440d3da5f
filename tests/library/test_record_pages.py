from pathlib import Path

from actions.library import (
    Contact,
    Hotline,
    Library,
    RecordKind,
    Structure,
    StructureEntry,
    record_pages,
)


def only(**records):
    (page,) = record_pages(Library(Path("k"), **records))
    return page


def test_a_contact_reads_as_a_passage():
    contact = Contact(
        country="GE",
        person="Ana Exemple",
        phone="+995322000000",
        email="a@example.org",
        place="Tbilissi",
        languages=("fr", "en"),
        source="https://example.org/georgie",
        path="contacts/georgie.yml",
        line=3,
    )
    page = only(contacts=(contact,))
    assert page.title == "Contact : OIM Géorgie (Tbilissi)"
    assert page.kind is RecordKind.CONTACT
    assert page.record is contact
    assert page.path == "contacts/georgie.yml#oim-georgie-ana-exemple"
    assert (page.url, page.countries) == ("https://example.org/georgie", ("GE",))
    assert "- Personne : Ana Exemple" in page.body
    assert "- Téléphone : +995 32 200 00 00" in page.body
    assert "- Langues : français, anglais" in page.body
    assert any("Géorgie" in question for question in page.questions)


def test_a_hotline_says_when_to_call():
    hotline = Hotline(name="Allô", country="FR", situations=("enfant", "violence"), phone="119")
    page = only(hotlines=(hotline,))
    assert page.title == "Numéro d'aide : Allô (France)"
    assert "- Pour : un enfant en danger, des violences" in page.body
    assert "- Téléphone : 119" in page.body


def test_a_hotline_for_the_union_names_it():
    page = only(hotlines=(Hotline(name="Allô", country="FR", phone="+33199005555"),))
    assert "- Téléphone : 01 99 00 55 55 (forme internationale : +33 1 99 00 55 55)" in page.body
    assert page.card is not None
    assert page.card["dial"] == "01 99 00 55 55"
    page = only(hotlines=(Hotline(name="112", country="EU", phone="112"),))
    assert "Union européenne" in page.body
    assert page.countries == ()


def test_the_structure_is_one_ordered_list():
    entries = (StructureEntry(name="Un"), StructureEntry(name="Deux", person="Ada", role="chef"))
    page = only(structure=Structure(title="Structure", entries=entries))
    assert page.kind is RecordKind.STRUCTURE
    assert page.body.endswith("1. Un\n2. Deux : Ada, chef")


def test_the_digest_follows_the_record():
    one = only(contacts=(Contact(country="GE", email="a@example.org"),))
    same = only(contacts=(Contact(country="GE", email="a@example.org", line=9),))
    other = only(contacts=(Contact(country="GE", email="b@example.org"),))
    assert one.digest == same.digest != other.digest
