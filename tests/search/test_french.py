import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.search.french import content_words, fold, stems, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aujourd'hui", ["aujourdhui"]),
        ("l'O.I.M. et l’OIM", ["oim", "et", "oim"]),
        ("jusqu'à peut-être", ["a", "peutetre"]),
        ("Guinée-Bissau", ["guinee", "bissau"]),
        ("12 500 personnes, 3.000 et 12,5 %", ["12500", "personnes", "3000", "et", "12,5"]),
        ("œuvre", ["oeuvre"]),
        ("", []),
        ("😀 …", []),
    ],
)
def test_words_are_folded_and_cut_at_elisions(text, expected):
    assert words(text) == expected


def test_accents_do_not_change_a_stem():
    assert stems("récépissé déplacés") == stems("recepisse deplaces")


def test_function_words_carry_no_subject():
    assert content_words("Quels sont les programmes de l'OIM pour vous ?") == ["programmes", "oim"]


@given(st.text())
def test_fold_is_stable(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_text_gives_words_without_spaces(text):
    assert all(word and not word.isspace() for word in words(text))


@given(st.text())
def test_folding_drops_every_combining_mark_and_nothing_else(text: str) -> None:
    plain = text.translate(str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'"}))
    lower = unicodedata.normalize("NFKD", plain).casefold()
    whole = unicodedata.normalize("NFKD", lower)
    assert fold(text) == "".join(char for char in whole if not unicodedata.combining(char))
