"""Danger through the whole road, with nothing behind it: no dialogue, no index."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from actions.reply.reply import Card, Status, Turn
from bot.conversation.message import Message
from bot.keys import Keys
from bot.metrics import Metrics
from bot.services import assemble

Say = Callable[[str], Awaitable[Turn]]


@pytest.fixture
def say() -> Say:
    road = assemble(Keys(b"x" * 32), None, None, Metrics()).road

    async def send(text: str, conversation: str = "one") -> Turn:
        return (await road.walk(Message("web", conversation, text))).turn

    return send


def cards(turn: Turn) -> list[Card]:
    return [reply.card for reply in turn.replies if reply.card]


def numbers(turn: Turn) -> list[str]:
    return [card.fields["dial"] for card in cards(turn) if card.kind == "hotline"]


async def test_danger_is_answered_with_nothing_else_running(say: Say) -> None:
    turn = await say("je veux mourir")
    assert turn.status is Status.CRISIS
    assert "responsable" in turn.replies[0].text
    assert numbers(turn) == ["112"]
    assert len(turn.replies[-1].buttons) >= 5


async def test_the_country_is_asked_once_and_understood(say: Say) -> None:
    await say("mon mari me frappe")
    turn = await say("jsuis en france")
    assert turn.status is Status.CRISIS
    assert {"17", "3919"} <= set(numbers(turn))
    assert not any(reply.buttons for reply in turn.replies)
    other = await say("belgiqe")
    assert "101" in numbers(other)


async def test_a_button_gives_the_numbers_without_any_memory(say: Say) -> None:
    buttons = (await say("mon mari me frappe")).replies[-1].buttons
    payload = next(button.payload for button in buttons if button.title == "France")
    assert "3919" in numbers(await say(payload))


async def test_a_country_in_the_message_is_not_asked_again(say: Say) -> None:
    turn = await say("je suis guinéen, je suis en Belgique et le patron a pris mon passeport")
    assert "078 05 58 00" in numbers(turn)
    assert not any(reply.buttons for reply in turn.replies)


async def test_a_country_without_numbers_gets_advice_and_the_office(say: Say) -> None:
    await say("on nous a enfermés, ils demandent une rançon de 2000 dinars sinon ils nous tuent")
    turn = await say("je suis a tripoli")
    assert not numbers(turn)
    assert [card.kind for card in cards(turn)] == ["contact"]


async def test_an_ordinary_question_after_a_crisis_is_ordinary(say: Say) -> None:
    await say("mon mari me frappe")
    turn = await say("Quels sont les programmes de l'OIM au Mali ?")
    assert turn.status is not Status.CRISIS


async def test_abuse_by_an_aid_worker_asks_nothing(say: Say) -> None:
    turn = await say("le monsieur de l'ONG veut que je couche avec lui pour la carte")
    assert [card.fields["url"] for card in cards(turn)] == ["https://weareallin.iom.int/"]
    assert "gratuite" in turn.replies[0].text
    assert not any("?" in reply.text or reply.buttons for reply in turn.replies)


async def test_another_language_gets_a_line_of_its_own(say: Say) -> None:
    turn = await say("help me please, my husband beats me and wants to kill me")
    assert turn.status is Status.CRISIS
    assert "in French" in turn.replies[0].text


async def test_texts_of_the_folder_are_read_again(tmp_path: Path) -> None:
    road = assemble(Keys(b"x" * 32), None, None, Metrics(), knowledge=tmp_path).road
    turn = (await road.walk(Message("web", "one", "je veux mourir"))).turn
    assert turn.status is Status.CRISIS
    assert not cards(turn), "this folder has no numbers; the project's are not borrowed"


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("merci", "Vous avez bien fait"),
        ("ok merci bcp", "Vous avez bien fait"),
        ("et après ?", "D'abord"),
        ("je fais quoi maintenant", "D'abord"),
        ("jfais koi mtn", "D'abord"),
        ("personne ne répond", "sans réponse"),
        ("ça sonne dans le vide", "sans réponse"),
        ("jai pa de credit", "sans réponse"),
        ("jai peur", "normal"),
        ("elle veut pas appeler", "normal"),
    ],
)
async def test_the_numbers_stay_near(say: Say, text: str, needed: str) -> None:
    await say("mon mari me frappe")
    await say("je suis en france")
    turn = await say(text)
    assert turn.status is Status.CRISIS
    assert needed in turn.replies[0].text
    assert "3919" in numbers(turn)


async def test_the_numbers_of_the_country_that_was_tapped_stay_near(say: Say) -> None:
    buttons = (await say("mon mari me frappe")).replies[-1].buttons
    await say(next(button.payload for button in buttons if button.title == "France"))
    assert "3919" in numbers(await say("merci"))


async def test_a_country_is_asked_again_where_none_was_given(say: Say) -> None:
    await say("je veux mourir")
    turn = await say("et maintenant ?")
    assert numbers(turn) == ["112"]
    assert turn.replies[-1].buttons


async def test_thanks_for_something_else_are_only_thanks(say: Say) -> None:
    await say("mon mari me frappe")
    await say("Quels sont les programmes de l'OIM au Mali ?")
    assert (await say("merci")).status is not Status.CRISIS
    assert (await say("personne ne répond")).status is Status.CRISIS


@pytest.mark.parametrize(
    "text", ["merci", "et après ?", "personne ne répond", "bonjour", "je fais quoi maintenant"]
)
async def test_nobody_is_comforted_without_a_danger(say: Say, text: str) -> None:
    assert (await say(text)).status is not Status.CRISIS


@pytest.mark.parametrize(
    "text",
    ["comment demander l'asile ?", "l'OIM répond aux mails ?", "au revoir", "c'est où Genève"],
)
async def test_a_question_after_a_danger_is_a_question(say: Say, text: str) -> None:
    await say("mon mari me frappe")
    assert (await say(text)).status is not Status.CRISIS
