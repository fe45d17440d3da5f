"""The country table, without Rasa."""

from __future__ import annotations

import re

import pytest

from bot.dialogue.countries.build import OUTPUT, render
from bot.dialogue.countries.table import Place, Word, load_table


def find(text: str) -> list[Place]:
    """Return the countries of a text cut at whatever is not a letter."""
    words = [Word(one.group(), one.start(), one.end()) for one in re.finditer(r"\w+", text)]
    return list(load_table().find(words))


def test_the_generated_file_is_up_to_date() -> None:
    assert OUTPUT.read_text(encoding="utf-8") == render()


def test_a_place_covers_the_whole_name() -> None:
    text = "le bureau de Côte d'Ivoire"
    (place,) = find(text)
    assert text[place.start : place.end] == "Côte d'Ivoire"


@pytest.mark.parametrize("word", ["danger", "manger", "romain", "soudain", "série", "françois"])
def test_a_common_word_is_not_corrected_into_a_country(word: str) -> None:
    assert not find(word)


def test_a_misspelt_name_is_less_sure() -> None:
    assert [(one.code, one.confidence < 1) for one in find("Senegale et Camerounn")] == [
        ("SN", True),
        ("CM", True),
    ]
