"""Whole dialogues through the trained dialogue server, the real actions and a real small index."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from uuid import uuid4

import pytest

from actions.library.load import load_library
from actions.library.record_pages import record_pages
from actions.registry import all_actions
from actions.reply.answerer import Answerer
from actions.search.build import update_index
from actions.search.embedding.encoder import BUNDLED, Encoder
from actions.search.index import Index
from actions.search.searcher import Searcher
from actions.search.versions import Versions
from bot.channels.actions import ActionEndpoint
from bot.metrics import Metrics
from tests.dialogue.conftest import ACTIONS_TOKEN, ROOT, TOKEN, DialogueServer
from tests.dialogue.scripts import Script, play, read_scripts, shown_country

PAGES = (
    "structure.yml",
    "contacts/afrique-ouest.yml",
    "contacts/afrique-nord-moyen-orient.yml",
    "contacts/siege.yml",
    "urgences/france.yml",
    "organisation/directrice-generale-de-l-oim.md",
    "organisation/membres-et-observateurs-de-l-oim.md",
    "organisation/qu-est-ce-que-l-oim.md",
)
"""What the scripts need of the shipped folder."""
PASSED = 0.93
"""Share of the weight of the scripts: a failure of high risk weighs three of low risk."""


@pytest.fixture(scope="module")
def talking(
    dialogue: DialogueServer, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DialogueServer]:
    """Put the real actions behind the dialogue server."""
    folder, state = tmp_path_factory.mktemp("knowledge"), tmp_path_factory.mktemp("state")
    for name in PAGES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "knowledge" / name, folder / name)
    library = load_library(folder).library
    documents = [*library.pages, *record_pages(library)]
    versions = Versions(state)
    built = update_index(documents, versions, lambda: encoder, model=BUNDLED)
    searcher = Searcher(Index(built.version), encoder)
    actions = all_actions(Answerer(lambda: searcher), lambda: searcher)
    dialogue.actions.real = ActionEndpoint(actions, ACTIONS_TOKEN, Metrics())
    yield dialogue
    dialogue.actions.real = None


def test_scripted_dialogues(talking: DialogueServer) -> None:
    scripts = read_scripts("scripted.jsonl")
    faults = [play(one, talking.talk(f"script-{n}")) for n, one in enumerate(scripts)]
    failed = [one.weight for one, found in zip(scripts, faults, strict=True) if found]
    told = "\n".join(line for found in faults for line in found)
    assert len(scripts) >= 120
    assert 1 - sum(failed) / sum(one.weight for one in scripts) >= PASSED, told


@pytest.mark.parametrize("script", read_scripts("safe.jsonl"), ids=lambda one: one.name)
def test_dialogues_that_must_never_fail(talking: DialogueServer, script: Script) -> None:
    assert play(script, talking.talk(f"safe-{uuid4().hex}")) == []


def earlier(server: DialogueServer, sender: str, minutes: int) -> None:
    """Give a conversation a past: somebody asked about Mali so many minutes ago."""
    then = time.time() - minutes * 60
    past = [
        {"event": "action", "name": "action_session_start"},
        {"event": "session_started"},
        {"event": "action", "name": "action_listen"},
        {"event": "user", "text": "numéro de l'OIM au Mali", "parse_data": {"entities": []}},
        {"event": "slot", "name": "country", "value": "ML"},
        {"event": "slot", "name": "introduced", "value": True},
        {"event": "action", "name": "action_listen"},
    ]
    body = [{**event, "timestamp": then + number} for number, event in enumerate(past)]
    path, token = f"/conversations/{sender}/tracker/events", {"token": TOKEN}
    assert server.http.post(path, params=token, json=body).status_code == 200


def test_after_thirty_minutes_of_silence_it_starts_afresh_and_says_so(
    talking: DialogueServer,
) -> None:
    earlier(talking, "silent", minutes=31)
    turn = talking.talk("silent")("son numéro ?")
    assert "30 minutes" in turn["replies"][0]["text"]
    assert shown_country(turn) is None


def test_a_shorter_silence_changes_nothing(talking: DialogueServer) -> None:
    earlier(talking, "patient", minutes=28)
    turn = talking.talk("patient")("son numéro ?")
    assert "30 minutes" not in turn["replies"][0]["text"]
    assert shown_country(turn) == "Mali"
