"""The action endpoint, with the SDK's own executor."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.channels.actions import ActionEndpoint
from bot.metrics import Metrics

TOKEN = "actions-token"


class Blocking(Action):
    """Say in which thread it runs."""

    def name(self) -> str:
        return "action_blocking"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        main = threading.current_thread() is threading.main_thread()
        dispatcher.utter_message(
            json_message={"main": main, "text": tracker.latest_message["text"]}
        )
        return [SlotSet("country", "GE")]


class Failing(Action):
    """Fail in the way it is told."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def name(self) -> str:
        return f"action_{type(self._error).__name__.lower()}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        raise self._error


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    failing = [Failing(ValueError("x")), Failing(ActionExecutionRejection("a", "no"))]
    app = ActionEndpoint([Blocking(), *failing], TOKEN, Metrics()).application()
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://actions") as client:
        yield client


def call(name: str) -> dict[str, Any]:
    tracker = {
        "sender_id": "s",
        "slots": {},
        "latest_message": {"text": "Bonjour"},
        "events": [],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": None,
        "latest_input_channel": "boussole",
    }
    return {"next_action": name, "sender_id": "s", "tracker": tracker, "version": "3.6.21"}


async def test_an_action_runs_off_the_loop(http: httpx.AsyncClient) -> None:
    answer = await http.post(f"/webhook?token={TOKEN}", json=call("action_blocking"))
    assert answer.status_code == 200
    body = answer.json()
    assert body["responses"][0]["custom"] == {"main": False, "text": "Bonjour"}
    assert body["events"][0]["name"] == "country"


@pytest.mark.parametrize("token", ["", "?token=", "?token=x", "?token=%C3%A9"])
async def test_the_token_is_asked_for(http: httpx.AsyncClient, token: str) -> None:
    answer = await http.post(f"/webhook{token}", json=call("action_blocking"))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("name", "status"),
    [("action_none", 404), ("action_valueerror", 500), ("action_actionexecutionrejection", 400)],
)
async def test_what_goes_wrong_is_told(http: httpx.AsyncClient, name: str, status: int) -> None:
    answer = await http.post(f"/webhook?token={TOKEN}", json=call(name))
    assert answer.status_code == status
    assert answer.json()["action_name"] == name


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"3", b"\xff"])
async def test_a_malformed_call(http: httpx.AsyncClient, content: bytes) -> None:
    assert (await http.post(f"/webhook?token={TOKEN}", content=content)).status_code == 400


async def test_health(http: httpx.AsyncClient) -> None:
    assert (await http.get("/health")).json() == {"status": "ok"}
