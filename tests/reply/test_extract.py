import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.library.load import load_library
from actions.reply.extract import LONGEST, SENTENCES, WHOLE, extract
from actions.search.chunks import passages_of
from actions.search.french import stems
from actions.search.lexical import Lexical
from actions.search.units import pieces_of
from bot.content import documents
from tests.reply.readings import reading
from tests.search.documents import Page

SENTENCE = "La phrase numéro {} parle de {} dans ce long paragraphe qui continue encore. "
TOPICS = ["ruches", "bateaux", "phares", "marchés", "écoles", "vergers", "forges", "moulins"]
LONG = "".join(SENTENCE.format(n, topic) for n, topic in enumerate(TOPICS))


def excerpt(body, question, best=None, room=LONGEST):
    (passage,) = passages_of(Page("a.md", body, "Titre"))
    scores = [float(number == best) for number in range(len(pieces_of(passage)))]
    read = reading(passage, scores)
    return extract(read, question, Lexical.build([passage.text], stems), room), passage


def test_a_short_passage_is_shown_whole():
    found, passage = excerpt("Une phrase. Une autre.", "autre")
    assert found == passage.text


def test_the_excerpt_begins_with_the_sentence_that_answers():
    found, _ = excerpt(LONG, "et les marchés ?", room=400)
    assert found.startswith("La phrase numéro 3 parle de marchés")


def test_at_the_end_of_a_passage_it_looks_back():
    found, _ = excerpt(LONG, "et les moulins ?", room=400)
    assert "moulins" in found
    assert "forges" in found


def test_late_interaction_decides_where_no_word_does():
    found, _ = excerpt(LONG, "zzz", best=4, room=300)
    assert found.startswith("La phrase numéro 4 parle de écoles")


def test_a_sentence_that_holds_what_is_asked_for_is_preferred():
    body = LONG.replace("phrase numéro", "phrase").replace(" 5 ", " 1200 ")
    for digit in "0123467":
        body = body.replace(f" {digit} ", " telle ")
    found, _ = excerpt(body, "combien de zzz ?", room=200)
    assert "1200" in found


def test_a_sentence_that_leans_on_another_keeps_it():
    body = LONG.replace("La phrase numéro 4 parle de écoles", "Elle parle de écoles")
    found, _ = excerpt(body, "les écoles ?", best=4, room=300)
    assert "marchés" in found
    assert "écoles" in found


def test_a_list_is_whole_and_keeps_its_introduction():
    items = "\n".join(f"- condition {n} : avoir les papiers du type {n}" for n in range(30))
    found, _ = excerpt(
        f"{LONG}\n\nIl faut remplir ces conditions :\n\n{items}", "papiers du type 17"
    )
    assert items in found
    assert "Il faut remplir ces conditions :" in found


@pytest.mark.parametrize(
    "exception",
    [
        "Cela ne vaut pas pour les mineurs, sauf s'ils sont accompagnés.",
        "Toutefois, une personne malade passe d'abord une visite.",
        "Il faut le demander, à condition d'avoir un document de voyage.",
    ],
)
def test_an_exception_stays_with_the_rule(exception):
    before = "".join(SENTENCE.format(n, topic) for n, topic in enumerate(TOPICS[:5]))
    rule = "La règle est la même pour tous dans cette vallée."
    body = f"{before}{rule}\n\n{exception}\n\nLe reste parle de choses et d'autres."
    found, _ = excerpt(body, "règle", best=5, room=len(rule) + 5)
    assert found == f"{rule}\n\n{exception}"


@pytest.mark.parametrize("question", ["", "?", "😀", "zzz qqq"])
def test_any_question_gets_an_excerpt(question):
    assert excerpt(LONG, question)[0]


@given(st.integers(0, 7), st.sampled_from(TOPICS))
def test_every_sentence_is_the_source_s_own(best, topic):
    found, passage = excerpt(LONG, topic, best=best)
    assert found in passage.text
    assert len(found) <= max(LONGEST, WHOLE)
    assert found.count(".") <= SENTENCES


def test_whatever_scores_say_an_excerpt_of_the_shipped_pages_is_their_own_words():
    draw = random.Random(7)
    library = load_library(Path("knowledge")).library
    passages = [p for page in documents(library, date.today()) for p in passages_of(page)]
    lexical = Lexical.build([passage.text for passage in passages], stems)
    for passage in passages:
        scores = [draw.random() for _ in pieces_of(passage)]
        question = draw.choice((*passage.questions, passage.title))
        found = extract(reading(passage, scores), question, lexical, draw.choice((120, LONGEST)))
        assert found
        assert found in passage.text
        assert all(
            block in found or not any(line in found for line in block.splitlines())
            for block in passage.blocks
            if block.startswith(("- ", "1. "))
        ), f"a list of {passage.path} was cut"
