"""Plain text, whatever is sent."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.normalise import normalise

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)


@given(ANYTHING)
def test_nothing_hidden_is_left(text: str) -> None:
    plain = normalise(text)
    hidden = {c for c in plain if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"}}
    assert hidden <= {"\u200c", "\u200d"}
    assert plain == " ".join(plain.split())
    assert unicodedata.is_normalized("NFC", plain)
    plain.encode()


@given(ANYTHING)
def test_once_is_enough(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Bonjour\n\tà\u00a0tous ", "Bonjour à tous"),
        ("e\u0301te\u0301", "été"),
        ("\u202eabc\u202c\u200b\ufeff", "abc"),
        ("a\U000e0041\U000e0042b", "ab"),
        ("\ud800x", "x"),
        ("\u0000\u0007", ""),
        ("\u200d\u0301", ""),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("🙂", "🙂"),
        ("??", "??"),
        ("هل يمكنكم المساعدة", "هل يمكنكم المساعدة"),
    ],
)
def test_examples(text: str, plain: str) -> None:
    assert normalise(text) == plain
