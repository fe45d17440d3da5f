"""Train the pipeline with either featurizer and with both, and score each (Rasa's environment).

OMP_NUM_THREADS=1 python -m tests.dialogue.compare
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from bot.dialogue.train import CONFIG

CHARACTERS = "CountVectorsFeaturizer"
EMBEDDING = "bot.dialogue.components.embedding.EmbeddingFeaturizer"
VARIANTS = {"characters": {EMBEDDING}, "embedding": {CHARACTERS}, "both": set()}


def compare(folder: Path) -> None:
    """Print one line of figures for each variant."""
    whole = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    for name, dropped in VARIANTS.items():
        kept = [part for part in whole["pipeline"] if part["name"] not in dropped]
        config, model = folder / f"{name}.yml", folder / f"{name}.tar.gz"
        config.write_text(yaml.safe_dump({**whole, "pipeline": kept}), encoding="utf-8")
        start = time.monotonic()
        _run("bot.dialogue.train", "--config", str(config), "--model", str(model))
        seconds = time.monotonic() - start
        figures = json.loads(_run("tests.dialogue.measure", str(model)))
        print(name, json.dumps({**figures, "training_s": round(seconds, 1)}), flush=True)


def _run(module: str, *arguments: str) -> str:
    """Run one module of ours with this interpreter and return what it printed."""
    command = [sys.executable, "-W", "ignore", "-m", module, *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout.decode()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        compare(Path(temporary))
