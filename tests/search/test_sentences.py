import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.search.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elle vit ici. Il part.", ["Elle vit ici.", "Il part."]),
        ("M. Dupont et Mme. Durand sont là. Oui.", ["M. Dupont et Mme. Durand sont là.", "Oui."]),
        ("Il a 3,5 ans. Bien !", ["Il a 3,5 ans.", "Bien !"]),
        ("« Partons. Vite ! » dit-il. Puis rien.", ["« Partons. Vite ! » dit-il.", "Puis rien."]),
        ("Né en 1951. 175 membres.", ["Né en 1951.", "175 membres."]),
        ("L'O.I.M. agit. Elle aide.", ["L'O.I.M. agit.", "Elle aide."]),
        ("Sans point final", ["Sans point final"]),
        ("", []),
    ],
)
def test_sentences_are_cut_where_a_reader_would(text, expected):
    assert split_sentences(text) == expected


@given(st.text(alphabet=st.sampled_from("abA .!?«»…1\n")))
def test_no_character_is_lost_but_white_space(text):
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())
