"""The adapter: small matrices merged into the encoder; everything works without it too."""

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from actions.search.embedding.adapter import ADAPTER, adapter_name, apply_adapter
from actions.search.errors import SearchError

LAYER = "encoder.layer.3.attention.self.query"


def write(path, *, alpha=4, rank=2):
    first, second = torch.ones(rank, 3), torch.full((3, rank), 0.5)
    name = f"base_model.model.{LAYER}"
    tensors = {f"{name}.lora_A.weight": first, f"{name}.lora_B.weight": second}
    save_file(tensors, path, {"alpha": str(alpha), "rank": str(rank)})


def test_the_learnt_change_is_added_to_the_weights(tmp_path):
    path = tmp_path / "a.safetensors"
    write(path)
    state = {f"{LAYER}.weight": torch.eye(3), "other": torch.zeros(1)}
    apply_adapter(state, path)
    np.testing.assert_allclose(state[f"{LAYER}.weight"].numpy(), np.eye(3) + 2.0)
    assert state["other"].item() == 0


def test_without_a_file_nothing_changes(tmp_path):
    state = {f"{LAYER}.weight": torch.eye(3)}
    apply_adapter(state, tmp_path / "absent")
    np.testing.assert_allclose(state[f"{LAYER}.weight"].numpy(), np.eye(3))
    assert adapter_name(tmp_path / "absent") == "plain"


@pytest.mark.parametrize("damage", [b"", b"not tensors at all"])
def test_a_damaged_file_is_said_in_one_line(tmp_path, damage):
    path = tmp_path / "a.safetensors"
    path.write_bytes(damage)
    with pytest.raises(SearchError, match="n'est pas lisible") as caught:
        apply_adapter({}, path)
    assert "\n" not in str(caught.value)


def test_one_for_another_model_is_refused(tmp_path):
    path = tmp_path / "a.safetensors"
    write(path)
    with pytest.raises(SearchError):
        apply_adapter({"somewhere.else": torch.eye(3)}, path)


def test_another_adapter_is_another_model(tmp_path):
    one, two = tmp_path / "a.safetensors", tmp_path / "b.safetensors"
    write(one)
    write(two, alpha=8)
    assert adapter_name(one) != adapter_name(two)


def test_the_shipped_adapter_is_small():
    assert ADAPTER.stat().st_size < 6_000_000
