"""Two application processes' worth of objects over one real Redis."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.settings import Settings
from bot.shared.shared import Shared, open_shared

REDIS = os.environ.get("TEST_REDIS", "redis://127.0.0.1:6379/15")


@pytest.fixture
async def redis() -> AsyncIterator[Redis]:
    connection = Redis.from_url(REDIS, decode_responses=True, socket_connect_timeout=1)
    try:
        await connection.ping()
    except (RedisError, OSError):
        pytest.skip("no Redis on 127.0.0.1:6379")
    yield connection
    keys = [key async for key in connection.scan_iter("*boussole*")]
    if keys:
        await connection.delete(*keys)
    await connection.aclose()


@pytest.fixture
async def two(
    redis: Redis, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> AsyncIterator[tuple[Shared, Shared]]:
    monkeypatch.setenv("BOUSSOLE_REDIS_URL", REDIS)
    monkeypatch.setenv("BOUSSOLE_STATE", str(tmp_path))
    first, second = open_shared(Settings.load()), open_shared(Settings.load())
    assert first is not None
    assert second is not None
    yield first, second
    await first.close()
    await second.close()
