"""Follow-ups made whole."""

from __future__ import annotations

import pytest

from actions.library.countries import find_countries
from actions.reply.reply import Reply, Source, Status, Turn
from actions.talk.followup import (
    asks_a_desk_somewhere,
    follow_up,
    is_bare,
    is_only_a_country,
    tells,
)
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


RETURN = Memory(subject="C'est quoi l'aide au retour volontaire ?", kind=Kind.QUESTION)


@pytest.mark.parametrize(
    "text",
    [
        "c'est gratuit ?",
        "ça coûte combien ?",
        "combien de temps ça prend ?",
        "où ça ?",
        "comment faire ?",
        "comment ?",
        "pourquoi ?",
        "c'est pour qui",
        "ça prend combien de mois",
    ],
)
def test_a_question_without_a_subject_is_about_the_last_one(text: str) -> None:
    found = follow_up(heard(text), RETURN)
    assert found is not None
    assert all("retour volontaire" in question for question in found.questions)


@pytest.mark.parametrize("text", ["tu fais quoi ?", "t ki", "vous êtes où ?", "ça va ?", "oui"])
def test_a_word_to_the_program_is_not_about_the_last_subject(text: str) -> None:
    assert not is_bare(heard(text))


@pytest.mark.parametrize(
    ("text", "iso", "wanted"),
    [
        ("é o burkina", "BF", "Que fait l'OIM au Burkina Faso ?"),
        ("é pr le togo", "TG", "Que fait l'OIM au Togo ?"),
        ("et o niger", "NE", "Que fait l'OIM au Niger ?"),
        ("epi o senegal", "SN", "Que fait l'OIM au Sénégal ?"),
        ("e pour maurice", "MU", "Que fait l'OIM à Maurice ?"),
    ],
)
def test_another_country_in_short_forms(text: str, iso: str, wanted: str) -> None:
    found = follow_up(heard(text), Memory("ML", subject="Que fait l'OIM au Mali ?"))
    assert found is not None
    assert (found.country, found.questions) == (iso, (wanted,))


def test_the_seat_is_in_no_country() -> None:
    asked = Memory("SN", subject="Qui dirige l'OIM au Sénégal ?", kind=Kind.QUESTION)
    found = follow_up(heard("et à Genève ?"), asked)
    assert found is not None
    assert (found.country, found.questions) == (None, ("Qui dirige l'OIM ?",))


@pytest.mark.parametrize(
    ("asked", "said", "wanted"),
    [
        ("c'est gratuit ?", "L'examen vérifie la santé avant le départ.", False),
        ("ça coûte combien ?", "L'examen est gratuit pour un réfugié.", True),
        ("combien de temps ?", "L'examen vérifie la santé.", False),
        ("combien de temps ?", "Il faut compter 3 semaines.", True),
        ("où ça ?", "L'examen se passe au Mali.", True),
        ("comment faire ?", "L'examen vérifie la santé.", True),
    ],
)
def test_an_answer_tells_what_was_asked(asked: str, said: str, wanted: bool) -> None:
    source = Source("L'examen", None, None, None)
    turn = Turn(Status.ANSWERED, (Reply(said, (source,)),), 1.0)
    assert tells(turn, asked) is wanted


@pytest.mark.parametrize("text", ["numéro de l'OIM", "un contact presse ?", "adresse mail svp"])
def test_a_desk_that_each_country_has(text: str) -> None:
    assert asks_a_desk_somewhere(heard(text))


@pytest.mark.parametrize("text", ["contact presse au Mali", "numéro contre la traite"])
def test_a_desk_of_one_place_or_service(text: str) -> None:
    assert not asks_a_desk_somewhere(heard(text))


def test_a_figure_is_asked_of_the_other_country() -> None:
    found = follow_up(heard("et en Haïti ?"), Memory("SD", subject="combien de déplacés au Soudan"))
    assert found is not None
    assert found.questions == ("combien de déplacés en Haïti",)


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
