from datetime import date

import pytest

from actions.library import Kind
from actions.library.importer.article import read_article
from actions.library.importer.document import Document


def article(text: str, *, had_menu: bool = False, **facts):
    return read_article(Document("x.txt", tuple(text.splitlines()), **facts), had_menu=had_menu)


def test_a_news_item_under_its_banner():
    found = article("Communiqué\nGlobal\n21 juin 2018\n\nUn titre\n\nMalawi – L’OIM a formé.")
    assert (found.title, found.kind) == ("Un titre", Kind.ACTUALITE)
    assert found.published == date(2018, 6, 21)
    assert (found.place, found.countries) == ("Malawi", ("MW",))
    assert found.body == "Malawi – L’OIM a formé."


@pytest.mark.parametrize(
    ("opening", "place", "partial"),
    [
        ("Tbilisi - Un atelier a eu lieu.", "Tbilisi", None),
        ("Port-au-Prince − Un convoi est parti.", "Port-au-Prince", None),
        ("Genève/ Port-au-Prince, 9 mars – Un texte.", "Genève/ Port-au-Prince", "9 mars"),
        ("Washington, D.C. - La semaine dernière.", "Washington, D.C.", None),
        ("Switzerland - L’OIM a publié un texte.", "Switzerland", None),
        ("Un atelier - le premier - a eu lieu.", None, None),
        ("Le projet de retour - et lui seul.", None, None),
    ],
)
def test_datelines(opening, place, partial):
    found = article(f"Un titre\n{opening}")
    assert (found.place, found.partial) == (place, partial)


def test_a_year_is_never_guessed():
    found = article("Un titre\nLomé, 9 mars – Le 3 mai 2019, un centre a ouvert.")
    assert (found.published, found.partial) == (None, "9 mars")


def test_a_title_may_end_with_a_full_stop():
    found = article("Un centre ouvre au 3 av. des Lilas.\nLomé - Un centre a ouvert.")
    assert (found.title, found.title_found) == ("Un centre ouvre au 3 av. des Lilas.", True)


def test_a_speech_under_its_banner():
    found = article("Déclarations et discours\n27 nov 2023\n\nUn discours\n\nChers amis,")
    assert (found.title, found.published) == ("Un discours", date(2023, 11, 27))


def test_a_dateline_of_two_days_gives_the_last():
    found = article("Un titre\nRabat, les 10 et 11 avril 2018 - Un atelier a eu lieu.")
    assert (found.place, found.published) == ("Rabat", date(2018, 4, 11))


def test_a_full_dateline_gives_the_date():
    found = article("Un titre\nLomé, le 9 mars 2021 – Un centre a ouvert.")
    assert (found.place, found.published) == ("Lomé", date(2021, 3, 9))


def test_a_page_without_title_takes_that_of_its_address():
    found = article(
        "L’OIM dispose d’un réseau de bureaux.\nIls ont un budget.",
        had_menu=True,
        url="https://example.org/fr/bureaux-de-pays",
    )
    assert (found.title, found.title_found) == ("Bureaux de pays", False)
    assert found.kind is Kind.ORGANISATION
    assert found.body.startswith("L’OIM dispose")


def test_what_the_source_states_wins():
    found = article("Un titre\nTexte.", title="Un titre", kind=Kind.FAQ)
    assert (found.title, found.kind, found.body) == ("Un titre", Kind.FAQ, "Texte.")


@pytest.mark.parametrize(
    "lines",
    [
        ("Environ cinquante ministres et premiers", "ministres viendront.", "Ils parleront."),
        ("Le bureau aide à :", "- trouver un logement", "- écrire un dossier"),
    ],
    ids=["a wrapped paragraph", "the opening of a list"],
)
def test_what_is_no_title_stays_in_the_text(lines):
    document = Document("a", lines, url="https://iom.int/fr/l-avenir-des-migrations")
    article = read_article(document, had_menu=True)
    assert article.title == "L avenir des migrations"
    assert lines[0] in article.body
