"""Train the dialogue model into a file.

python -m bot.dialogue.train --model FOLDER/NAME.tar.gz
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import List

from bot.dialogue.command import run_rasa

HERE = Path(__file__).parent
CONFIG = HERE.parent.parent / "config.yml"
SUFFIX = ".tar.gz"


def arguments(model: Path, config: Path = CONFIG) -> List[str]:
    """Return the arguments of `rasa train`."""
    return [
        "train",
        *("--config", str(config)),
        *("--domain", str(HERE / "domain")),
        *("--data", str(HERE / "data")),
        *("--out", str(model.parent)),
        *("--fixed-model-name", model.name[: -len(SUFFIX)]),
        "--force",
    ]


def train() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(prog="bot.dialogue.train")
    parser.add_argument("--model", type=Path, required=True, help="file to write, *.tar.gz")
    parser.add_argument("--config", type=Path, default=CONFIG, help="pipeline to train")
    given = parser.parse_args()
    if not given.model.name.endswith(SUFFIX):
        parser.error(f"--model must end in {SUFFIX}")
    given.model.parent.mkdir(parents=True, exist_ok=True)
    run_rasa(arguments(given.model, given.config))


if __name__ == "__main__":
    train()
