"""The training itself: LoRA on every linear layer, dense and late interaction loss together."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from peft import LoraConfig, get_peft_model, set_peft_model_state_dict
from safetensors.torch import load_file
from torch import Tensor

from actions.search.embedding.encoder import Encoder
from tests.bench.adapter.losses import Encoded, contrastive, dense_scores, late_scores
from tests.bench.adapter.misspell import misspell
from tests.bench.adapter.pairs import SEED, Pair
from tests.bench.learning import learn

RANK, ALPHA = 16, 32
LAYERS = ("query", "key", "value", "dense")
FIRST = 4
"""The first of the twelve layers that is adapted; the lower ones stay, which saves a third."""
BATCH = 24
ASKED, READ = "query: ", "passage: "
SHORT, LONG = 48, 128
"""Longest question and text, in tokens."""
PEAK, WARM_UP = 4e-4, 0.08
MISSPELT = 0.3
"""Share of the questions that are misspelt."""
NEAREST = 12
"""Among how many of the nearest wrong texts the one learnt beside a question is drawn."""
WATCHED = 120
"""Steps between two measures on what is not learnt."""
LATE = 1.0
"""Weight of the late interaction loss beside the dense one."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question as it is put and one of the texts that answer it."""

    question: str
    text: str
    pair: Pair


class Trainer:
    """Trains one adapter."""

    def __init__(
        self, encoder: Encoder, model: Any, tokenizer: Any, short: bool, start: Path | None
    ) -> None:
        """Take the base encoder for mining, and its network to train.

        `short` says whether bfloat16 is quicker here; `start` is an adapter to go on from.
        """
        torch.manual_seed(SEED)
        self._short = short
        self._encoder = encoder
        self._tokenizer = tokenizer
        for part in model.modules():
            if isinstance(part, torch.nn.Dropout):
                part.p = 0.0  # a third of the time, and the adapter is small
        config = LoraConfig(
            r=RANK,
            lora_alpha=ALPHA,
            target_modules=list(LAYERS),
            layers_to_transform=list(range(FIRST, model.config.num_hidden_layers)),
        )
        self.model = get_peft_model(model.float(), config)
        if start:
            set_peft_model_state_dict(self.model, load_file(start))
        self._rarity = torch.ones(1)

    def train(self, pairs: Sequence[Pair], steps: int, watched: Callable[[], object]) -> None:
        """Take so many steps; print the loss, and call `watched`, now and then."""
        draw = random.Random(SEED)
        mined = _Mined(self._encoder, pairs)
        self._rarity = self._rarities(mined.texts)
        groups = [{"params": [p for p in self.model.parameters() if p.requires_grad], "lr": PEAK}]
        losses = map(self._loss, mined.batches(draw))
        for number in learn(self.model, groups, losses, steps, _pace):
            if number % WATCHED == 0 or number == steps:
                watched()

    def measure(self, pairs: Sequence[Pair]) -> tuple[float, float]:
        """Return for how many questions the right text of all those given comes first.

        Once by the vectors of whole texts, once word by word.
        """
        texts = {pair.page: pair for pair in pairs}
        rarity = self._rarities([pair.texts[0] for pair in texts.values()])
        first = [0, 0]
        with torch.inference_mode():
            read = [self._encode([pair.texts[0]], READ, LONG) for pair in texts.values()]
            bare = [_bare(one, self._first(READ)) for one in read]
            for pair in pairs:
                asked = self._encode([pair.question], ASKED, SHORT)
                words = _bare(asked, self._first(ASKED))
                dense = torch.cat([dense_scores(asked, one) for one in read], dim=1)
                late = torch.cat([late_scores(words, one, rarity) for one in bare], dim=1)
                for which, scores in enumerate((dense, late)):
                    best = list(texts.values())[int(scores.argmax())]
                    first[which] += _either(pair, best)
        return first[0] / len(pairs), first[1] / len(pairs)

    def _loss(self, batch: Sequence[Example]) -> Tensor:
        """Return the loss of one batch."""
        same = torch.tensor([[_either(one.pair, other.pair) for other in batch] for one in batch])
        same.fill_diagonal_(fill_value=False)
        with torch.autocast("cpu", torch.bfloat16, enabled=self._short):
            asked = self._encode([example.question for example in batch], ASKED, SHORT)
            read = self._encode([example.text for example in batch], READ, LONG)
        dense = contrastive(dense_scores(asked, read), same)
        words, read_words = _bare(asked, self._first(ASKED)), _bare(read, self._first(READ))
        late = contrastive(late_scores(words, read_words, self._rarity), same)
        return dense + LATE * late

    def _encode(self, texts: Sequence[str], prompt: str, longest: int) -> Encoded:
        """Return token states with their mask and numbers."""
        inputs = self._tokenizer(
            [prompt + text for text in texts],
            padding=True, truncation=True, max_length=longest, return_tensors="pt",
        )  # fmt: skip
        states = self.model(
            input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"]
        ).last_hidden_state
        return states.float(), inputs["attention_mask"].bool(), inputs["input_ids"]

    def _first(self, prompt: str) -> int:
        """Count the tokens before the text itself: the first special one and the prompt's."""
        return len(self._tokenizer(prompt.rstrip())["input_ids"]) - 1

    def _rarities(self, texts: Sequence[str]) -> Tensor:
        """Return the inverse document frequency of every token."""
        counts = torch.zeros(len(self._tokenizer))
        for text in texts:
            counts[list(set(self._tokenizer(text)["input_ids"]))] += 1
        return torch.log1p(len(texts) / (1 + counts))


