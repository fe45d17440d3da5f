"""Laughing is neither a complaint nor a question."""

from __future__ import annotations

import pytest

from actions.talk.laughter import laughs


@pytest.mark.parametrize(
    "text",
    [
        "je meurs de rire",
        "jsuis mort de rire",
        "mdr",
        "MDRRRR",
        "looool",
        "ptdr t trop drôle",
        "haha",
        "ha ha ha",
        "ahahah oh là là",
        "hihihi",
        "😂😂",
        "vous me faites rire",
        "je rigole",
        "vous êtes trop drôles",
    ],
)
def test_laughing(text: str) -> None:
    assert laughs(text)


@pytest.mark.parametrize(
    "text",
    [
        "je meurs de faim",
        "je veux mourir",
        "ça ne me fait pas rire",
        "mdr et le numéro du Mali ?",
        "aïe aïe aïe",
        "pourquoi vous riez de nous",
        "c'est quoi l'OIM",
        "ah",
        "merci 🙏",
        "",
    ],
)
def test_not_laughing(text: str) -> None:
    assert not laughs(text)
