"""Questions as people type them, in the words the pages use."""

import pytest

from actions.search.spelling import Spelling
from actions.search.wording import Wording, write_out

WORDS = {"bureau": 9, "ethique": 3, "finance": 4, "medecin": 2, "tunisie": 5, "formations": 2}


@pytest.fixture(scope="module")
def reword():
    return Wording(Spelling(WORDS))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ki finence le burau", "qui finance le bureau"),
        ("les formassions en tunizie", "les formations en tunisie"),
        ("cb de personnes en tt", "combien de personnes en tout"),
    ],
)
def test_slips_and_short_forms_are_put_right(reword, typed, meant):
    assert reword(typed).text == meant


@pytest.mark.parametrize(
    "question",
    [
        "Quelle contribution la Suisse a-t-elle versée ?",
        "Le budget s'élevait à combien ?",
        "Qui est Manilo Burau ?",
        "2 enfants",
    ],
)
def test_sound_french_and_names_stay(reword, question):
    assert reword(question).text == question


def test_an_everyday_word_the_pages_do_not_have_is_glossed(reword):
    worded = reword("je cherche un toubib")
    assert worded.text == "je cherche un médecin"
    assert "médecin" in worded.others


def test_an_everyday_word_the_pages_have_stays_and_brings_others():
    worded = Wording(Spelling({"toubib": 1}))("je cherche un toubib")
    assert worded.text == "je cherche un toubib"
    assert "médecin" in worded.others


def test_one_letter_alone_is_not_taken_for_a_short_form():
    assert write_out("l'article 2 du traité") == "l'article 2 du traité"
