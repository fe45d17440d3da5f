"""Questions in other languages: told from any French, and met with one line."""

import json
import socket
from pathlib import Path

import pytest

from actions.reply.languages import in_their_language, language_of
from actions.reply.languages.data import languages
from actions.reply.reply import Reply, Status, Turn
from tests.bench.piaf import read_piaf

GOLDEN = Path("tests/golden/dev")
FOREIGN = [
    ("en", "Which countries are members of the organization?"),
    ("en", "my brother disappeared in libya, who can look for him"),
    ("en", "where can i sleep tonight"),
    ("en", "need a doctor"),
    ("es", "¿A quién puedo llamar en Túnez?"),
    ("es", "mi hermano desaparecio en el mar, que hago"),
    ("es", "necesito un médico"),
    ("pt", "Quem paga a viagem de regresso?"),
    ("pt", "nao tenho passaporte, posso voltar para casa?"),
    ("it", "Chi paga il viaggio di ritorno?"),
    ("it", "non ho il passaporto, posso tornare a casa?"),
    ("de", "Wer bezahlt die Rückreise?"),
    ("de", "ich habe keinen pass, kann ich nach hause"),
    ("uk", "Хто оплачує зворотну дорогу?"),
    ("uk", "потрібна допомога"),
    ("ru", "Кто оплачивает обратную дорогу?"),
    ("tr", "Dönüş yolculuğunu kim ödüyor, nasıl başvurabilirim?"),
    ("ar", "من يدفع ثمن تذكرة العودة؟"),
    ("fa", "چه کسی هزینه بازگشت را می‌پردازد؟"),
    ("so", "Yaa bixiya lacagta safarka, sidee ayaan u codsadaa?"),
    ("ti", "ንመምለሲ መን ይኸፍል?"),
    ("ka", "ვინ იხდის დაბრუნებას?"),
]
FRENCH = [
    "c koi loim",
    "help svp",
    "numero oim tchad stp",
    "violance fame gabon numero",
    "amy pope é kamil idriss se son vu ou",
    "budget d operation oim 2023 c cb",
    "que veut dire « Counter Trafficking Data Collaborative » ?",
    "Où se trouve Dar es Salaam ?",
    "WhatsApp",
    "Amina Diallo Ben Salah",
    "jveu rentrer o bled koman fer",
    "MRRM EUTF DTM",
    "+33 1 99 00 12 34",
    "😀",
    "",
]


@pytest.mark.parametrize(("code", "question"), FOREIGN)
def test_a_language_is_recognised(code, question):
    assert language_of(question) == code


@pytest.mark.parametrize("question", FRENCH)
def test_french_stays_french_however_it_is_written(question):
    assert language_of(question) is None


def golden(*, foreign):
    for file in sorted(GOLDEN.glob("*.jsonl")):
        if (file.stem == "languages") is foreign:
            for line in file.read_text(encoding="utf-8").splitlines():
                item = json.loads(line)
                yield from item.get("turns", [item])


def test_hardly_any_french_question_is_taken_for_another_language():
    asked = [item["q"] for item in golden(foreign=False)]
    asked += [question.text for page in read_piaf() for question in page.asked]
    taken = [question for question in asked if language_of(question)]
    assert len(taken) <= len(asked) / 1000, taken


def test_the_golden_questions_in_other_languages_are_recognised():
    items = list(golden(foreign=True))
    known = [item for item in items if language_of(item["q"]) == item["style"]]
    assert len(known) >= 0.97 * len(items)


def test_nothing_is_fetched(monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    language_of.__globals__["_detector"].cache_clear()
    assert language_of("Who pays for the journey back home?") == "en"


TURN = Turn(Status.ANSWERED, (Reply("L'OIM paie le voyage."),), 0.9)


@pytest.mark.parametrize("code", sorted(languages().lines))
def test_each_line_is_in_its_own_language(code):
    assert language_of(languages().lines[code]) == code


def test_a_line_in_the_persons_language_comes_last():
    turn = in_their_language("Who pays for the journey back?", TURN)
    assert turn.replies == (*TURN.replies, Reply(languages().lines["en"]))
    assert (turn.status, turn.confidence) == (TURN.status, TURN.confidence)


def test_a_language_without_a_line_gets_the_common_one():
    turn = in_their_language("ვინ იხდის დაბრუნებას?", TURN)
    assert turn.replies[-1].text == languages().others


def test_french_gets_no_line():
    assert in_their_language("qui paie le voyage", TURN) is TURN


def test_every_known_language_has_a_line():
    assert set(languages().marks) | {"ar", "fa"} == set(languages().lines)
