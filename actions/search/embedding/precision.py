"""Choose the arithmetic of the encoder: bfloat16 where this processor is faster with it."""

from __future__ import annotations

import json
import platform
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

_TRIAL = (4, 128, 384, 1536)
"""Texts, tokens, width and inner width of the trial: one feed-forward layer of a small encoder."""
_ROUNDS = 5


def choose_precision(folder: Path) -> torch.dtype:
    """Return the faster type, measured once for a kind of processor and kept in `folder`."""
    import torch

    record = folder / "precision.json"
    known: dict[str, str] = {}
    if record.is_file():
        known = json.loads(record.read_text(encoding="utf-8"))
    processor = f"{platform.machine()} {_processor()}"
    if processor not in known:
        faster = min((torch.float32, torch.bfloat16), key=_seconds)
        known[processor] = str(faster).removeprefix("torch.")
        folder.mkdir(parents=True, exist_ok=True)
        record.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
    chosen: torch.dtype = getattr(torch, known[processor])
    return chosen


def _processor() -> str:
    """Name the processor by what decides its speed: model and instruction sets."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    model = next((line.split(":", 1)[1].strip() for line in lines if "model name" in line), "")
    flags = next((line for line in lines if line.startswith("flags")), "")
    return model + " bf16" * any(flag in flags for flag in ("avx512_bf16", "amx_bf16"))


def _seconds(dtype: torch.dtype) -> float:
    """Time the trial in one type; the best of a few rounds."""
    import torch

    texts, tokens, width, inner = _TRIAL
    states = torch.randn(texts, tokens, width, dtype=dtype)
    weight = torch.randn(inner, width, dtype=dtype)
    best = float("inf")
    with torch.inference_mode():
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            torch.nn.functional.linear(states, weight)
            best = min(best, time.perf_counter() - start)
    return best
