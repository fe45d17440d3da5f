"""The training itself: LoRA on every linear layer, dense and late interaction loss together."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from peft import LoraConfig, get_peft_model
from torch import Tensor

from actions.search.embedding.bundled import NAME
from actions.search.embedding.encoder import Encoder
from tests.bench.adapter.losses import Encoded, contrastive, dense_scores, late_scores
from tests.bench.adapter.misspell import misspell
from tests.bench.adapter.pairs import SEED, Pair

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
"""Among how many of the nearest wrong texts a hard negative is drawn."""
LATE = 1.0
"""Weight of the late interaction loss beside the dense one."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question, a text that answers it and one that does not, with their pages."""

    question: str
    right: str
    wrong: str
    page: str
    wrong_page: str


class Trainer:
    """Trains one adapter."""

    def __init__(self, encoder: Encoder, model: Any, tokenizer: Any) -> None:
        """Take the base encoder for mining, and its network to train."""
        torch.manual_seed(SEED)
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
        self._rarity = torch.ones(1)

    def train(self, pairs: Sequence[Pair], steps: int) -> None:
        """Take so many steps; print the loss now and then."""
        draw = random.Random(SEED)
        mined = _Mined(self._encoder, pairs)
        self._rarity = self._rarities(mined.texts)
        parameters = [p for p in self.model.parameters() if p.requires_grad]
        optimizer = torch.optim.AdamW(parameters, lr=PEAK, weight_decay=0.01)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: _pace(n, steps))
        started, total = time.monotonic(), 0.0
        self.model.train()
        for number, batch in zip(range(1, steps + 1), mined.batches(draw), strict=False):
            loss = self._loss(batch)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += loss.item()
            if number % 10 == 0:
                spent = time.monotonic() - started
                print(f"{NAME}: step {number}, loss {total / 10:.3f}, {spent:.0f} s", flush=True)
                total = 0.0
        self.model.eval()

    def _loss(self, batch: Sequence[Example]) -> Tensor:
        """Return the loss of one batch."""
        pages = [example.page for example in batch]
        texts = [e.right for e in batch] + [e.wrong for e in batch]
        owners = pages + [example.wrong_page for example in batch]
        same = torch.tensor([[page == owner for owner in owners] for page in pages])
        same.fill_diagonal_(fill_value=False)
        with torch.autocast("cpu", torch.bfloat16):
            asked = self._encode([example.question for example in batch], ASKED, SHORT)
            read = self._encode(texts, READ, LONG)
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


class _Mined:
    """Pairs with the wrong texts that look right to the base encoder."""

    def __init__(self, encoder: Encoder, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        owners = {text: pair.page for pair in pairs for text in pair.texts}
        self.texts = list(owners)
        self._owners = list(owners.values())
        vectors = encoder.passages(self.texts)
        self._nearest = [self._near(encoder.query(p.question), vectors, p.page) for p in pairs]

    def _near(
        self, query: NDArray[np.float32], vectors: NDArray[np.float32], page: str
    ) -> list[int]:
        """Return the nearest texts of other pages."""
        order = np.argsort(-(vectors @ query))[: 4 * NEAREST]
        return [int(n) for n in order if self._owners[n] != page][:NEAREST]

    def batches(self, draw: random.Random) -> Iterator[list[Example]]:
        """Yield batches without end, every pair once a round."""
        while True:
            order = draw.sample(range(len(self._pairs)), len(self._pairs))
            for start in range(0, len(order) - BATCH + 1, BATCH):
                yield [self._example(number, draw) for number in order[start : start + BATCH]]

    def _example(self, number: int, draw: random.Random) -> Example:
        pair, wrong = self._pairs[number], draw.choice(self._nearest[number])
        question = pair.question
        if draw.random() < MISSPELT:
            question = misspell(question, draw)
        right = draw.choice(pair.texts)
        return Example(question, right, self.texts[wrong], pair.page, self._owners[wrong])


def _pace(step: int, steps: int) -> float:
    """Return the share of the peak rate: up in a straight line, down along a cosine."""
    warm = max(1, round(steps * WARM_UP))
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))
