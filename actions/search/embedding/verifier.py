"""Whether a text answers a question: both are read together, unlike where vectors are compared.

A cross-encoder (Nogueira and Cho, 2019) that also looks for the words that answer, and for a sign
that there are none, as readers of SQuAD 2.0 do (Rajpurkar et al., 2018; Devlin et al., 2019). It
shares the encoder's word table; its layers are those of the encoder as it was published, with small
matrices of its own, which a command of the repository learns (`make verifier`) from data of the
repository. So a new adapter asks for no new verifier.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actions.search.embedding.adapter import ADAPTER, add_changes, learnt_changes
from actions.search.errors import SearchError

if TYPE_CHECKING:
    import torch

WEIGHTS = Path(__file__).with_name("verifier.safetensors")
LONGEST = 160
"""Tokens of a question and its text; what is longer is cut at the end of the text."""
ASKED = 300
"""Characters of a question that are read."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reader says of one text, both as log-odds."""

    answers: float
    """That the text answers."""
    found: float
    """How much better the best words that could answer are than the sign that none do."""


UNKNOWN = Verdict(math.nan, math.nan)
"""Where nobody read the text."""


class Verifier:
    """Reads a question and a text together; safe to share between threads."""

    def __init__(
        self, network: Any, tokenizer: Any, path: Path = WEIGHTS, adapter: Path = ADAPTER
    ) -> None:
        """Take the bundled encoder's network (a `BertModel`) with an adapter, and its tokenizer.

        Raises:
            SearchError: the weights cannot be read.
        """
        import torch
        from safetensors import SafetensorError
        from safetensors.torch import load_file
        from transformers import BertModel

        with torch.device("meta"):
            self._network = BertModel(network.config, add_pooling_layer=False)
        self._network.embeddings = network.embeddings
        self._network.encoder = copy.deepcopy(network.encoder)
        self._network.eval()  # type: ignore[no-untyped-call]
        changes = learnt_changes(path)
        if adapter.is_file():
            for layer, change in learnt_changes(adapter).items():
                changes[layer] = changes.get(layer, 0) - change
        layers = self._network.encoder.state_dict()
        with torch.inference_mode():
            add_changes({f"encoder.{n}": tensor for n, tensor in layers.items()}, changes, path)
        try:
            heads = load_file(path)
            self._heads = tuple(heads[name].float() for name in HEADS)
        except (SafetensorError, OSError, KeyError) as error:
            raise SearchError("adapter_unreadable", path=path) from error
        self._tokenizer = copy.deepcopy(tokenizer)  # it keeps how it cuts: not to be shared

    def __call__(self, question: str, texts: Sequence[str]) -> list[Verdict]:
        """Return what is found for a question in each text; a text begins with its title."""
        import torch

        if not texts:
            return []
        inputs = pairs(self._tokenizer, [question] * len(texts), texts)
        readable = torch.tensor(
            [[place == 1 for place in inputs.sequence_ids(row)] for row in range(len(texts))]
        )
        mask = inputs["attention_mask"]
        with torch.inference_mode():
            states = self._network(
                input_ids=inputs["input_ids"], attention_mask=mask
            ).last_hidden_state.float()
            answers, starts, ends = scores(states, mask, self._heads)
            none = starts[:, 0] + ends[:, 0]
            best = sum(
                part.masked_fill(~readable, -1e4).max(dim=1).values for part in (starts, ends)
            )
        return [
            Verdict(float(answer), float(found))
            for answer, found in zip(answers, best - none, strict=True)
        ]


HEADS = ("answers.weight", "answers.bias", "span.weight", "span.bias")
"""Names in the file of weights beside the matrices of the layers."""


def pairs(tokenizer: Any, questions: Sequence[str], texts: Sequence[str]) -> Any:
    """Return questions and texts as the network reads them, with where each token stands."""
    return tokenizer(
        [f"query: {question[:ASKED]}" for question in questions],
        [f"passage: {text}" for text in texts],
        truncation="only_second",
        max_length=LONGEST,
        padding=True,
        return_tensors="pt",
        return_offsets_mapping=True,
    )


def scores(
    states: torch.Tensor, mask: torch.Tensor, heads: Sequence[torch.Tensor]
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return what a text is worth, and each token as first and as last of the answer.

    `states` has the shape (texts, tokens, width); the results (texts,) and twice (texts, tokens).
    """
    import torch
    from torch.nn.functional import linear

    weights, bias, span_weights, span_bias = heads
    seen = mask.unsqueeze(-1).float()
    mean = (states * seen).sum(dim=1) / seen.sum(dim=1)
    answers = linear(torch.cat([states[:, 0], mean], dim=1), weights, bias).squeeze(-1)
    spans = linear(states, span_weights, span_bias).masked_fill(seen == 0, -1e4)
    return answers, spans[..., 0], spans[..., 1]
