import pytest

from actions.reply.asked import (
    AnswerType,
    asked_type,
    asks_contact,
    holds,
    numbers_missing,
    same_question,
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Combien d'États membres ?", AnswerType.NUMBER),
        ("cb de pays", AnswerType.NUMBER),
        ("quel est le budget", AnswerType.NUMBER),
        ("Quand a-t-elle été élue ?", AnswerType.DATE),
        ("en quelle année", AnswerType.DATE),
        ("Qui dirige l'OIM ?", AnswerType.PERSON),
        ("que fait l'OIM", None),
        ("", None),
    ],
)
def test_the_words_of_a_question_show_what_it_asks_for(question, kind):
    assert asked_type(question) is kind


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Plus de 50 personnes.", AnswerType.NUMBER, True),
        ("Trois régions.", AnswerType.NUMBER, True),
        ("Plusieurs personnes.", AnswerType.NUMBER, False),
        ("Le 3 mai.", AnswerType.DATE, True),
        ("En 1951.", AnswerType.DATE, True),
        ("Bientôt.", AnswerType.DATE, False),
        ("La cheffe est Awa Exemple.", AnswerType.PERSON, True),
        ("La cheffe est nommée pour cinq ans.", AnswerType.PERSON, False),
    ],
)
def test_a_text_holds_what_was_asked_for_or_not(text, kind, expected):
    assert holds(text, kind) is expected


def test_a_year_that_the_text_does_not_name_is_missing():
    assert numbers_missing("combien de retours en 2019 ?", "En 2018, 300 retours.")
    assert not numbers_missing("combien de retours en 2018 ?", "En 2018, 300 retours.")
    assert not numbers_missing("combien de retours ?", "300 retours.")


@pytest.mark.parametrize("question", ["Qui contacter ?", "votre tel svp", "le numéro du bureau"])
def test_a_contact_is_asked_for(question):
    assert asks_contact(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("comment est organisee l'OIM", True),
        ("L'OIM, comment elle est organisée ?", True),
        ("comment est organisé un atelier de l'OIM", False),
        ("Combien de pays sont membres ?", False),
        ("", False),
    ],
)
def test_a_question_staff_wrote_is_recognised(question, expected):
    written = ("Comment est organisée l'OIM ?", "Quels pays sont membres ?")
    assert same_question(question, written) is expected


def test_a_question_about_contacts_in_general_words_is_not_one():
    assert not asks_contact("Qu'est-ce que l'OIM ?")
