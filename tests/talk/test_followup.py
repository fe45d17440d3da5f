"""Follow-ups made whole."""

from __future__ import annotations

import pytest

from actions.library.countries import find_countries
from actions.talk.followup import follow_up, is_only_a_country
from actions.talk.heard import Heard, Place
from actions.talk.kinds import Kind
from actions.talk.memory import Memory

ASKED = Memory(country="SN", subject="Comment contacter l'OIM au Sénégal ?", kind=Kind.CONTACT)


def heard(text: str) -> Heard:
    return Heard(text, tuple(Place(m.iso, m.start, m.end) for m in find_countries(text)))


@pytest.mark.parametrize("text", ["et au Niger ?", "Niger", "et pour le Niger", "je suis au Niger"])
def test_another_country_keeps_the_question(text: str) -> None:
    found = follow_up(heard(text), ASKED)
    assert found is not None
    assert found.questions == ("Comment contacter l'OIM au Niger ?",)
    assert found.country == "NE"


def test_another_year_keeps_the_question() -> None:
    memory = Memory(subject="Combien de migrants sont rentrés en 2023 ?", kind=Kind.QUESTION)
    found = follow_up(heard("et en 2024 ?"), memory)
    assert found is not None
    assert found.questions == ("Combien de migrants sont rentrés en 2024 ?",)


@pytest.mark.parametrize("text", ["qui la dirige ?", "et pour les mineurs ?", "ils sont ouverts ?"])
def test_a_pronoun_joins_the_subject(text: str) -> None:
    found = follow_up(heard(text), ASKED)
    assert found is not None
    assert all("Sénégal" in question for question in found.questions)


@pytest.mark.parametrize(
    "text",
    [
        "Combien d'États sont membres de l'OIM ?",
        "Quel est le rôle du Conseil ?",
        "y a-t-il un stage ?",
    ],
)
def test_a_new_topic_stands_alone(text: str) -> None:
    assert follow_up(heard(text), ASKED) is None


def test_nothing_follows_nothing() -> None:
    assert follow_up(heard("et au Niger ?"), Memory()) is None
    assert is_only_a_country(heard("je suis en Tunisie"))
