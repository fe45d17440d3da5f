import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.library import country_name, find_countries, in_country
from actions.library.countries import sounds_of_town
from actions.library.country_names import country_names
from actions.search.dictionary import french

MESSAGES = Path(__file__).parent / "data" / "countries.jsonl"


def _messages():
    with MESSAGES.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def found(text: str) -> list[tuple[str, str, bool]]:
    return [(m.iso, text[m.start : m.end], m.exact) for m in find_countries(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("qui contacter pour la Géorgie ?", "GE"),
        ("QUI CONTACTER POUR LA GEORGIE", "GE"),
        ("les migrants géorgiens", "GE"),
        ("une famille nigérienne", "NE"),
        ("deux femmes nigérianes", "NG"),
        ("la Guinée", "GN"),
        ("la Guinée-Bissau", "GW"),
        ("guinée équatoriale", "GQ"),
        ("la Papouasie-Nouvelle-Guinée", "PG"),
        ("au Congo", "CG"),
        ("en RDC", "CD"),
        ("République démocratique du Congo", "CD"),
        ("le Soudan", "SD"),
        ("au Soudan du Sud", "SS"),
        ("des Sud-Soudanais", "SS"),
        ("la République dominicaine", "DO"),
        ("à la Dominique", "DM"),
        ("Côte d’Ivoire", "CI"),
        ("cote d'ivoire", "CI"),
        ("Ivoirienne", "CI"),
        ("aux États-Unis", "US"),
        ("l'île Maurice", "MU"),
        ("en Chine", "CN"),
        ("le Kosovo", "XK"),
        ("Norvège", "NO"),
        ("Switzerland - L'OIM", "CH"),
    ],
)
def test_names_and_demonyms(text, expected):
    assert [(iso, exact) for iso, _, exact in found(text)] == [(expected, True)]


@pytest.mark.parametrize(
    "text",
    [
        "un tour à Tours",
        "je chine des meubles",
        "Dominique et Maurice sont venus",
        "la réunion du conseil",
        "parlez-vous français ?",
        "répondez en anglais",
        "l'océan Indien",
        "le chien de la chaîne a perdu la série",
        "un palais romain",
        "la grâce et la grève",
        "quelle est la procédure de réintégration",
        "",
    ],
)
def test_ordinary_words_are_no_countries(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("georgi", "GE"),
        ("gerogie", "GE"),
        ("senegale", "SN"),
        ("burkna faso", "BF"),
        ("afganistan", "AF"),
        ("turqie", "TR"),
        ("tunisiene", "TN"),
        ("cote d ivoir", "CI"),
    ],
)
def test_misspellings(text, expected):
    assert [(iso, exact) for iso, _, exact in found(text)] == [(expected, False)]
    assert find_countries(text, fuzzy=False) == []


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("GE", "en Géorgie"),
        ("ML", "au Mali"),
        ("KM", "aux Comores"),
        ("CU", "à Cuba"),
        ("HT", "en Haïti"),
        ("US", "aux États-Unis"),
        ("CD", "en République démocratique du Congo"),
        ("CG", "au Congo"),
        ("CI", "en Côte d'Ivoire"),
        ("GW", "en Guinée-Bissau"),
        ("SS", "au Soudan du Sud"),
        ("LA", "au Laos"),
        ("MX", "au Mexique"),
        ("IQ", "en Irak"),
        ("ZA", "en Afrique du Sud"),
        ("GB", "au Royaume-Uni"),
        ("NL", "aux Pays-Bas"),
        ("MU", "à Maurice"),
    ],
)
def test_being_in_a_country(iso, expected):
    assert in_country(iso) == expected


def test_an_ambiguous_demonym_gives_every_country():
    assert {iso for iso, _, _ in found("congolaise")} == {"CD", "CG"}


def test_several_countries_come_in_order():
    assert [iso for iso, _, _ in found("du Mali vers l'Algérie et le Niger")] == ["ML", "DZ", "NE"]


def test_names_are_shown_in_french():
    assert country_name("CI") == "Côte d'Ivoire"
    assert country_name("CD") == "République démocratique du Congo"
    assert country_name("EU") == "Union européenne"
    assert country_name("??") == "??"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_places_lie_in_the_text(text):
    for match in find_countries(text):
        assert 0 <= match.start < match.end <= len(text)


@pytest.mark.parametrize("row", _messages(), ids=lambda row: row["text"])
def test_messages_people_write(row):
    assert [match.iso for match in find_countries(row["text"])] == row["countries"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ou est loim a nakouchott", "MR"),
        ("bureau oim wagadougou", "BF"),
        ("jsui a bamaco", "ML"),
        ("adresse a abijan", "CI"),
        ("numero conacry", "GN"),
        ("oim ndjamena", "TD"),
        ("oim a djaména", "TD"),
        ("kinchassa", "CD"),
        ("loim a tananarive", "MG"),
        ("bloqué à kartoum", "SD"),
        ("prison de tripolie", "LY"),
    ],
)
def test_a_town_is_heard_as_it_sounds(text, expected):
    assert [iso for iso, _, _ in found(text)] == [expected]


def test_no_ordinary_word_sounds_like_a_town():
    known = country_names()
    ordinary = (word for word in french() if (word,) not in known.towns and "'" not in word)
    assert [word for word in ordinary if sounds_of_town(known, word)] == []


@pytest.mark.parametrize(
    "text",
    ["Maurice", "Maurice ?", "et Maurice ?", "à Maurice", "je vis à Maurice", "lile maurice"],
)
def test_maurice_is_an_island(text):
    assert [iso for iso, _, _ in found(text)] == ["MU"]


@pytest.mark.parametrize(
    "text",
    [
        "je m'appelle Maurice",
        "moi c'est Maurice",
        "j'ai parlé à Maurice",
        "mon frère Maurice est parti",
        "donnez le papier à Maurice",
    ],
)
def test_maurice_is_a_man(text):
    assert found(text) == []
