"""Train the verifier: `make verifier` writes actions/search/embedding/verifier.safetensors.

Learns from the questions of PIAF's development half (seven articles of ten), from excerpts written
for training with their questions, and from what is found in the shipped folder for the near misses
and paraphrases written for training; never from a golden set nor from the folders that the evidence
is fitted on.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import torch
from platformdirs import user_cache_path
from safetensors.torch import save_file
from transformers import AutoModel, AutoTokenizer

from actions.search.embedding.adapter import ADAPTER, adapter_name
from actions.search.embedding.bundled import bundled_model
from actions.search.embedding.precision import choose_precision
from actions.search.embedding.verifier import WEIGHTS
from tests.bench.adapter.pairs import KNOWLEDGE, SEED, split_piaf
from tests.bench.evidence.samples import Collector, Remembering
from tests.bench.verifier.examples import of_piaf, of_shipped, written
from tests.bench.verifier.train import BATCH, RANK, ROUNDS, Trainer


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(os.environ.get("BOUSSOLE_CACHE") or user_cache_path("boussole"))
    parser.add_argument("--cache", type=Path, default=default, help="where the model is built")
    parser.add_argument("--rounds", type=float, default=ROUNDS)
    parser.add_argument("--start", type=Path, help="weights to go on from, not the encoder itself")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    encoder = Remembering(given.cache)
    shipped = Collector(encoder, given.cache / "evidence").folder("shipped", KNOWLEDGE)
    examples = [*of_piaf(split_piaf()[0], encoder), *written(), *of_shipped(shipped)]
    unseen = list(written(measured=True))
    right = sum(example.right for example in examples)
    print(f"{len(examples)} examples, {right} answered, {given.rounds} rounds", flush=True)
    folder = bundled_model(given.cache, adapter=given.cache / "none")
    network, tokenizer = AutoModel.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)
    short = choose_precision(given.cache / "embedding") is torch.bfloat16
    trainer = Trainer(network, tokenizer, short, given.start)
    recipe = {"rank": RANK, "alpha": RANK, "seed": SEED, "batch": BATCH, "rounds": given.rounds}
    recipe |= {"examples": len(examples), "start": adapter_name(given.start or ADAPTER)}

    def keep() -> None:
        print(f"{len(unseen)} examples not learnt: AUC {trainer.measure(unseen):.3f}", flush=True)
        save_file(trainer.learnt(), given.out, {name: str(value) for name, value in recipe.items()})

    keep()
    trainer.train(examples, given.rounds, keep)
    print(f"{given.out}: {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
