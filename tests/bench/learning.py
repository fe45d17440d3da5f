"""Steps of learning, the same for whatever learns."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import torch
from torch import Tensor

PRINTED = 20
"""Steps between two lines that give the mean loss."""


def learn(
    network: Any,
    groups: Sequence[dict[str, Any]],
    losses: Iterable[Tensor],
    steps: int,
    pace: Callable[[int, int], float],
) -> Iterator[int]:
    """Take so many steps, one for each loss; yield the number of each when it is done.

    `groups` are the parameters with their peak rates, as an optimizer takes them; `pace` gives the
    share of the peak for a step of all.
    """
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: pace(step, steps))
    learnt = [parameter for group in groups for parameter in group["params"]]
    started, total = time.monotonic(), 0.0
    network.train()
    for number, loss in zip(range(1, steps + 1), losses, strict=False):
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        total += loss.item()
        if number % PRINTED == 0:
            spent = time.monotonic() - started
            print(
                f"step {number} of {steps}, loss {total / PRINTED:.3f}, {spent:.0f} s", flush=True
            )
            total = 0.0
        network.eval()
        yield number
        network.train()
    network.eval()
