"""Answers from a small folder with everything in it: pages, news, contacts."""

from datetime import date

import pytest

from actions.library.load import load_library
from actions.reply.answerer import Answerer
from actions.reply.reply import Status, Turn
from actions.search.build import update_index
from actions.search.index import Index
from actions.search.searcher import Searcher
from actions.search.versions import Versions
from bot.content import documents

TODAY = date(2026, 11, 23)
FILES = {
    "organisation/membres.md": """---
title: Les membres de l'Organisation
kind: organisation
url: https://example.org/membres
published: 2026-01-05
verified: 2026-11-01
---
L'Organisation compte 175 États membres.

## Observateurs

Les observateurs de l'Organisation sont les suivants :

- la République du Lac
- l'Union des Îles
- le Secrétariat des Vallées
""",
    "actualites/vieille.md": """---
title: Un atelier de couture à Ouagadougou
kind: actualite
url: https://example.org/couture
published: 2013-05-02
verified: 2026-11-01
countries: [BF]
---
Vingt couturières ont suivi un atelier à Ouagadougou. La formation a duré trois semaines.
""",
    "contacts/pays.yml": """

- name: OIM Togo, relevé des crues
  country: TG
  situation: seulement des chiffres sur les crues
  email: crues@example.org
  source: https://example.org/crues
  verified: 2026-11-01
- name: OIM Togo (Lomé)
  country: TG
  place: Lomé
  url: https://example.org/togo
  source: https://example.org/togo
  verified: 2026-11-01
- name: OIM Burkina Faso
  country: BF
  place: Ouagadougou
  phone: "+22670000000"
  email: bureau@example.org
  source: https://example.org/bf
  verified: 2026-11-01
- name: OIM Burkina Faso, presse
  country: BF
  email: presse@example.org
  source: https://example.org/nouvelle
  verified: null
- name: OIM Bénin
  country: BJ
  email: benin@example.org
  source: https://example.org/bj
  verified: 2026-11-01
""",
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory, encoder):
    root = tmp_path_factory.mktemp("answers")
    for name, text in FILES.items():
        file = root / "knowledge" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    loaded = load_library(root / "knowledge")
    assert not loaded.errors
    report = update_index(
        documents(loaded.library, TODAY), Versions(root), lambda: encoder, model=encoder.name
    )
    searcher = Searcher(Index(report.version), encoder)
    return Answerer(lambda: searcher)


def ask(answerer, question, **options):
    return answerer.answer(question, today=TODAY, **options)


def test_an_answer_has_its_source_and_dates(answerer):
    turn = ask(answerer, "Combien d'États membres compte l'Organisation ?")
    assert turn.status is Status.ANSWERED
    assert turn.replies[0].text.startswith("L'Organisation compte 175 États membres.")
    (source,) = turn.replies[0].sources
    assert (source.url, source.published) == ("https://example.org/membres", date(2026, 1, 5))
    assert source.verified == date(2026, 11, 1)


def test_a_list_is_given_whole(answerer):
    text = ask(answerer, "Quels sont les observateurs de l'Organisation ?").replies[0].text
    assert "République du Lac" in text
    assert "Secrétariat des Vallées" in text


def test_old_news_says_how_old_it_is(answerer):
    turn = ask(answerer, "Combien de couturières ont suivi l'atelier à Ouagadougou ?")
    assert turn.status is Status.ANSWERED
    assert "2013" in turn.replies[-1].text
    assert not turn.replies[-1].sources


@pytest.mark.parametrize(
    "question",
    [
        "Qui contacter au Burkina Faso ?",
        "numero oim burkina",
        "comment joindre l'OIM à Ouagadougou",
    ],
)
def test_a_contact_comes_from_the_record_of_its_country(answerer, question):
    turn = ask(answerer, question)
    assert turn.status is Status.ANSWERED
    card = turn.replies[0].card
    assert (card.kind, card.fields["phone"]) == ("contact", "+22670000000")
    assert all(reply.card is None or reply.card.fields["country"] == "BF" for reply in turn.replies)


def test_the_country_of_the_conversation_is_used(answerer):
    turn = ask(answerer, "quelle est leur adresse électronique ?", country="BJ")
    assert turn.replies[0].card.fields["email"] == "benin@example.org"


@pytest.mark.parametrize(
    "question", ["recette de la tarte aux pommes", "qui a gagné la coupe du monde ?", "", "😀"]
)
def test_what_is_not_known_gets_an_honest_no(answerer, question):
    turn = ask(answerer, question)
    assert turn.status is Status.UNANSWERABLE
    assert not turn.replies[0].sources
    assert "https://" in turn.replies[0].text
    assert 1 <= len(turn.replies[0].buttons) <= 3


@pytest.mark.parametrize(
    "question", ["où en est mon atelier de couture ?", "quand est mon atelier de couture"]
)
def test_how_an_own_case_stands_is_never_answered(answerer, question):
    assert answerer.answer(question, today=TODAY).status is not Status.ANSWERED


def test_a_turn_survives_the_wire(answerer):
    for question in ("Qui contacter au Bénin ?", "les observateurs", "rien"):
        turn = ask(answerer, question)
        data = turn.to_dict()
        assert Turn.from_dict(data).to_dict() == data


def test_every_sentence_of_an_answer_is_indexed(answerer):
    passages = " ".join(passage.text for passage in answerer.searcher().index.passages)
    for question in ("États membres", "observateurs de l'Organisation", "durée de la formation"):
        turn = ask(answerer, question)
        for reply in turn.replies:
            if reply.sources:
                assert all(part in passages for part in reply.text.split("\n\n"))


@pytest.mark.parametrize(
    "question",
    [
        "Comment joindre l'OIM au Burkina Faso ?",
        "votre numéro au burkina svp",
        "adresse mail du bureau de Ouagadougou, Burkina Faso",
    ],
)
def test_a_contact_is_given_where_one_of_ours_is_asked_for(answerer, question):
    turn = answerer.answer(question, today=TODAY)
    assert turn.status is Status.ANSWERED
    assert turn.replies[0].card.fields["name"] == "OIM Burkina Faso"


@pytest.mark.parametrize(
    "question",
    [
        "Quel est le numéro de l'ambassade du Japon au Burkina Faso ?",
        "adresse de l'hôpital militaire au burkina",
    ],
)
def test_another_s_contact_is_not_answered_with_ours(answerer, question):
    assert answerer.answer(question, today=TODAY).status is not Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "mon numéro est [numéro masqué], rappelez-moi ce soir",
        "adresse de l'hôpital militaire de la capitale",
        "le numéro du plombier",
    ],
)
def test_a_number_that_has_nothing_to_do_with_it_is_never_offered(answerer, question):
    turn = answerer.answer(question, today=TODAY)
    assert turn.status is not Status.ANSWERED
    assert all(reply.card is None for reply in turn.replies)


def test_a_contact_for_one_purpose_comes_first_only_where_it_is_named(answerer):
    for question in ("son numéro ?", "son adresse électronique ?", "le mail de l'OIM"):
        first = answerer.answer(question, country="TG", today=TODAY).replies[0]
        assert first.card.fields["place"] == "Lomé", question
    asked = answerer.answer("un mail pour les crues au Togo", today=TODAY)
    assert "crues@example.org" in asked.replies[0].text
