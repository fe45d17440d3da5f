"""The adapter of the bundled encoder: small matrices added to its weights when it is built.

LoRA (Hu et al., 2021): a layer's weight `W` becomes `W + alpha / rank * B A`. The file is made by a
command of the repository (`make adapter`) from data of the repository.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from actions.search.errors import SearchError

if TYPE_CHECKING:
    import torch

ADAPTER = Path(__file__).with_name("adapter.safetensors")
STRENGTH = 1.0
"""Share of the learnt change that is applied."""
_PREFIX, _FIRST, _SECOND = "base_model.model.", ".lora_A.weight", ".lora_B.weight"


def adapter_name(path: Path) -> str:
    """Return a name for the adapter by its content and strength; « plain » without one."""
    if not path.is_file():
        return "plain"
    with path.open("rb") as stream:
        return f"{hashlib.file_digest(stream, 'sha256').hexdigest()[:12]}-{STRENGTH}"


def apply_adapter(state: dict[str, torch.Tensor], path: Path) -> None:
    """Add the adapter to weights named as in `BertModel`; nothing happens without a file.

    Raises:
        SearchError: the file cannot be read or is made for another model.
    """
    if path.is_file():
        add_changes(state, learnt_changes(path), path)


def add_changes(
    state: dict[str, torch.Tensor], changes: Mapping[str, torch.Tensor], path: Path
) -> None:
    """Add the changes of a file to weights.

    Raises:
        SearchError: they are made for another model.
    """
    try:
        for layer, change in changes.items():
            state[f"{layer}.weight"] += change
    except (KeyError, RuntimeError) as error:
        raise SearchError("adapter_unreadable", path=path) from error


def learnt_changes(path: Path) -> dict[str, torch.Tensor]:
    """Return by layer what is to be added to its weights, in float32.

    Raises:
        SearchError: the file cannot be read.
    """
    from safetensors import SafetensorError, safe_open

    changes = {}
    try:
        with safe_open(path, framework="pt") as file:
            recipe = file.metadata()
            scale = STRENGTH * float(recipe["alpha"]) / float(recipe["rank"])
            for name in file.keys():  # noqa: SIM118 - no mapping
                if name.endswith(_FIRST):
                    layer = name.removeprefix(_PREFIX).removesuffix(_FIRST)
                    first = file.get_tensor(name).float()
                    second = file.get_tensor(name.replace(_FIRST, _SECOND)).float()
                    changes[layer] = scale * (second @ first)
    except (SafetensorError, OSError, KeyError, TypeError, RuntimeError) as error:
        raise SearchError("adapter_unreadable", path=path) from error
    return changes
