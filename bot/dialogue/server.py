"""Serve a trained model on loopback, the token taken from the environment.

python -m bot.dialogue.server --model FILE --port PORT
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import List

from bot.dialogue.command import run_rasa

HERE = Path(__file__).parent
TOKEN = "DIALOGUE_TOKEN"  # noqa: S105 - the name of a variable
ENVIRONMENT = (TOKEN, "DIALOGUE_ACTIONS_URL", "DIALOGUE_ACTIONS_TOKEN")
RESPONSE_SECONDS = 60


def arguments(model: Path, port: int, token: str) -> List[str]:
    """Return the arguments of `rasa run`: loopback only, HTTP API behind the token."""
    return [
        "run",
        *("--model", str(model)),
        *("--interface", "127.0.0.1", "--port", str(port)),
        *("--endpoints", str(HERE / "endpoints.yml")),
        *("--credentials", str(HERE / "credentials.yml")),
        *("--response-timeout", str(RESPONSE_SECONDS)),
        *("--enable-api", "--auth-token", token),
    ]


def serve() -> None:
    """Check what is needed, then run Rasa in this process."""
    parser = argparse.ArgumentParser(prog="bot.dialogue.server")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args()
    missing = [name for name in ENVIRONMENT if not os.environ.get(name)]
    if missing:
        parser.error(f"not set: {', '.join(missing)}")
    if not given.model.is_file():
        parser.error(f"no such model: {given.model}")
    run_rasa(arguments(given.model, given.port, os.environ[TOKEN]))


if __name__ == "__main__":
    serve()
