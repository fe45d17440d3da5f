"""The page of questions that stayed without an answer."""

from __future__ import annotations

import httpx
import pytest

from actions.library.load import load_library
from bot.services import Services
from bot.settings import Settings
from bot.staff.report_texts import opinion_line
from bot.staff.reports import Reports
from tests.bot.staff.site import (
    Say,
    ask_around,
    shown,
)
from tests.bot.test_page import Tags


async def test_questions_show_what_the_report_says(
    inside: httpx.AsyncClient, say: Say, services: Services, settings: Settings
) -> None:
    assert services.memory is not None
    await ask_around(say, services)
    library = load_library(settings.knowledge).library
    for days in (7, 30):
        answer = await inside.get(f"/equipe/questions?jours={days}")
        text = " ".join(Tags(answer.text).text.split())
        report = await Reports(services.memory).last(days, library)
        for group in report.unanswered:
            assert all(question in text for question in group.questions)
            assert f"{len(group)} fois" in text
        assert f"{report.turns} message(s) traité(s), dont 4 sans réponse." in text
        assert "0 pour, 1 contre." in text
        assert all(opinion_line(one) in text for one in report.opinions)
        assert "turn-" not in answer.text, "no raw identifier"
        assert "raw-" not in answer.text


@pytest.mark.parametrize("days", ["", "0", "9999", "sept", "7 "])
async def test_any_other_span_is_a_week(inside: httpx.AsyncClient, days: str) -> None:
    page = await shown(inside, f"/equipe/questions?jours={days}")
    assert ("a", "href", "/equipe/questions?jours=7") in page.attributes
    current = [tag for tag, name, _ in page.attributes if name == "aria-current"]
    assert len(current) == 2


async def test_nothing_asked_is_said(inside: httpx.AsyncClient) -> None:
    text = (await shown(inside, "/equipe/questions")).text
    assert "Aucune question n'est restée sans réponse." in text
    assert "Aucun avis." in text


async def test_what_was_erased_is_not_shown_from_memory(
    inside: httpx.AsyncClient, say: Say, services: Services
) -> None:
    assert services.memory is not None
    name = await say("Où est la mairie de Trouville ?")
    assert "Trouville" in (await shown(inside, "/equipe/questions")).text
    await services.memory.erasure.erase(f"raw-{name}")
    assert "Trouville" not in (await shown(inside, "/equipe/questions")).text
