import pytest

from actions.library.importer.contact_lines import opens_contact, split_contacts


def test_one_line_gives_person_phone_and_address():
    lines = [
        "Un texte.",
        (
            "Pour plus d’informations, veuillez contacter Ana Exemple, +995 32 200 00 00. "
            "Email : aexemple@example.org"
        ),
    ]
    rest, (contact,) = split_contacts(lines)
    assert rest == ["Un texte."]
    assert (contact.person, contact.country) == ("Ana Exemple", "GE")
    assert (contact.phone, contact.email) == ("+995322000000", "aexemple@example.org")


def test_two_people_in_one_line():
    line = (
        "Pour plus d'informations, veuillez contacter Jeanne Malivert à l'OIM Libye, "
        "Tél : +216 71 000 000, Email : jmalivert@example.org ou Pierre Aubrac, porte-parole à "
        "l'OIM Genève, Tél : +41 22 799 55 55, courriel : paubrac@example.org."
    )
    _, (first, second) = split_contacts([line])
    assert (first.person, first.office, first.country) == ("Jeanne Malivert", "Libye", "LY")
    assert (second.person, second.role) == ("Pierre Aubrac", "porte-parole")
    assert second.headquarters


def test_details_on_lines_of_their_own():
    lines = [
        "Un texte.",
        "Pour de plus amples informations, veuillez contacter",
        "",
        "Lucie Ferrandis",
        "OIM Lima",
        "Tél.: +51-1-2005555",
        "Courriel : lferrandis@example.org",
        "Un dernier mot.",
    ]
    rest, (contact,) = split_contacts(lines)
    assert rest == ["Un texte.", "Un dernier mot."]
    assert (contact.person, contact.office) == ("Lucie Ferrandis", "Lima")
    assert contact.phone == "+5112005555"


@pytest.mark.parametrize(
    "written",
    [
        "a.b@example.org",
        "a.b[at]example.org",
        "a.b (at) example (dot) org",
        "a.b @ example.org",
        "a.b(arobase)example.org",
    ],
)
def test_hidden_addresses_are_read(written):
    _, (contact,) = split_contacts([f"Veuillez contacter l'OIM, e-mail : {written}."])
    assert contact.email == "a.b@example.org"


def test_a_line_without_a_way_to_reach_stays():
    lines = ["Pour plus d'informations, veuillez contacter le bureau.", "Fin."]
    assert split_contacts(lines) == (lines, [])


def test_ordinary_sentences_open_no_contact():
    assert not opens_contact("Pour plus de 300 migrants, le retour est possible.")
    assert not opens_contact("Le contact a été pris avec les autorités.")


def test_every_number_of_a_person_is_kept():
    line = (
        "Pour plus d'informations, contacter Marie Essai, OIM Genève,"
        " Tel: +41 22 717 91 11, Mobile: +33 6 39 98 01 01, Email: messai@iom.int"
    )
    _, (first, second) = split_contacts(["Un texte.", line])
    assert (first.phone, first.email) == ("+41227179111", "messai@iom.int")
    assert (second.phone, second.email) == ("+33639980101", None)
    assert first.person == second.person == "Marie Essai"
    assert first.country == second.country == "CH"


def test_a_number_after_the_address_belongs_to_it():
    line = "Pour plus d'informations, contacter Jean Essai, jessai@iom.int, +223 20 22 76 97"
    _, (contact,) = split_contacts([line])
    assert (contact.email, contact.phone) == ("jessai@iom.int", "+22320227697")
