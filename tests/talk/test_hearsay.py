"""Claims out of reported speech, greetings without a dialogue."""

from __future__ import annotations

import pytest

from actions.reply.reply import Status
from actions.talk.hearsay import claim
from actions.talk.plain import greeting


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Est-ce vrai que l'OIM paie le billet ?", "l'OIM paie le billet ?"),
        ("c vrai ke l oim paye", "l oim paye"),
        ("Salam, il paraît qu'on ferme le camp", "on ferme le camp"),
        ("on m'a dit : le bureau est fermé", "le bureau est fermé"),
        ("Que fait l'OIM au Niger ?", "Que fait l'OIM au Niger ?"),
        ("c'est vrai ?", "c'est vrai ?"),
    ],
)
def test_claim(text: str, wanted: str) -> None:
    assert claim(text) == wanted


@pytest.mark.parametrize("text", ["bonjour", "Bonsoir Madame !", "slt", "Salam aleykoum"])
def test_a_greeting_is_known_without_the_dialogue(text: str) -> None:
    turn = greeting(text)
    assert turn is not None
    assert turn.status is Status.SMALLTALK


@pytest.mark.parametrize("text", ["", "?", "bonjour que fait l'OIM", "à vous", "le monde"])
def test_other_messages_are_not_greetings(text: str) -> None:
    assert greeting(text) is None
