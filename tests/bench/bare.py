"""The least a turn of this dialogue server can cost: a rule, and one action that does nothing.

Same environment, same channel, same way of serving actions as ours; the usual light pipeline.
"""

from __future__ import annotations

import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bot.dialogue.command import DEFAULTS
from bot.dialogue_model import DIALOGUE, RASA_PYTHON, rasa_environment
from bot.paths import PROJECT
from bot.processes.sockets import free_port
from tests.bench.background import BenchError, background, wait_for
from tests.bench.bare_actions import NAME
from tests.bench.line import Line

CONFIG = """
recipe: default.v1
assistant_id: bare
language: fr
pipeline:
  - name: WhitespaceTokenizer
  - name: CountVectorsFeaturizer
  - name: LogisticRegressionClassifier
policies:
  - name: RulePolicy
"""
DOMAIN = f"""
version: "3.1"
intents: [greet, ask_question]
actions: [{NAME}]
"""
RULES = f"""
version: "3.1"
rules:
  - rule: greeting
    steps: [intent: greet, action: {NAME}]
  - rule: question
    steps: [intent: ask_question, action: {NAME}]
"""
ENDPOINTS = """
action_endpoint:
  url: ${DIALOGUE_ACTIONS_URL}
  enable_selective_domain: true
"""
EXAMPLES = ("greetings.yml", "questions_oim.yml")
START_SECONDS = 180


@contextmanager
def bare_rasa(folder: Path) -> Iterator[Line]:
    """Train and serve the bare project in `folder`; give a line to its channel."""
    _write(folder)
    actions, port, token = free_port(), free_port(), secrets.token_urlsafe()
    environment = {
        **rasa_environment(),
        **DEFAULTS,
        "DIALOGUE_TOKEN": token,
        "DIALOGUE_ACTIONS_URL": f"http://127.0.0.1:{actions}/webhook",
    }
    _train(folder, environment)
    endpoint = [sys.executable, "-m", "tests.bench.bare_actions", "--port", str(actions)]
    server = [
        *(str(RASA_PYTHON), "-m", "rasa", "run", "--model", "bare.tar.gz"),
        *("--interface", "127.0.0.1", "--port", str(port)),
        *("--endpoints", "endpoints.yml", "--credentials", "credentials.yml"),
    ]
    logs = folder / "actions.log", folder / "rasa.log"
    line = Line(port, {"Authorization": f"Bearer {token}"})
    with (
        background(endpoint, rasa_environment(), PROJECT, logs[0]) as acting,
        background(server, environment, folder, logs[1]) as talking,
    ):
        wait_for(lambda: Line(actions).answers("/health"), acting, logs[0], START_SECONDS)
        wait_for(lambda: line.answers("/webhooks/boussole/"), talking, logs[1], START_SECONDS)
        yield line
        line.close()


def _write(folder: Path) -> None:
    """Write the project; its examples and its channel are ours."""
    files = {"config": CONFIG, "domain": DOMAIN, "endpoints": ENDPOINTS, "data/rules": RULES}
    (folder / "data").mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    for name in EXAMPLES:
        shutil.copy(DIALOGUE / "data" / "nlu" / name, folder / "data" / name)
    shutil.copy(DIALOGUE / "credentials.yml", folder / "credentials.yml")


def _train(folder: Path, environment: Mapping[str, str]) -> None:
    """Train the model of the bare project."""
    command = [
        *(str(RASA_PYTHON), "-m", "rasa", "train", "--config", "config.yml"),
        *("--domain", "domain.yml", "--data", "data", "--out", "."),
        *("--fixed-model-name", "bare", "--force"),
    ]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BenchError(f"the bare project was not trained:\n{done.stderr[-2000:]}")
