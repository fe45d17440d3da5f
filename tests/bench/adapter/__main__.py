"""Train the adapter: `make adapter` writes actions/search/embedding/adapter.safetensors.

Learns from the questions of PIAF's development half (seven articles of ten), from the questions
staff wrote for the shipped pages and from those written for training; never from a golden set.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import torch
from peft import get_peft_model_state_dict
from platformdirs import user_cache_path
from safetensors.torch import save_file
from transformers import AutoModel, AutoTokenizer

from actions.search.embedding.adapter import ADAPTER
from actions.search.embedding.bundled import bundled_model
from actions.search.embedding.encoder import Encoder
from tests.bench.adapter.pairs import SEED, page_pairs, piaf_pairs, split_piaf
from tests.bench.adapter.train import ALPHA, BATCH, FIRST, RANK, Trainer

STEPS = 240
ROUNDS_OF_PIAF = 2
"""PIAF's questions are fewer, and the only ones people asked of real pages: twice a round."""


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(os.environ.get("BOUSSOLE_CACHE") or user_cache_path("boussole"))
    parser.add_argument("--cache", type=Path, default=default, help="where the model is built")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--out", type=Path, default=ADAPTER)
    given = parser.parse_args()
    folder = bundled_model(given.cache, adapter=given.cache / "none")
    encoder = Encoder(str(folder), given.cache)
    trainer = Trainer(
        encoder, AutoModel.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)
    )
    fitted, _ = split_piaf()
    pairs = [*(list(piaf_pairs(fitted)) * ROUNDS_OF_PIAF), *page_pairs()]
    print(f"{len(pairs)} pairs, {given.steps} steps of {BATCH}", flush=True)
    trainer.train(pairs, given.steps)
    recipe = {"rank": RANK, "alpha": ALPHA, "first_layer": FIRST, "seed": SEED}
    recipe |= {"steps": given.steps, "batch": BATCH, "pairs": len(pairs)}
    state = get_peft_model_state_dict(trainer.model)
    halves = {name: tensor.to(torch.float16).contiguous() for name, tensor in state.items()}
    save_file(halves, given.out, {name: str(value) for name, value in recipe.items()})


if __name__ == "__main__":
    main()
