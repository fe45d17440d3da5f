"""What staff write for people in danger: it asks nothing, and only sound numbers are shown."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from actions.library import check_library, load_library
from actions.library.crisis_texts import CRISIS_TEXTS, read_crisis_texts
from actions.library.kinds import Danger
from bot.paths import PROJECT
from bot.safety.danger.desk import Desk
from bot.safety.danger.replies import Replies

SHIPPED = PROJECT / "knowledge"
TODAY = date(2026, 11, 25)
RECORD = """
- name: Ligne d'essai
  country: LY
  situations: [urgence]
  phone: "+33199001234"
  hours: null
  languages: [fr]
  free: true
  source: {source}
  verified: {verified}
  expires: {expires}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SHIPPED / "urgences", tmp_path / "urgences")
    return tmp_path


def findings(folder: Path) -> list[str]:
    return [str(found) for found in check_library(load_library(folder), TODAY)]


def test_a_missing_text_is_reported_and_the_shipped_ones_serve(folder: Path) -> None:
    path = folder / CRISIS_TEXTS
    whole = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"  passeur:\n(?: {4}.*\n)+", "", whole), encoding="utf-8")
    assert any("passeur" in found and CRISIS_TEXTS in found for found in findings(folder))
    texts = Desk(folder).texts()
    assert texts
    assert Danger.PASSEUR in texts.dangers


def test_a_number_inside_a_text_is_reported(folder: Path) -> None:
    path = folder / CRISIS_TEXTS
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("Je vous lis.", "Appelez le 3919.", 1), encoding="utf-8")
    assert any("3919" in found for found in findings(folder))


@pytest.mark.parametrize(
    ("source", "verified", "expires", "served"),
    [
        ("https://example.org/", "2026-11-20", "2027-05-20", True),
        ("null", "2026-11-20", "2027-05-20", False),
        ("https://example.org/", "null", "2027-05-20", False),
        ("https://example.org/", "2026-05-20", "2026-11-24", False),
    ],
)
def test_only_sound_numbers_are_served(
    folder: Path, source: str, verified: str, expires: str, served: bool
) -> None:
    record = RECORD.format(source=source, verified=verified, expires=expires)
    (folder / "urgences" / "libye.yml").write_text(record, encoding="utf-8")
    names = [hotline.name for hotline in Desk(folder).hotlines(TODAY)]
    assert ("Ligne d'essai" in names) is served
    assert served or any("libye.yml" in found for found in findings(folder))


def test_texts_ask_nothing_and_name_no_number() -> None:
    texts, found = read_crisis_texts(SHIPPED / CRISIS_TEXTS, CRISIS_TEXTS)
    assert texts
    assert not found
    for said in texts.dangers.values():
        assert "?" not in said.avant + said.apres
        assert not re.search(r"\d{3}", said.avant + said.apres)


@pytest.mark.parametrize("danger", list(Danger))
def test_every_danger_has_an_answer_with_and_without_a_country(danger: Danger) -> None:
    replies = Replies(Desk(SHIPPED))
    for country in (None, "FR", "LY"):
        turn = replies.turn(danger, country)
        asked = [reply.text for reply in turn.replies if "?" in reply.text]
        assert len(asked) <= (0 if country or danger is Danger.EXPLOITATION_AIDE else 1)
        assert turn.replies[0].text


def test_france_has_a_number_by_text_message() -> None:
    turn = Replies(Desk(SHIPPED)).turn(Danger.VIOLENCE, "FR")
    cards = [str(reply.card.fields) for reply in turn.replies if reply.card]
    assert any("114" in card for card in cards)
