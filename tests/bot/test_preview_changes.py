"""What became of an answer: which sort of change it is, and how it is shown."""

from __future__ import annotations

import re
from datetime import date

import pytest

from actions.reply.reply import Source, Status
from bot.evaluation.questions import Item
from bot.preview.answers import Answer, Pair
from bot.preview.beside import Pages
from bot.preview.changes import RISKS, Sort, changes
from bot.preview.lines import lines
from bot.preview.page import marked, page

HERE, THERE = "https://example.org/a", "https://example.org/b"
PAGES = Pages(("faq/neuf.md",), ("faq/change.md",), ("faq/parti.md",))


def answer(text="", url=HERE, *, status=None, right=False, verified=None):
    said = status or (Status.ANSWERED if text else Status.UNANSWERABLE)
    source = Source("Un titre", url, None, verified)
    return Answer(said, text, (source,) if text else (), right)


def pair(before, after, *, answerable=True, must=("x",), question="Une question ?"):
    return Pair(Item(question, must, (), (), answerable, "a", "b", None), before, after)


MAYBE = answer("Peut-être.", status=Status.SUGGESTED)


@pytest.mark.parametrize(
    ("before", "after", "sort"),
    [
        (answer("x", right=True), answer("y"), Sort.WRONG),
        (answer("x"), answer(), Sort.LOST),
        (answer("x"), MAYBE, Sort.UNSURE),
        (answer("x"), answer("Peut-être.", THERE, status=Status.SUGGESTED), Sort.LOST),
        (answer("x"), answer("x", THERE), Sort.SOURCE),
        (MAYBE, answer(), Sort.FEWER),
        (answer("x"), answer("x bis"), Sort.WORDING),
        (answer("x"), answer("x", verified=date(2026, 11, 24)), Sort.DATES),
        (answer("y"), answer("x", right=True), Sort.MENDED),
        (answer(), answer("x"), Sort.NEW),
        (answer(), MAYBE, Sort.OFFERED),
        (MAYBE, answer("Autre.", status=Status.SUGGESTED), Sort.OFFERS),
    ],
)
def test_each_change_has_its_sort(before, after, sort):
    assert [change.sort for change in changes([pair(before, after)])] == [sort]


def test_the_section_of_a_page_is_not_another_page():
    moved = answer("x bis", f"{HERE}#plus-bas")
    assert [change.sort for change in changes([pair(answer("x"), moved)])] == [Sort.WORDING]


@pytest.mark.parametrize("same", [answer("x"), answer(), MAYBE])
def test_what_stays_is_no_change(same):
    assert changes([pair(same, same)]) == []


def test_questions_without_an_answer():
    tricked = pair(answer(), answer("x"), answerable=False)
    mended = pair(answer("x"), answer(), answerable=False, question="Une autre ?")
    found = changes([mended, tricked])
    assert [change.sort for change in found] == [Sort.FALSE, Sort.SILENT]


def test_the_riskiest_come_first_and_each_question_once():
    new, lost = pair(answer(), answer("x")), pair(answer("x"), answer(), question="Autre ?")
    found = changes([new, lost, lost])
    assert [change.sort for change in found] == [Sort.LOST, Sort.NEW]
    assert [change.sort in RISKS for change in found] == [True, False]


def test_lines_say_before_and_after():
    found = changes([pair(answer("Il y a 12 ruches."), answer("Il y a 14 ruches.", THERE))])
    text = "\n".join(lines(found, PAGES, 7, "Trop peu de pages."))
    for part in (
        "Trop peu de pages.",
        "1 page(s) ou fiche(s) nouvelle(s), 1 modifiée(s), 1 retirée(s)",
        "- faq/parti.md",
        "7 question(s) posée(s) : 1 réponse(s) changent, dont 1 à regarder de près",
        "Réponse tirée d'une autre page (1)",
        "Une question ?",
        "Il y a 12 ruches.",
        "Il y a 14 ruches.",
        THERE,
    ):
        assert part in text


def test_nothing_changes_in_one_line():
    nothing = Pages((), (), ())
    assert len(list(lines([], nothing, 0, None))) == 1
    assert "aucune réponse ne change" in page([], nothing, 0, None, date(2026, 11, 24))


def test_the_page_marks_words_and_escapes_what_it_quotes():
    left, right = marked(answer("Il y a 12 <b> ruches."), answer("Il y a 14 <b> ruches."))
    assert left == "Il y a <del>12</del> &lt;b&gt; ruches."
    assert right == "Il y a <ins>14</ins> &lt;b&gt; ruches."
    found = changes([pair(answer("Il y a 12."), answer("Il y a 14."))])
    html = page(found, PAGES, 3, None, date(2026, 11, 24))
    assert "<del>12.</del>" in html
    assert "faq/parti.md" in html
    assert not re.search(r"<(?:script|link|img)\b|url\(https?:|@import", html)
