"""Conversations are read again: masked, under names that lead to nobody."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from actions.reply.reply import Reply, Source, Status, Turn
from bot.keys import Keys
from bot.metrics import Metrics
from bot.services import Services, assemble
from bot.settings import Settings
from bot.staff.talks import Talks
from bot.store.history import Exchange
from tests.bot.staff.site import HOSTILE, client, enter, links, shown
from tests.bot.test_page import Tags
from tests.bot.upkeep.conftest import Folder

NOW = datetime.now(UTC)
PERSON = "web-inner-name-of-somebody"


@pytest.fixture
async def told(services: Services) -> Services:
    """Return a memory with two conversations, one of them with a danger turn."""
    assert services.memory is not None
    turns = (
        (PERSON, 50, Status.ANSWERED, "Quand ouvre le phare ?", None, "Le phare ouvre à 9 heures."),
        (PERSON, 49, Status.UNANSWERABLE, "Mon numéro est [téléphone]", None, "Je ne sais pas."),
        (PERSON, 48, Status.CRISIS, None, "suicide", "Vous n'êtes pas seul."),
        ("telegram-other", 10, Status.SMALLTALK, HOSTILE, None, "Bonjour."),
    )
    for number, (who, minutes, status, question, label, answer) in enumerate(turns):
        sources = (Source("Phare", "https://example.org/phare"),)
        reply = Reply(answer, sources if status is Status.ANSWERED else ())
        at = NOW - timedelta(minutes=minutes)
        turn = Turn(status, (reply,))
        channel = who.partition("-")[0]
        await services.memory.history.add(
            Exchange(f"turn-{number}", who, channel, at, turn, question, label)
        )
    return services


async def test_the_latest_conversation_comes_first(
    inside: httpx.AsyncClient, told: Services
) -> None:
    page = await shown(inside, "/equipe/conversations")
    text = " ".join(page.text.split())
    assert re.search(r"telegram ?1 ?0 ?non.*web ?3 ?1 ?oui", text)
    assert len(links(page, "/equipe/conversation?nom=")) == 2


async def test_one_conversation_turn_by_turn(inside: httpx.AsyncClient, told: Services) -> None:
    _, address = links(await shown(inside, "/equipe/conversations"), "/equipe/conversation?nom=")
    page = await shown(inside, address)
    text = " ".join(page.text.split())
    for said in (
        "Quand ouvre le phare ?",
        "Le phare ouvre à 9 heures.",
        "Mon numéro est [téléphone]",
        "pas de réponse",
        "message non gardé",
        "personne en danger (suicide)",
    ):
        assert said in text
    assert text.index("phare ?") < text.index("[téléphone]") < text.index("non gardé")
    assert ("a", "href", "https://example.org/phare") in page.attributes


async def test_no_inner_name_is_shown(inside: httpx.AsyncClient, told: Services) -> None:
    listed = await inside.get("/equipe/conversations")
    for address in re.findall(r'"(/equipe/conversation\?nom=[^"]+)"', listed.text):
        one = await inside.get(address)
        for page in (listed.text, one.text, address):
            for inner in (PERSON, "telegram-other", "turn-"):
                assert inner not in page
            assert "<script>alert" not in page


async def test_a_name_is_made_with_the_key(told: Services, keys: Keys) -> None:
    assert told.memory is not None
    since = NOW - timedelta(days=1)
    names = [talk.name for talk in await Talks(told.memory, keys).since(since)]
    others = Keys(b"x" * len(keys.secret))
    assert not set(names) & {talk.name for talk in await Talks(told.memory, others).since(since)}
    assert len(set(names)) == 2


async def test_what_was_erased_is_gone(inside: httpx.AsyncClient, told: Services) -> None:
    assert told.memory is not None
    _, address = links(await shown(inside, "/equipe/conversations"), "/equipe/conversation?nom=")
    await told.memory.erasure.erase(PERSON)
    answer = await inside.get(address)
    assert answer.status_code == 404
    assert "n'est plus gardée" in Tags(answer.text).text
    page = await shown(inside, "/equipe/conversations")
    assert len(links(page, "/equipe/conversation?nom=")) == 1


@pytest.mark.parametrize("query", ["", "?nom=", "?nom=x", "?nom=%00", "?nom=" + "é" * 2000])
async def test_an_unknown_conversation_is_a_page(inside: httpx.AsyncClient, query: str) -> None:
    answer = await inside.get(f"/equipe/conversation{query}")
    assert answer.status_code == 404
    assert "n'est plus gardée" in Tags(answer.text).text


async def test_nothing_kept_and_nothing_readable_are_said(
    inside: httpx.AsyncClient, settings: Settings, keys: Keys, folder: Folder
) -> None:
    assert "Aucune conversation" in (await shown(inside, "/equipe/conversations")).text
    async with client(settings, assemble(keys, None, None, Metrics())) as http:
        await enter(http)
        text = (await shown(http, "/equipe/conversations")).text
        assert "pas de conversation à montrer" in text
