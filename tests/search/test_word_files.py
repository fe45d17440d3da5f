"""The word lists that staff can edit: readable, useful and harmless."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from actions.search.french import fold, function_words

_FOLDER = files("actions.search")


def _read(name: str) -> dict[str, object]:
    loaded: dict[str, object] = yaml.safe_load(_FOLDER.joinpath(name).read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("name", ["thesaurus.fr.yml", "acronyms.fr.yml"])
def test_each_word_leads_to_other_words(name: str) -> None:
    """Refuse an entry that is no text, says nothing, or leads to itself."""
    for word, meanings in _read(name).items():
        assert isinstance(word, str)
        assert isinstance(meanings, list)
        assert meanings
        assert all(isinstance(meaning, str) for meaning in meanings), word
        assert fold(word) not in [fold(meaning) for meaning in meanings]


@pytest.mark.parametrize("name", ["thesaurus.fr.yml", "acronyms.fr.yml"])
def test_no_entry_is_a_function_word(name: str) -> None:
    """Keep « un » from becoming the Nations Unies."""
    assert not {fold(word) for word in _read(name)} & function_words()


def test_each_short_form_stands_for_plain_french() -> None:
    """Refuse a short form without a text, in either list."""
    lists = _read("sms.fr.yml")
    assert set(lists) == {"toujours", "seulement_en_sms"}
    for short_forms in lists.values():
        assert isinstance(short_forms, dict)
        for short, plain in short_forms.items():
            assert isinstance(short, str)
            assert isinstance(plain, str)
            assert plain
            assert short != plain
