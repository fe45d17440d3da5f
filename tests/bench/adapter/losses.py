"""What the adapter learns: the right passage ahead of the others, whole and word by word."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, normalize

WARMTH = 0.02
"""Temperature of both contrastive losses; cosines of this encoder lie close together."""
Encoded = tuple[Tensor, Tensor, Tensor]
"""Token states, shape (texts, tokens, dimension), which of them count, and their numbers."""


def dense_scores(asked: Encoded, texts: Encoded) -> Tensor:
    """Return the cosines of mean-pooled vectors, shape (questions, texts)."""
    return _mean(*asked[:2]) @ _mean(*texts[:2]).T


def late_scores(asked: Encoded, texts: Encoded, rarity: Tensor) -> Tensor:
    """Return MaxSim, each word of a question counting by its rarity, shape (questions, texts)."""
    words, counted, ids = asked
    states, there, _ = texts
    words, states = normalize(words, dim=-1), normalize(states, dim=-1)
    cosines = torch.einsum("qwd,tsd->qtws", words, states)
    cosines = cosines.masked_fill(~there[None, :, None, :], -1.0)
    weights = rarity[ids] * counted
    weights = weights / weights.sum(dim=1, keepdim=True).clamp_min(1e-9)
    return (cosines.amax(dim=-1) * weights[:, None, :]).sum(dim=-1)


def contrastive(scores: Tensor, same_page: Tensor) -> Tensor:
    """Return the loss of putting text `n` first for question `n`; its own page is no negative."""
    scores = (scores / WARMTH).masked_fill(same_page, -1e4)
    return cross_entropy(scores, torch.arange(len(scores)))


def _mean(states: Tensor, counted: Tensor) -> Tensor:
    weights = counted.unsqueeze(-1).to(states.dtype)
    return normalize((states * weights).sum(dim=1) / weights.sum(dim=1).clamp_min(1), dim=-1)
