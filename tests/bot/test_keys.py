"""The secret of an installation."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ServiceError
from bot.keys import Keys, decode, encode


def test_the_secret_is_private_and_kept(tmp_path: Path) -> None:
    first = Keys.of_state(tmp_path / "new")
    file = tmp_path / "new" / "secret.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert Keys.of_state(tmp_path / "new").secret == first.secret
    assert first.secret not in repr(first).encode()


def test_starts_at_the_same_time_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        secrets = {keys.secret for keys in pool.map(Keys.of_state, [tmp_path] * 16)}
    assert len(secrets) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_a_damaged_secret_is_said(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(b"short")
    with pytest.raises(ServiceError, match="abîmé"):
        Keys.of_state(tmp_path)


def test_a_state_that_is_no_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ServiceError, match="BOUSSOLE_STATE"):
        Keys.of_state(tmp_path / "file")


def test_tags_depend_on_purpose_and_on_every_part(keys: Keys) -> None:
    tags = {keys.tag("a", "b", "c"), keys.tag("a", "bc"), keys.tag("ab", "c"), keys.tag("x", "b")}
    assert len(tags) == 4


@given(st.binary())
def test_encoding_comes_back(data: bytes) -> None:
    assert decode(encode(data)) == data
