"""Question sets: reading, matching, counting, and the command."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reply.answerer import Answerer
from actions.reply.reply import Status
from actions.search.build import update_index
from actions.search.index import Index
from actions.search.searcher import Searcher
from actions.search.versions import Versions
from bot.errors import ServiceError
from bot.evaluation.baselines import chunks_of, ways
from bot.evaluation.baselines.ways import fuse_ranks
from bot.evaluation.calibration import calibration
from bot.evaluation.components import components
from bot.evaluation.figures import summarise
from bot.evaluation.match import contains, same_page
from bot.evaluation.outcome import Outcome, Said, judge
from bot.evaluation.questions import Item, read_questions
from bot.evaluation.score import ask_all, asking, talking
from tests.search.documents import VILLAGE, Page


@pytest.mark.parametrize(
    ("text", "must", "expected"),
    [
        ("L'OIM compte 175 États membres.", "175", True),
        ("En 1751, rien.", "175", False),
        ("Plus de 12 500 personnes", "12500", True),
        ("Plus de 12500 personnes", "12 500", True),
        ("En 2015 157 États", "157", True),
        ("En 2015 157 États", "2015", True),
        ("12 175 États", "175", False),
        ("8,029 millions", "8", False),
        ("8,029 millions", "8,029", True),
        ("0800 32 745", "0800 327 45", True),
        ("il y en a 175.", "175", True),
        ("les régions de Kakheti", "KAKHÉTI", True),
        ("une femme", "homme|femme", True),
        ("une femme", "homme|enfant", False),
        ("+995 32 225 22 16", "+995 32 225 22 16", True),
    ],
)
def test_a_text_contains_what_it_must(text, must, expected):
    assert contains(text, must) is expected


@given(st.text(min_size=1).filter(lambda text: "|" not in text and text.strip()))
def test_a_text_contains_itself(text):
    assert contains(text, text)


def test_addresses_of_one_page_are_one():
    assert same_page("https://www.iom.int/fr/a/", "http://iom.int/fr/a#b")
    assert not same_page("https://iom.int/fr/a", "https://iom.int/fr/b")
    assert not same_page(None, "https://iom.int/fr/b")


def write(tmp_path, *lines):
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_both_shapes_of_a_line_are_read(tmp_path):
    file = write(
        tmp_path,
        '{"q": "Qui ?", "must": ["a|b"], "urls": ["https://example.org"], "style": "oral"}',
        "",
        '{"turns": [{"q": "Un ?"}, {"q": "Deux ?", "answerable": false, "type": "near_miss"}]}',
    )
    (single,), (first, second) = read_questions([file])
    assert (single.style, single.must) == ("oral", ("a|b",))
    assert (first.style, second.kind, second.answerable) == ("conversation", "near_miss", False)


@pytest.mark.parametrize("line", ["{", "[]", '{"must": []}', '"texte"', '{"turns": [1]}'])
def test_a_malformed_line_is_named(tmp_path, line):
    with pytest.raises(ServiceError, match=r":2 "):
        read_questions([write(tmp_path, '{"q": "Qui ?"}', line)])


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ServiceError, match=r"absent\.jsonl"):
        read_questions([tmp_path / "absent.jsonl"])


def outcome(status, right=False, answerable=True, rank=None):
    item = Item("q", (), (), (), answerable, "oral", "answerable", None)
    return Outcome(item, status, "", right, 0.5, 10.0, rank)


def test_every_figure_counts_what_it_says():
    figures = summarise(
        [
            outcome(Status.ANSWERED, right=True, rank=1),
            outcome(Status.ANSWERED, rank=4),
            outcome(Status.SUGGESTED, right=True, rank=2),
            outcome(Status.UNANSWERABLE),
            outcome(Status.ANSWERED, answerable=False),
            outcome(Status.UNANSWERABLE, answerable=False),
        ]
    )
    assert figures["accuracy"] == 0.25
    assert figures["shown_right"] == 0.5
    assert figures["coverage"] == 0.5
    assert figures["wrong_rate"] == 0.25
    assert figures["false_answer_rate"] == 0.5
    assert figures["recall"] == {"1": 0.25, "3": 0.5, "10": 0.75}
    assert figures["by_style"]["oral"]["questions"] == 6
    assert json.dumps(figures)


def test_confidence_is_compared_with_truth():
    sure_and_right = replace(outcome(Status.ANSWERED, right=True), candidate_right=True)
    found = calibration([replace(sure_and_right, confidence=1.0), outcome(Status.ANSWERED)])
    assert (found.brier, found.ece) == (0.125, 0.25)


def test_an_unshown_candidate_is_judged_too():
    item = Item("q", ("175",), (), (), True, "oral", "answerable", None)
    said = Said(Status.UNANSWERABLE, "Je ne sais pas.", 0.2, [], "L'OIM compte 175 États.")
    judged = judge(item, said, 1.0)
    assert (judged.right, judged.candidate_right) == (False, True)


def test_refusals_are_judged_by_what_was_due():
    refusal = components(
        [outcome(Status.UNANSWERABLE), outcome(Status.UNANSWERABLE, answerable=False)]
    )["refusal"]
    assert (refusal["precision"], refusal["recall"]) == (0.5, 1.0)


def test_the_baselines_say_their_first_piece(encoder):
    asked = ways(chunks_of(VILLAGE), encoder)
    assert set(asked) == {"dense", "bm25", "rrf"}
    for ask in asked.values():
        said = ask("combien de pots de miel", None)
        assert (said.status, said.pages[0][0]) == (Status.ANSWERED, "ruches.md")


def test_pieces_are_of_a_fixed_size_and_lose_nothing():
    page = Page("longue.md", " ".join(f"mot{number}" for number in range(900)), "Longue")
    texts = [chunk.text for chunk in chunks_of([page])]
    assert all(len(text) <= 1000 for text in texts)
    assert set(page.body.split()) <= set(" ".join(texts).split())


def test_fusion_prefers_what_both_rankings_know():
    fused = fuse_ranks((np.array([0, 1, 2]), np.array([3, 1])), 5)
    assert fused.tolist() == [1, 0, 3, 2]


FOLLOWED = [
    Page("lac.md", "Le lac Bleu mesure douze kilomètres. Il gèle en janvier.", "Le lac Bleu"),
    Page("tour.md", "La tour Noire compte 88 marches. Elle date de 1410.", "La tour Noire"),
]


def test_later_turns_carry_on_what_was_asked(tmp_path, encoder):
    report = update_index(FOLLOWED, Versions(tmp_path), lambda: encoder, model=encoder.name)
    searcher = Searcher(Index(report.version), encoder)
    answerer = Answerer(lambda: searcher)
    turns = (_asked("la tour Noire, combien de marches ?"), _asked("et elle date de quand ?"))
    alone = (_asked("combien mesure le lac Bleu ?"),)
    done = []
    outcomes = ask_all(
        asking(answerer), [turns, alone, turns], lambda: done.append(1), talking(answerer)
    )
    assert len(outcomes) == len(done) == 5
    first = [outcome.said.hits[0].passage.path for outcome in outcomes]
    assert first == ["tour.md", "tour.md", "lac.md", "tour.md", "tour.md"]
    assert [outcome.candidate_right for outcome in outcomes] == [True, True, False, True, True]


def _asked(question):
    return Item(question, ("88|1410",), (), (), True, "conversation", "answerable", None)
