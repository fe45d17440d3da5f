from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from actions.library.importer.menu import split_menu

SEED = Path(__file__).parents[2] / "data" / "seed-page-georgie.txt"
TITLE = "La Géorgie porte un nouveau regard"

LOCAL = """-
Qui sommes nous
Qui sommes nousL'Organisation est présente au Togo depuis 2011.
À propos
À propos
OIM Global
OIM Global
-
Notre travail
Notre travailL'OIM Togo protège les migrants.
Ce que nous faisons
Ce que nous faisons
Priorités transversales
Priorités transversales
- Données et ressources
- Agir
- 2030 Agenda
Un titre
Lomé - Un texte."""


def seed_menu() -> list[str]:
    lines = SEED.read_text(encoding="utf-8").splitlines()
    return lines[: next(i for i, line in enumerate(lines) if line.startswith(TITLE))]


def test_the_menu_of_the_seed_page_is_parted_and_read():
    menu, rest = split_menu(SEED.read_text(encoding="utf-8").splitlines())
    assert rest[0].startswith(TITLE)
    assert menu is not None
    assert menu.who is not None
    assert menu.who.startswith("L'Organisation internationale")
    assert "175 Etats membres" in menu.who
    assert menu.work is not None
    assert menu.work.startswith("En tant que")
    assert len(menu.structure) == 7
    assert menu.structure[0] == "Structure organisationnelle"
    assert menu.structure[-1].startswith("Bureau de la stratégie")
    assert not menu.local


def test_an_older_menu_without_its_last_line_is_parted_too():
    lines = [line.replace("Partenariats", "Points forts") for line in seed_menu()[:-1]]
    menu, rest = split_menu([*lines, "Un titre", "Un texte."])
    assert menu is not None
    assert rest == ["Un titre", "Un texte."]


def test_the_menu_of_a_country_site_is_local():
    menu, rest = split_menu(LOCAL.splitlines())
    assert menu is not None
    assert menu.local
    assert menu.work == "L'OIM Togo protège les migrants."
    assert rest == ["Un titre", "Lomé - Un texte."]


def test_blank_lines_between_entries_change_nothing():
    lines = [line for entry in seed_menu() for line in (f"  {entry}", "")]
    menu, rest = split_menu([*lines, "Un titre", "Un texte."])
    assert menu is not None
    assert len(menu.structure) == 7
    assert rest[-2:] == ["Un titre", "Un texte."]


def test_a_title_above_the_menu_stays():
    menu, rest = split_menu(["Un titre", *seed_menu(), "Un texte."])
    assert menu is not None
    assert rest == ["Un titre", "Un texte."]


def test_a_page_without_menu_is_left_alone():
    lines = ["Qui sommes nous", "Nous sommes une organisation.", "- 2030", "Notre travail"]
    assert split_menu(lines) == (None, lines)
    assert split_menu([]) == (None, [])


@given(
    article=st.lists(
        st.text(st.characters(categories=["L"], max_codepoint=0x17F), min_size=12), min_size=2
    ),
    older=st.booleans(),
    blank=st.booleans(),
)
def test_no_menu_line_is_left(article, older, blank):
    menu = seed_menu()
    if older:
        menu = [line.replace("Partenariats", "Points forts") for line in menu]
    if blank:
        menu = [line for entry in menu for line in (entry, "")]
    _, rest = split_menu([*menu, "Titre de la page", *article])
    assert [line for line in rest if line] == ["Titre de la page", *article]
