"""The kill switch of a channel."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest

from bot.cli.run import run
from bot.conversation.message import Message
from bot.conversation.switched import KNOWN_SECONDS
from bot.services import Services
from tests.bot.conftest import DialogueStub, chat


async def test_a_channel_that_is_off_says_what_staff_wrote(
    http: httpx.AsyncClient, services: Services, dialogue: DialogueStub
) -> None:
    assert services.memory is not None
    turn = services.memory.switches.turn
    await turn("web", off=True, message="Fermé jusqu'à midi.", place="command")
    body = await chat(http, "Bonjour")
    assert body["replies"][0]["text"] == "Fermé jusqu'à midi."
    assert not dialogue.got
    other = Message("telegram", services.keys.conversation("telegram", "1"), "Bonjour")
    assert (await services.road.walk(other)).turn.status.value == "answered"
    await turn("web", off=False, message="", place="staff")
    await asyncio.sleep(KNOWN_SECONDS)
    assert (await chat(http, "Bonjour"))["status"] == "answered"
    lines = [(line.place, line.action) for line in await services.memory.switches.audit(9)]
    assert lines == [("staff", "on"), ("command", "off")]


async def test_danger_and_ones_own_data_are_answered_while_off(
    http: httpx.AsyncClient, services: Services
) -> None:
    assert services.memory is not None
    await services.memory.switches.turn("web", off=True, message="", place="staff")
    assert (await chat(http, "Bonjour"))["replies"][0]["text"].startswith("Boussole est fermée")
    assert (await chat(http, "mon mari me frappe tous les soirs"))["status"] == "crisis"
    assert "C'est effacé" in (await chat(http, "effacer"))["replies"][0]["text"]


def test_the_command_turns_and_shows(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOUSSOLE_STATE", str(tmp_path / "new"))
    assert run(["switch", "telegram", "--off", "--message", "De retour à midi"]) == 0
    assert "telegram : fermé depuis le" in capsys.readouterr().out
    assert run(["switch"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "web : en service"
    assert shown[1].endswith(": De retour à midi")
    assert run(["switch", "telegram", "--on"]) == 0
    assert "telegram : en service depuis" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [
        ["switch", "fax", "--off"],
        ["switch", "--off"],
        ["switch", "web", "--on", "--off"],
        ["switch", "web", "--off", "--message", "x" * 1001],
    ],
)
def test_a_wrong_command_is_one_line(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    wrong: list[str],
) -> None:
    monkeypatch.setenv("BOUSSOLE_STATE", str(tmp_path))
    assert run(wrong) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
