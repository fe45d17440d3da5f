"""Logs say what happened, never what was said."""

from __future__ import annotations

import httpx
import structlog

from tests.bot.conftest import DialogueStub, chat


async def test_one_line_a_turn_without_the_text(
    http: httpx.AsyncClient, dialogue: DialogueStub
) -> None:
    with structlog.testing.capture_logs() as lines:
        session = (await chat(http, "ma question privée"))["session"]
        dialogue.status = 500
        await chat(http, "une autre question privée", session)
    assert [line["event"] for line in lines] == ["turn", "turn"]
    assert {"channel", "status", "milliseconds", "turn"} <= set(lines[0])
    assert "privée" not in str(lines)
    assert session not in str(lines)