def _bare(encoded: Encoded, first: int) -> Encoded:
    """Leave out the prompt and the special tokens."""
    states, mask, ids = encoded
    ends = mask.sum(dim=1) - 1
    places = torch.arange(mask.shape[1])
    return states, (places >= first) & (places < ends[:, None]), ids


def _either(one: Pair, other: Pair) -> bool:
    """Say whether the text of another pair may answer the question of one, too."""
    return one.page == other.page or (not one.named and one.family == other.family)


class _Mined:
    """Pairs with those whose texts look right to the base encoder and are not.

    A batch holds each question beside one of these: every text serves twice, as the right one of
    its own question and as a hard negative of another.
    """

    def __init__(self, encoder: Encoder, pairs: Sequence[Pair]) -> None:
        self._encoder = encoder
        self._pairs = pairs
        self._of: dict[str, list[int]] = {}
        for number, pair in enumerate(pairs):
            for text in pair.texts:
                self._of.setdefault(text, []).append(number)
        self.texts = list(self._of)
        self._vectors = encoder.passages(self.texts)

    def batches(self, draw: random.Random) -> Iterator[list[Example]]:
        """Yield batches without end, every pair at least once a round."""
        while True:
            order = draw.sample(range(len(self._pairs)), len(self._pairs))
            for start in range(0, len(order) - BATCH + 1, BATCH // 2):
                firsts = order[start : start + BATCH // 2]
                yield [
                    self._example(number, draw)
                    for first in firsts
                    for number in (first, self._beside(first, draw))
                ]

    def _beside(self, number: int, draw: random.Random) -> int:
        """Return a pair whose text looks right for the question of another."""
        asked = self._pairs[number]
        nearest = np.argsort(-(self._vectors @ self._encoder.query(asked.question)))
        owners = [draw.choice(self._of[self.texts[row]]) for row in nearest[: 4 * NEAREST]]
        return draw.choice([n for n in owners if not _either(asked, self._pairs[n])][:NEAREST])

    def _example(self, number: int, draw: random.Random) -> Example:
        pair = self._pairs[number]
        question = misspell(pair.question, draw) if draw.random() < MISSPELT else pair.question
        return Example(question, draw.choice(pair.texts), pair)


def _pace(step: int, steps: int) -> float:
    """Return the share of the peak rate: up in a straight line, down along a cosine."""
    warm = max(1, round(steps * WARM_UP))
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))
