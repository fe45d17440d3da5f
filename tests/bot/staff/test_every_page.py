"""What every staff page has."""

from __future__ import annotations

import httpx
import pytest

from tests.bot.staff.site import (
    Say,
)
from tests.bot.test_page import Tags


@pytest.mark.parametrize("page", ["", "/contenu", "/questions", "/conversations"])
async def test_pages_are_french_closed_and_kept_nowhere(
    inside: httpx.AsyncClient, say: Say, page: str
) -> None:
    await say("Combien coûte un visa ?")
    answer = await inside.get(f"/equipe{page}")
    made = Tags(answer.text)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert ("html", "lang", "fr") in made.attributes
    assert (made.tags.count("h1"), made.tags.count("main")) == (1, 1)
    assert ("a", "aria-current", "page") in made.attributes
    assert ("a", "href", "#contenu") in made.attributes
    assert "script" not in made.tags
    assert "style" not in made.tags
    assert not [name for _, name, _ in made.attributes if name.startswith("on") or name == "style"]
    ids = [value for _, name, value in made.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    named = {value for _, name, value in made.attributes if name == "aria-labelledby"}
    assert named <= set(ids)
