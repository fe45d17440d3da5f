"""The HTML report of an evaluation: what its numbers and lists say."""

from __future__ import annotations

import re
from datetime import date

import pytest

from actions.reply.reply import Status
from bot.evaluation.curve import curve
from bot.evaluation.figures import summarise
from bot.evaluation.mistakes import mistakes
from bot.evaluation.outcome import Said, judge
from bot.evaluation.page import page, percent
from bot.evaluation.questions import Item


def outcome(question, status, text, confidence, *, must=("4 200",), candidate=""):
    item = Item(question, must, (), (), bool(must), "formal", "answerable", None)
    said = Said(status, text, confidence, [], candidate or text)
    return judge(item, said, 5.0)


@pytest.fixture
def outcomes():
    return [
        outcome("Juste ?", Status.ANSWERED, "Il y en a 4 200.", 0.9),
        outcome("Faux ?", Status.ANSWERED, "Il y en a 12.", 0.8),
        outcome("Retenu ?", Status.UNANSWERABLE, "", 0.3, candidate="Il y en a 4 200 <b>."),
        outcome("Sans réponse ?", Status.ANSWERED, "Le pont est long.", 0.7, must=()),
        outcome("Tu dû ?", Status.UNANSWERABLE, "", 0.1, must=(), candidate="Rien."),
    ]


def test_the_curve_moves_from_silence_to_always_answering(outcomes):
    points = curve(outcomes)
    assert (points[0].right, points[0].wrong, points[0].false) == (0.0, 0.0, 0.0)
    assert (points[-1].right, points[-1].wrong, points[-1].false) == (2 / 3, 1 / 3, 1.0)
    at = next(point for point in points if point.threshold == 0.7)
    assert (at.right, at.wrong, at.false) == (1 / 3, 1 / 3, 0.5)


def test_each_error_is_listed_once_in_its_sort(outcomes):
    listed = {s.name: [m.outcome.item.question for m in s.mistakes] for s in mistakes(outcomes)}
    assert listed == {"false": ["Sans réponse ?"], "wrong": ["Faux ?"], "held": ["Retenu ?"]}


def test_the_page_stands_alone_and_escapes_what_it_quotes(outcomes):
    html = page(summarise(outcomes), outcomes, 0.5, date(2026, 11, 24))
    assert html.count("<svg") == 2
    assert "4 200 &lt;b&gt;." in html
    assert "Juste ?" not in html
    assert not re.search(r"<(?:script|link|img)\b|url\(https?:|@import", html)


@pytest.mark.parametrize("name", ["dense", "bm25", "rrf"])
def test_the_baselines_stand_beside_it(outcomes, name):
    figures = summarise(outcomes)
    alone = page(figures, outcomes, 0.5, date(2026, 11, 24))
    figures["baselines"] = {name: summarise(outcomes[:1])}
    assert "Côte à côte" not in alone
    beside = page(figures, outcomes, 0.5, date(2026, 11, 24))
    assert "Côte à côte" in beside
    assert beside.count('<tr class="us">') == 1
    assert "&lt;tr" not in beside


def test_without_a_question_to_refuse_the_page_still_draws(outcomes):
    asked = outcomes[:1]
    assert "Aucune erreur" in page(summarise(asked), asked, 0.5, date(2026, 11, 24))


def test_shares_are_written_as_in_french():
    assert percent(0.925) == "92,5\u202f%"
