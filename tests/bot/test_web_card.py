"""Cards in words, as the page and the widget show them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from actions.library.load import load_library
from actions.library.record_pages import RecordPage, record_pages
from bot.channels.web_card import WebCard, web_card
from bot.paths import PROJECT

CONTACT = {
    "kind": "contact",
    "name": "Bureau d'essai",
    "country": "FR",
    "address": "1, rue de l'Exemple, Paris",
    "phone": "+33199001234",
    "email": "bureau@example.org",
    "url": "https://www.example.org/fr/",
    "languages": ["fr", "ka"],
    "verified": "2026-11-01",
    "source": "https://example.org/contact",
}


def card(text: str = "", **fields: Any) -> WebCard:
    return web_card(CONTACT | fields, text)


def rows(of: WebCard) -> dict[str, tuple[str, str | None]]:
    return {row.label: (row.text, row.href) for row in of.rows}


def test_a_contact_in_words() -> None:
    shown = rows(card())
    assert shown["Courriel"] == ("bureau@example.org", "mailto:bureau@example.org")
    assert shown["Site"] == ("example.org/fr", "https://www.example.org/fr/")
    assert shown["Langues"] == ("français, géorgien", None)
    assert shown["Pays"] == ("France", None)
    assert card().checked == "Vérifié le 1er novembre 2026"
    place = next(row.map for row in card().rows if row.label == "Adresse")
    assert place is not None
    assert place.startswith("https://www.openstreetmap.org/search?query=1%2C%20rue")


def test_an_office_is_called_from_anywhere_and_a_hotline_as_at_home() -> None:
    office, line = card().call, card(kind="hotline", dial="39 19").call
    assert office is not None
    assert line is not None
    assert (office.text, office.href) == (
        "Appeler le +33\xa01\xa099\xa000\xa012\xa034",
        "tel:+33199001234",
    )
    assert office.other == "depuis le pays : 01\xa099\xa000\xa012\xa034"
    assert line.text == "Appeler le 39\xa019"
    assert line.other == "depuis l'étranger : +33\xa01\xa099\xa000\xa012\xa034"
    short = card(kind="hotline", phone="112", dial="112").call
    assert short is not None
    assert (short.href, short.other) == ("tel:112", "")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "x"])
def test_what_may_not_be_followed_is_no_link(url: str) -> None:
    shown = card(url=url, source=url)
    assert all(row.href is None for row in shown.rows if row.label == "Site")
    assert shown.source is None


@pytest.mark.parametrize("phone", [None, "", 15, ["15"]])
def test_without_a_number_there_is_nothing_to_call(phone: object) -> None:
    assert card(phone=phone, kind="hotline").call is None


def test_only_what_the_card_says_is_left_out_of_the_text() -> None:
    text = "Bureau d'essai : +33 1 99 00 12 34\n\nLe bureau reçoit le matin.\n- Pays : France"
    assert card(text).text.strip() == "Le bureau reçoit le matin."


def shipped() -> list[RecordPage]:
    pages = record_pages(load_library(PROJECT / "knowledge").library)
    return [page for page in pages if page.kind in {"contact", "hotline"}]


def test_every_shipped_record_is_shown_once_and_whole() -> None:
    for page in shipped():
        fields = page.card or {}
        shown = web_card(fields, page.body)
        assert shown.title == fields["name"]
        assert (shown.call is not None) == bool(fields["phone"])
        assert not re.search(r"^- ", shown.text, re.MULTILINE), (page.title, shown.text)
        told = " ".join(row.text for row in shown.rows)
        for name in ("email", "address", "hours", "note", "person", "role", "place"):
            assert not fields.get(name) or fields[name] in told, (page.title, name)
