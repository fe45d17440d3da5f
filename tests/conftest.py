"""What several rooms of tests share: the real embedding model, loaded once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from platformdirs import user_cache_path

from actions.search.embedding.encoder import BUNDLED, Encoder


@pytest.fixture(scope="session")
def cache() -> Path:
    """Return the cache folder that set-up uses, so that the model is not built twice."""
    return Path(os.environ.get("BOUSSOLE_CACHE") or user_cache_path("boussole"))


@pytest.fixture(scope="session")
def encoder(cache: Path) -> Encoder:
    """Return the bundled model."""
    return Encoder(BUNDLED, cache)


@pytest.fixture(scope="session")
def boussole() -> Path:
    """Return the command of this environment."""
    return Path(sys.executable).with_name("boussole")


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """Undo what a command set for its own process."""
    yield
    structlog.reset_defaults()
