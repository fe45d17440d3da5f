"""The training itself: the encoder's layers learn to read a question and a text together."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from sklearn.metrics import roc_auc_score
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from actions.search.embedding.adapter import ADAPTER, apply_adapter
from actions.search.embedding.verifier import HEADS, pairs, scores
from tests.bench.adapter.pairs import SEED
from tests.bench.learning import learn
from tests.bench.verifier.examples import Example

BATCH = 16
ROUNDS = 2
FIRST = 3
"""The first of the twelve layers that learns; the lower ones stay, which saves a quarter."""
RANK = 64
"""Rank to which what was learnt is reduced."""
PEAK, PEAK_OF_HEADS, WARM_UP = 8e-5, 1e-3, 0.06
SPAN = 0.25
"""Weight of the loss of the words that answer, beside that of the text."""
WATCHED = 300
"""Steps between two measures on what is not learnt."""
SORTED = 8
"""Batches among which texts are sorted by length: less padding is computed."""


class Trainer:
    """Trains the layers of one network, then says what changed as small matrices."""

    def __init__(self, network: Any, tokenizer: Any, short: bool, start: Path | None) -> None:
        """Take the plain encoder's network, whether bfloat16 is quicker, and weights to go on from.

        Without such weights learning begins with those of the adapter.
        """
        torch.manual_seed(SEED)
        self._network = network.float()
        self._short = short
        self._tokenizer = tokenizer
        width = network.config.hidden_size
        self._heads = [
            torch.randn(1, 2 * width) * 0.02, torch.zeros(1),
            torch.randn(2, width) * 0.02, torch.zeros(2),
        ]  # fmt: skip
        self._linear: dict[str, torch.nn.Linear] = {
            name: part
            for number, layer in enumerate(self._network.encoder.layer)
            if number >= FIRST
            for name, part in (
                (f"encoder.layer.{number}.{inner}", part) for inner, part in layer.named_modules()
            )
            if isinstance(part, torch.nn.Linear)
        }
        self._before = {name: part.weight.detach().clone() for name, part in self._linear.items()}
        apply_adapter(self._network.state_dict(), start or ADAPTER)
        if start:
            kept = load_file(start)
            self._heads = [kept[name].float() for name in HEADS]
        for parameter in self._network.parameters():
            parameter.requires_grad = False
        for tensor in [*self._heads, *(part.weight for part in self._linear.values())]:
            tensor.requires_grad = True

    def train(
        self, examples: Sequence[Example], rounds: float, watched: Callable[[], object]
    ) -> None:
        """Go through the examples; print the loss, and call `watched` now and then."""
        steps = round(rounds * len(examples) / BATCH)
        groups = [
            {"params": [part.weight for part in self._linear.values()], "lr": PEAK},
            {"params": self._heads, "lr": PEAK_OF_HEADS},
        ]
        losses = map(self._loss, _batches(examples))
        for number in learn(self._network, groups, losses, steps, _pace):
            if number % WATCHED == 0 or number == steps:
                watched()

    def measure(self, examples: Sequence[Example]) -> float:
        """Return the area under the curve of what the first head says of examples not learnt."""
        found: list[float] = []
        with torch.inference_mode():
            for start in range(0, len(examples), BATCH):
                inputs = pairs(
                    self._tokenizer,
                    [example.question for example in examples[start : start + BATCH]],
                    [example.text for example in examples[start : start + BATCH]],
                )
                found += self._read(inputs)[0].tolist()
        return float(roc_auc_score([example.right for example in examples], np.array(found)))

    def learnt(self) -> dict[str, Tensor]:
        """Return the heads, and the change of each layer as two matrices of a low rank."""
        kept = dict(zip(HEADS, (head.detach() for head in self._heads), strict=True))
        for name, part in self._linear.items():
            left, sizes, right = torch.linalg.svd(
                part.weight.detach() - self._before[name], full_matrices=False
            )
            roots = sizes[:RANK].sqrt()
            kept[f"base_model.model.{name}.lora_B.weight"] = left[:, :RANK] * roots
            kept[f"base_model.model.{name}.lora_A.weight"] = roots[:, None] * right[:RANK]
        return {name: tensor.to(torch.float16).contiguous() for name, tensor in kept.items()}

    def _loss(self, batch: Sequence[Example]) -> Tensor:
        """Return the loss of one batch: is it answered, and where."""
        questions, texts = [e.question for e in batch], [e.text for e in batch]
        inputs = pairs(self._tokenizer, questions, texts)
        answers, starts, ends = self._read(inputs)
        right = torch.tensor([float(example.right) for example in batch])
        loss = binary_cross_entropy_with_logits(answers, right)
        places = [_span(inputs, row, example) for row, example in enumerate(batch)]
        rows = [row for row, place in enumerate(places) if place is not None]
        if rows:
            known = torch.tensor([place for place in places if place is not None])
            loss = loss + SPAN * (
                cross_entropy(starts[rows], known[:, 0]) + cross_entropy(ends[rows], known[:, 1])
            )
        return loss

    def _read(self, inputs: Any) -> tuple[Tensor, Tensor, Tensor]:
        """Return what the heads say of texts."""
        mask = inputs["attention_mask"]
        with torch.autocast("cpu", torch.bfloat16, enabled=self._short):
            states = self._network(
                input_ids=inputs["input_ids"], attention_mask=mask
            ).last_hidden_state
        return scores(states.float(), mask, self._heads)


def _span(inputs: Any, row: int, example: Example) -> tuple[int, int] | None:
    """Return the first and the last token of the answer: the very first where there is none."""
    if not example.right:
        return 0, 0
    if example.span is None:
        return None
    before = len("passage: ")
    first, end = example.span[0] + before, example.span[1] + before
    inside = [
        token
        for token, (begins, ends) in enumerate(inputs["offset_mapping"][row].tolist())
        if inputs.sequence_ids(row)[token] == 1 and ends > first and begins < end
    ]
    return (inside[0], inside[-1]) if inside else None


def _batches(examples: Sequence[Example]) -> Iterator[list[Example]]:
    """Yield batches of texts of like length without end, every example once a round."""
    draw = random.Random(SEED)
    while True:
        order = draw.sample(list(examples), len(examples))
        batches = []
        for start in range(0, len(order), SORTED * BATCH):
            near = sorted(order[start : start + SORTED * BATCH], key=lambda e: len(e.text))
            batches += [near[n : n + BATCH] for n in range(0, len(near), BATCH)]
        draw.shuffle(batches)
        yield from batches


def _pace(step: int, steps: int) -> float:
    """Return the share of the peak rate: up in a straight line, then down in one."""
    warm = max(1, round(steps * WARM_UP))
    return min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
