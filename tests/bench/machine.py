"""The machine the figures belong to, in one line."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def describe_machine() -> str:
    """Name processor, cores, memory, Python, and how busy the machine is with other work."""
    load = f"load {os.getloadavg()[0]:.1f} before the run" if hasattr(os, "getloadavg") else ""
    parts = (
        f"{platform.system()} {platform.machine()}",
        _field("/proc/cpuinfo", "model name"),
        f"{os.cpu_count()} cores",
        _memory(),
        f"Python {platform.python_version()}",
        load,
    )
    return ", ".join(part for part in parts if part)


def _memory() -> str:
    """Return the memory in GB."""
    kilobytes = _field("/proc/meminfo", "MemTotal").removesuffix("kB").strip()
    return f"{int(kilobytes) / 1e6:.0f} GB" if kilobytes else ""


def _field(file: str, name: str) -> str:
    """Return the first value of a name in a file of the system; empty where there is none."""
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    values = (line.partition(":")[2].strip() for line in lines if line.startswith(name))
    return next(values, "")
