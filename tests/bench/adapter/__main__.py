"""Train the adapter: `make adapter` writes actions/search/embedding/adapter.safetensors.

Learns from the questions of PIAF's development half (seven articles of ten), from the questions
staff wrote for the shipped pages, from those written for training and for invented excerpts; never
from a golden set.
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

from actions.search.embedding.adapter import ADAPTER, adapter_name
from actions.search.embedding.bundled import bundled_model
from actions.search.embedding.encoder import Encoder
from actions.search.embedding.precision import choose_precision
from tests.bench.adapter.pairs import SEED, page_pairs, piaf_pairs, split_piaf, written_pairs
from tests.bench.adapter.train import ALPHA, BATCH, FIRST, RANK, Trainer

STEPS = 480


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(os.environ.get("BOUSSOLE_CACHE") or user_cache_path("boussole"))
    parser.add_argument("--cache", type=Path, default=default, help="where the model is built")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--start", type=Path, help="an adapter to go on from, not the encoder")
    parser.add_argument("--out", type=Path, default=ADAPTER)
    given = parser.parse_args()
    folder = bundled_model(given.cache, adapter=given.cache / "none")
    encoder = Encoder(str(folder), given.cache)
    network, tokenizer = AutoModel.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)
    short = choose_precision(given.cache / "embedding") is torch.bfloat16
    trainer = Trainer(encoder, network, tokenizer, short, given.start)
    fitted, _ = split_piaf()
    pairs = [*piaf_pairs(fitted), *page_pairs(), *written_pairs()]
    unseen = list(written_pairs(measured=True))
    print(f"{len(pairs)} pairs, {given.steps} steps of {BATCH}", flush=True)
    recipe: dict[str, int | str] = {"rank": RANK, "alpha": ALPHA, "first_layer": FIRST}
    recipe |= {"seed": SEED, "steps": given.steps, "batch": BATCH, "pairs": len(pairs)}
    recipe |= {"start": adapter_name(given.start) if given.start else "encoder"}

    def keep() -> None:
        dense, late = trainer.measure(unseen)
        print(f"{len(unseen)} not learnt: right first {dense:.3f}, by words {late:.3f}", flush=True)
        state = get_peft_model_state_dict(trainer.model)
        halves = {name: tensor.to(torch.float16).contiguous() for name, tensor in state.items()}
        save_file(halves, given.out, {name: str(value) for name, value in recipe.items()})

    keep()
    trainer.train(pairs, given.steps, keep)


if __name__ == "__main__":
    main()
