"""Probes and metrics."""

from __future__ import annotations

import httpx

from bot.application import build_application
from bot.keys import Keys
from bot.metrics import Metrics
from bot.services import assemble
from bot.settings import Settings
from tests.bot.conftest import Answers, chat


async def test_alive_and_ready(http: httpx.AsyncClient) -> None:
    assert (await http.get("/healthz")).json() == {"status": "ok"}
    ready = await http.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"status": "ready", "reasons": []})


async def test_not_ready_says_why(settings: Settings, keys: Keys) -> None:
    app = build_application(settings, assemble(keys, None, None, Metrics()))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://t") as http:
        answer = await http.get("/readyz")
        assert answer.status_code == 503
        assert len(answer.json()["reasons"]) == 2
        assert (await chat(http, "Que fait l'OIM ?"))["status"] == "error"


async def test_without_a_dialogue_the_index_answers(
    settings: Settings, keys: Keys, answers: Answers
) -> None:
    app = build_application(settings, assemble(keys, answers, None, Metrics()))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://t") as http:
        assert (await chat(http, "Que fait l'OIM ?"))["status"] == "answered"


async def test_metrics_count_turns_and_hold_no_text(http: httpx.AsyncClient) -> None:
    await chat(http, "une question très reconnaissable")
    metrics = (await http.get("/metrics")).text
    assert 'boussole_turns_total{channel="web",status="answered"} 1.0' in metrics
    assert "boussole_turn_seconds_bucket" in metrics
    assert "process_resident_memory_bytes" in metrics
    assert "reconnaissable" not in metrics
