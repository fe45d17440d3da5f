"""What is said of a page: which passage first, and whether a second one goes with it."""

import pytest

from actions.reply.composed import compose, text_of
from actions.reply.extract import LONGEST
from actions.search.build import update_index
from actions.search.index import Index
from actions.search.searcher import Searcher
from actions.search.versions import Versions
from tests.search.documents import Page

FILLING = "Ce paragraphe donne beaucoup de détails sur un tout autre sujet, et il continue. " * 9
PAGES = [
    Page(
        "phare.md",
        "## Le lieu\n\nLe phare se dresse sur la pointe nord de l'île.\n\n"
        "## Le gardien\n\nLe gardien du phare s'appelle Yann Kervella.\n\n"
        "## La visite\n\nLa visite du phare dure quarante minutes et coûte six euros.\n",
        "Le phare de la pointe",
    ),
    Page(
        "maires.md",
        "## Jeanne Arel, maire de 1995 à 2003\n\nJeanne Arel a bâti le marché de la commune.\n\n"
        "## Paul Brisson, maire de 2003 à 2014\n\nPaul Brisson a fait bâtir la piscine.\n\n"
        "## Odile Canu, maire de 2014 à 2026\n\nOdile Canu a ouvert une crèche pour la commune.\n",
        "Les maires de la commune",
    ),
    Page("long.md", f"## Le pain\n\n{FILLING}\n\n## Le sel\n\nLe sel vient de la mer.", "Le pain"),
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory, encoder):
    root = tmp_path_factory.mktemp("composed")
    report = update_index(PAGES, Versions(root), lambda: encoder, model=encoder.name)
    return Searcher(Index(report.version), encoder)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("comment s'appelle le gardien du phare", "Le gardien du phare s'appelle Yann Kervella."),
        ("où est le phare", "Le phare se dresse sur la pointe nord de l'île."),
        ("prix de la visite", "La visite du phare dure quarante minutes et coûte six euros."),
    ],
)
def test_the_passage_of_the_page_that_answers_comes_first(searcher, question, first):
    for row in range(3):
        parts = compose(searcher, question, row)
        assert parts[0].text == first
        assert len(parts) <= 2


@pytest.mark.parametrize(
    ("year", "name"), [(1998, "Jeanne Arel"), (2008, "Paul Brisson"), (2020, "Odile Canu")]
)
def test_the_passage_of_the_year_that_is_named_comes_first(searcher, year, name):
    row = next(n for n, p in enumerate(searcher.index.passages) if p.path == "maires.md")
    parts = compose(searcher, f"qui était le maire de la commune en {year} ?", row)
    assert parts[0].text.startswith(name)


def test_parts_are_of_one_page_and_each_is_said_once(searcher):
    parts = compose(searcher, "visite du phare avec le gardien", 0)
    assert {part.passage.path for part in parts} == {"phare.md"}
    assert len({part.text for part in parts}) == len(parts)


def test_nothing_is_added_where_there_is_no_room(searcher):
    row = next(n for n, p in enumerate(searcher.index.passages) if p.path == "long.md")
    (part,) = compose(searcher, "le paragraphe donne des détails sur un autre sujet", row)
    assert len(part.text) <= LONGEST


def test_every_part_is_in_its_passage(searcher):
    for question in ("phare", "gardien et visite", "le sel", "", "😀"):
        for row in range(len(searcher.index.passages)):
            parts = compose(searcher, question, row)
            assert all(part.text in part.passage.text for part in parts)
            assert text_of(parts)
