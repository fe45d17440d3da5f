"""Rasa's real environment, driven from outside: trained once, served once."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.conversation.hints import hints
from bot.dialogue_model import model_path, training
from tests.dialogue.action_endpoint import ActionEndpoint, free_port

ROOT = Path(__file__).resolve().parents[2]
RASA_PYTHON = ROOT / ".venv-rasa" / "bin" / "python"
TOKEN = "dialogue-token-of-the-tests"
ACTIONS_TOKEN = "actions-token-of-the-tests"
START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class DialogueServer:
    """A running dialogue server and the action endpoint behind it."""

    http: httpx.Client
    actions: ActionEndpoint
    log: Path

    def post(self, body: object, token: str = TOKEN) -> httpx.Response:
        """Send a body to the channel."""
        headers = {"Authorization": f"Bearer {token}"}
        return self.http.post("/webhooks/boussole/webhook", json=body, headers=headers)

    def say(self, sender: str, message: str, **metadata: object) -> list[dict[str, Any]]:
        """Send one message as the application does, and return what the dialogue said."""
        known = hints(message) | metadata
        answer = self.post({"sender": sender, "message": message, "metadata": known})
        assert answer.status_code == 200, answer.text
        return list(answer.json())

    def talk(self, sender: str) -> Callable[[str], Mapping[str, Any]]:
        """Return a conversation: words or a button's payload in, the turn out."""

        def say(message: str) -> Mapping[str, Any]:
            known = {"trusted_payload": True} if message.startswith("/") else hints(message)
            answer = self.post({"sender": sender, "message": message, "metadata": known})
            assert answer.status_code == 200, answer.text
            said = list(answer.json())
            assert len(said) == 1, said
            return dict(said[0]["custom"])

        return say

    def parse(self, text: str) -> dict[str, Any]:
        """Return what the model understands, without a conversation."""
        answer = self.http.post("/model/parse", params={"token": TOKEN}, json={"text": text})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


@pytest.fixture(scope="session")
def rasa_python() -> Path:
    """Return the interpreter of Rasa's environment."""
    if not RASA_PYTHON.exists():
        pytest.skip("no .venv-rasa: run `make setup` first")
    return RASA_PYTHON


@pytest.fixture(scope="session")
def model(rasa_python: Path, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the model of the tree, trained unless set-up or an earlier run did."""
    with training(cache, tmp_path_factory.mktemp("dialogue") / "train.log"):
        pass
    return model_path(cache)


@pytest.fixture(scope="session")
def dialogue(
    model: Path, rasa_python: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DialogueServer]:
    """Serve the model once for all tests."""
    with served(model, tmp_path_factory.mktemp("log") / "rasa.log") as server:
        yield server


@contextmanager
def served(model: Path, log: Path, **more: str) -> Iterator[DialogueServer]:
    """Serve a model on loopback, with a real action endpoint behind it."""
    port = free_port()
    command = [str(RASA_PYTHON), "-m", "bot.dialogue.server"]
    with ActionEndpoint(ACTIONS_TOKEN) as actions, log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--model", str(model), "--port", str(port)],
            cwd=ROOT,
            env=environment(DIALOGUE_ACTIONS_URL=actions.url, **more),
            stdout=output,
            stderr=output,
        )
        try:
            with httpx.Client(
                base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=60
            ) as http:
                _wait(http, process, log)
                yield DialogueServer(http, actions, log)
        finally:
            process.terminate()
            process.wait(timeout=30)


def run_rasa(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a module in Rasa's environment, as the supervisor does."""
    done = subprocess.run(
        [str(RASA_PYTHON), "-m", *arguments],
        cwd=ROOT,
        env=environment(),
        text=True,
        capture_output=True,
        check=False,
    )
    if check and done.returncode:
        pytest.fail(f"{arguments} → {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done


def environment(**more: str) -> Mapping[str, str]:
    """Return the environment the supervisor gives to Rasa."""
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "PYTHONPATH": str(ROOT),
        "DIALOGUE_TOKEN": TOKEN,
        "DIALOGUE_ACTIONS_TOKEN": ACTIONS_TOKEN,
        "DIALOGUE_ACTIONS_URL": "http://127.0.0.1:9/webhook",
        "RASA_TELEMETRY_ENABLED": "false",
        **more,
    }


def _wait(http: httpx.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the model is loaded."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if http.get("/webhooks/boussole/").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    pytest.fail(f"the dialogue server did not start\n{log.read_text()[-4000:]}")
