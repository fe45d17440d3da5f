"""Where somebody says they are, and what a conversation keeps of it."""

from __future__ import annotations

import pytest

from actions.library.countries import find_countries
from actions.talk.followup import asks_any_desk, points_back, says_where
from actions.talk.heard import Heard, Place
from actions.talk.kinds import Kind
from actions.talk.memory import Memory


def heard(text: str) -> Heard:
    return Heard(text, tuple(Place(m.iso, m.start, m.end) for m in find_countries(text)))


@pytest.mark.parametrize(
    ("text", "iso"),
    [("je suis au Tchad", "TD"), ("jsui o maroc", "MA"), ("moi j'habite en Belgique", "BE")],
)
def test_somebody_says_where_they_are(text: str, iso: str) -> None:
    assert says_where(heard(text)) == iso


@pytest.mark.parametrize("text", ["et au Tchad ?", "que fait l'OIM au Tchad ?", "je suis perdu"])
def test_naming_a_country_is_not_being_there(text: str) -> None:
    assert says_where(heard(text)) is None


@pytest.mark.parametrize("text", ["son numéro ?", "kel numero jpe apelé", "contact oim mali"])
def test_a_request_for_any_desk(text: str) -> None:
    assert asks_any_desk(heard(text))


def test_a_request_for_a_service_is_not_for_any_desk() -> None:
    assert not asks_any_desk(heard("numéro contre les violences au Togo"))


@pytest.mark.parametrize("text", ["à quoi elle sert ?", "elle existe depuis quand ?", "son rôle ?"])
def test_a_pronoun_points_back(text: str) -> None:
    assert points_back(text)


@pytest.mark.parametrize("text", ["il y a quelqu'un ?", "à quoi sers-tu"])
def test_an_empty_pronoun_does_not(text: str) -> None:
    assert not points_back(text)


def test_slots_give_the_memory_back() -> None:
    memory = Memory("NE", "TD", "Qui dirige ?", Kind.CONTACT, "OIM Niger", 1, introduced=True)
    assert Memory.of(memory.slots()) == memory
