"""`boussole erase`, with and without a running service."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest

from bot.application import build_application
from bot.cli.run import run
from bot.conversation.message import Message
from bot.keys import Keys
from bot.metrics import Metrics
from bot.services import Services, assemble
from bot.settings import Settings
from bot.store.database import Database
from tests.bot.conftest import Answers, serving
from tests.bot.test_conversations import MARK, traces


@pytest.fixture
def alone(settings: Settings, keys: Keys) -> Services:
    return assemble(keys, Answers(), None, Metrics(), database=Database.open(settings))


def say(services: Services, session: str) -> str:
    conversation = services.sessions.conversation(session, "web")
    asyncio.run(services.road.walk(Message("web", conversation, f"Parlez-moi de {MARK}")))
    return conversation


@pytest.mark.parametrize("by", ["session", "reference"])
def test_without_a_service_the_database_is_erased(
    monkeypatch: pytest.MonkeyPatch, alone: Services, tmp_path: Path, by: str
) -> None:
    monkeypatch.setenv("BOUSSOLE_PORT", "9")
    session = alone.sessions.make()
    conversation = say(alone, session)
    assert traces(tmp_path, MARK)
    assert run(["erase", session if by == "session" else conversation]) == 0
    assert traces(tmp_path, MARK) == []


def test_a_running_service_erases(
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
    alone: Services,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with serving(build_application(settings, alone)) as url:
        monkeypatch.setenv("BOUSSOLE_PORT", str(httpx.URL(url).port))
        conversation = say(alone, alone.sessions.make())
        assert run(["erase", conversation]) == 0
    assert "C'est effacé" in capsys.readouterr().out
    assert traces(tmp_path, MARK) == []


@pytest.mark.parametrize("wrong", ["x", "../..", "é" * 22, "a.b", " "])
def test_what_is_no_conversation_is_said(
    settings: Settings, capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    assert run(["erase", wrong]) == 1
    assert "mes données" in capsys.readouterr().err
