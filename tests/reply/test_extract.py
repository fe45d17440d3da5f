import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reply.extract import LONGEST, SENTENCES, WHOLE, extract
from actions.search.chunks import passages_of
from actions.search.french import stems
from actions.search.lexical import Lexical
from actions.search.units import pieces_of, window_count
from tests.search.documents import Page

SENTENCE = "La phrase numéro {} parle de {} dans ce long paragraphe qui continue encore un peu. "
TOPICS = ["ruches", "bateaux", "phares", "marchés", "écoles", "vergers", "forges", "moulins"]
LONG = "".join(SENTENCE.format(n, topic) for n, topic in enumerate(TOPICS))


def excerpt(body, question, best=None):
    (passage,) = passages_of(Page("a.md", body, "Titre"))
    count = window_count(len(pieces_of(passage)))
    windows = np.zeros(count, np.float32)
    if best is not None:
        windows[best] = 1.0
    return extract(passage, question, windows, Lexical.build([passage.text], stems)), passage


def test_a_short_passage_is_shown_whole():
    found, passage = excerpt("Une phrase. Une autre.", "autre")
    assert (found.text, found.complete) == (passage.text, True)


def test_the_excerpt_begins_with_the_sentence_that_answers():
    found, _ = excerpt(LONG, "et les marchés ?")
    assert found.text.startswith("La phrase numéro 3 parle de marchés")
    assert not found.complete


def test_at_the_end_of_a_passage_it_looks_back():
    found, _ = excerpt(LONG, "et les moulins ?")
    assert "moulins" in found.text
    assert "forges" in found.text


def test_meaning_decides_where_no_word_does():
    found, _ = excerpt(LONG, "zzz", best=4)
    assert "écoles" in found.text


def test_a_list_is_whole_and_keeps_its_introduction():
    items = "\n".join(f"- condition {n} : avoir les papiers du type {n}" for n in range(30))
    found, _ = excerpt(
        f"{LONG}\n\nIl faut remplir ces conditions :\n\n{items}", "papiers du type 17"
    )
    assert items in found.text
    assert "Il faut remplir ces conditions :" in found.text


@pytest.mark.parametrize("question", ["", "?", "😀", "zzz qqq"])
def test_any_question_gets_an_excerpt(question):
    assert excerpt(LONG, question)[0].text


@given(st.integers(0, 7), st.sampled_from(TOPICS))
def test_every_sentence_is_the_source_s_own(best, topic):
    found, passage = excerpt(LONG, topic, best=min(best, 6))
    assert found.text in passage.text
    assert len(found.text) <= max(LONGEST, WHOLE)
    assert found.text.count(".") <= max(SENTENCES, 1)
