"""Reloads while people ask; the whole measure is `python -m tests.bench.reloads`."""

from __future__ import annotations

import pytest

from actions.search.embedding.encoder import Encoder
from bot import content, live_index
from bot.settings import Settings
from tests.bench.reloads import PAGES, reload_under_load


async def test_no_request_fails_and_no_index_is_empty(
    settings: Settings, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The model of the session is the one the index would load again.
    monkeypatch.setattr(live_index, "Encoder", lambda *_: encoder)
    monkeypatch.setattr(content, "Encoder", lambda *_: encoder)
    seen = await reload_under_load(settings, requests=120, reloads=6)
    assert seen.errors == 0, seen.outcomes
    assert len(seen.seconds) == 120
    assert seen.smallest >= len(PAGES)
    assert len(seen.versions) > 1
