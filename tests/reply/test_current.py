"""What is true now: how it is asked for, and that no news item says it."""

from datetime import date

import pytest

from actions.library.load import load_library
from actions.reply.answerer import Answerer
from actions.reply.current import current_fact
from actions.reply.reply import Status
from actions.reply.when import when_of
from actions.search.build import update_index
from actions.search.index import Index
from actions.search.searcher import Searcher
from actions.search.versions import Versions
from bot.content import documents

TODAY = date(2026, 11, 24)
NEWS = """---
title: {title}
kind: actualite
url: https://example.org/{year}
published: {published}
verified: 2026-11-01
---
{body}
"""
LEADERS = {
    2006: "Brunson McKinley",
    2013: "William Lacy Swing",
    2019: "António Vitorino",
}
MEMBERS = {2006: 120, 2013: 151, 2019: 173}
DECLARING = """---
title: La direction de l'OIM
kind: organisation
url: https://example.org/direction
published: null
verified: 2026-11-01
facts: [directeur-general]
---
La Directrice générale de l'OIM est Amy Pope depuis le 1er octobre 2023.

## Avant elle

Avant Amy Pope, António Vitorino dirigeait l'OIM.
"""
COUNTED = """---
title: Les membres de l'OIM
kind: organisation
url: https://example.org/membres
published: null
verified: 2026-11-01
facts: [etats-membres]
---
L'OIM compte 175 États membres.
"""


def news():
    for year, leader in LEADERS.items():
        published = f"{year}-06-05" if year != 2006 else "null"
        body = (
            f"Le Directeur général de l'OIM, {leader}, qui dirige l'OIM, a parlé à Genève en "
            f"{year}. L'OIM compte {MEMBERS[year]} États membres."
        )
        title = f"Le Directeur général de l'OIM parle du nombre d'États membres en {year}"
        yield (
            f"actualites/{year}.md",
            NEWS.format(title=title, year=year, published=published, body=body),
        )


def answerer_over(root, encoder, files):
    for name, text in files.items():
        file = root / "knowledge" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    loaded = load_library(root / "knowledge")
    assert not loaded.errors
    report = update_index(
        documents(loaded.library, TODAY), Versions(root), lambda: encoder, model=encoder.name
    )
    searcher = Searcher(Index(report.version), encoder)
    return Answerer(lambda: searcher)


@pytest.fixture(scope="module")
def declaring(tmp_path_factory, encoder):
    files = {**dict(news()), "organisation/direction.md": DECLARING, "organisation/m.md": COUNTED}
    return answerer_over(tmp_path_factory.mktemp("declaring"), encoder, files)


@pytest.fixture(scope="module")
def only_news(tmp_path_factory, encoder):
    return answerer_over(tmp_path_factory.mktemp("news"), encoder, dict(news()))


NOW = [
    "qui dirige l'OIM ?",
    "Qui est le directeur général actuel de l'OIM ?",
    "c'est qui la patronne de l'OIM en ce moment",
    "ki est le dg de loim",
    "nom du directeur général de l'OIM",
    "J'ai lu que Swing dirigeait l'OIM en 2013. Qui dirige l'OIM aujourd'hui ?",
    "Who leads IOM now?",
    "¿Quién dirige la OIM?",
]


@pytest.mark.parametrize("question", NOW)
def test_who_leads_now_comes_from_the_page_that_declares_it(declaring, question):
    turn = declaring.answer(question, today=TODAY)
    shown = turn.replies[0].text
    assert turn.status is Status.ANSWERED
    assert shown.startswith("La Directrice générale de l'OIM est Amy Pope")
    assert turn.replies[0].sources[0].url == "https://example.org/direction"
    assert "McKinley" not in shown
    assert "Swing" not in shown


@pytest.mark.parametrize(
    "question",
    [
        "combien d'états membres",
        "L'OIM compte combien de pays membres aujourd'hui ?",
        "cb d'états membres a loim",
    ],
)
def test_a_page_may_name_the_fact_its_own_way(declaring, question):
    turn = declaring.answer(question, today=TODAY)
    assert turn.status is Status.ANSWERED
    assert turn.replies[0].text == "L'OIM compte 175 États membres."


@pytest.mark.parametrize("question", NOW)
def test_news_never_says_what_is_true_now(only_news, question):
    turn = only_news.answer(question, today=TODAY)
    assert turn.status in {Status.SUGGESTED, Status.UNANSWERABLE}
    if turn.status is Status.SUGGESTED:
        assert "Vitorino" in turn.replies[1].text, "the newest comes first"
        urls = [source.url for reply in turn.replies for source in reply.sources]
        assert len(urls) == len(set(urls))
        assert any("Attention" in reply.text for reply in turn.replies)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Qui dirigeait l'OIM en 2013 ?", "Swing"),
        ("directeur général de l'OIM en 2006", "McKinley"),
        ("Qui était le Directeur général de l'OIM en 2019 ?", "Vitorino"),
    ],
)
def test_a_past_year_is_answered_by_the_news_of_that_year(declaring, question, name):
    found = declaring.explain(question, today=TODAY)
    assert name in found.candidate
    assert "Amy Pope est" not in found.candidate


def test_news_without_a_date_says_the_year_it_speaks_of(only_news):
    turn = only_news.answer("directeur général de l'OIM en 2006", today=TODAY)
    if turn.status is not Status.UNANSWERABLE:
        assert any("2006" in reply.text for reply in turn.replies if not reply.sources)


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("qui dirige l'OIM", True),
        ("quel est le salaire du directeur général ?", False),
        ("combien d'États membres compte l'OIM ?", True),
        ("combien d'États membres en Afrique ?", False),
        ("où est le siège de l'OIM ?", True),
    ],
)
def test_a_question_that_asks_for_more_is_not_the_fact_alone(question, alone):
    fact = current_fact(question, when_of(question, TODAY))
    assert fact is not None
    assert fact.alone is alone


@pytest.mark.parametrize(
    "question",
    [
        "qui dirige le bureau du Niger",
        "qui dirigeait l'OIM en 2013",
        "qui était l'ancien directeur général",
        "combien d'états observateurs",
        "bonjour",
        "",
    ],
)
def test_other_questions_ask_for_no_current_fact(question):
    assert current_fact(question, when_of(question, TODAY)) is None
