"""The danger router: floors on messages it never learnt from, and what must hold for any text."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.library.kinds import Danger
from bot.safety.danger.model import LABELS, Model, danger_model
from bot.safety.danger.pieces import WHOLE, pieces_of
from bot.safety.danger.router import Router
from bot.safety.danger.spelling import plain
from bot.safety.danger.vectors import Vectors
from tests.bench.odd import odd_strings
from tests.safety.messages import HELD_OUT, LEARN, Said, read_messages

RECALL, ALARMS, KINDS = 0.93, 0.08, 0.8
WORDS_RECALL = 0.7
"""Reached by the shipped weights on the held-out messages; `make danger` prints the figures."""


@pytest.fixture(scope="module")
def router() -> Router:
    return Router()


@pytest.fixture(scope="module")
def held_out() -> list[Said]:
    return read_messages(HELD_OUT)


def shares(router: Router, said: list[Said]) -> tuple[float, float, float]:
    """Return recall, false alarms, and how many hits are of the right kind."""
    found = [(one, router(one.text)) for one in said]
    hits = [danger == one.label for one, danger in found if one.dangerous and danger]
    dangers = sum(one.dangerous for one in said)
    alarms = sum(danger is not None for one, danger in found if not one.dangerous)
    return len(hits) / dangers, alarms / (len(said) - dangers), sum(hits) / len(hits)


def test_floors_on_messages_never_learnt_from(router: Router, held_out: list[Said]) -> None:
    recall, alarms, kinds = shares(router, held_out[::2])  # half of them: a guard, not the report
    assert recall >= RECALL
    assert alarms <= ALARMS
    assert kinds >= KINDS


def test_odd_strings_are_hardly_ever_a_danger(router: Router) -> None:
    odd = list(odd_strings(300, seed=4711))  # none of those that were learnt as ordinary
    alarms = [text for text in odd if router(text) is not None]
    assert len(alarms) <= 3, alarms


def test_words_alone_still_protect(held_out: list[Said]) -> None:
    blind = Router(describe=lambda texts: [None] * len(texts))
    assert shares(blind, held_out)[0] >= WORDS_RECALL


def test_held_out_messages_are_no_lesson(held_out: list[Said]) -> None:
    learnt = {plain(one.text) for one in read_messages(LEARN)}
    assert not [one.text for one in held_out if plain(one.text) in learnt]


def test_the_data_is_wide_enough() -> None:
    counts = Counter(one.label for one in read_messages(LEARN))
    assert set(counts) == set(LABELS)
    assert sum(counts[danger.value] for danger in Danger) >= 1200
    assert counts["ordinaire"] >= 1200


@pytest.mark.parametrize(
    "text",
    [
        "combien de victimes de la traite en Libye ?",
        "je meurs de rire",
        "mon enfant rentre à l'école",
        "Comment l'OIM aide les victimes ?",
        "Où trouver la politique PSEA de l'OIM ?",
        "Le 3919 est-il gratuit ?",
        "Bonjour",
        "a",
        "?",
        "😀😀😀",
        "1",
        "隱",
        "fjdksl",
    ],
)
def test_words_alone_do_not_decide(router: Router, text: str) -> None:
    assert router(text) is None


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("mon patron garde mon passeport et ne me paie pas", Danger.TRAITE),
        ("jve mourir", Danger.SUICIDE),
        ("mon mari me frappe", Danger.VIOLENCE),
        (
            "le monsieur de l'ONG veut que je couche avec lui pour la carte",
            Danger.EXPLOITATION_AIDE,
        ),
        ("j'ai 15 ans je suis seul dehors", Danger.ENFANT_SEUL),
        ("notre bateau coule", Danger.MER_DESERT),
        ("ils ont kidnappé mon frère et demandent une rançon", Danger.DETENTION_RANCON),
        ("le passeur menace de me tuer si je ne paie pas", Danger.PASSEUR),
        ("au secours", Danger.URGENCE),
    ],
)
def test_each_kind_has_its_own_answer(router: Router, text: str, danger: Danger) -> None:
    assert router(text) is danger


def test_a_danger_in_the_middle_of_a_long_message_is_found(router: Router) -> None:
    before = "Bonjour, je vous écris de Tunis où il fait beau ces jours-ci. " * 6
    after = " Merci d'avance pour votre réponse et bonne journée à toute l'équipe." * 6
    assert router(f"{before}Mon patron a pris mon passeport et m'enferme la nuit.{after}")
    assert router(before + after) is None


@pytest.mark.parametrize("unit", ["a", "je veux partir. ", "é", "1 ", "\u202e", "؟ ", "x\n"])
def test_a_hundred_thousand_characters_are_read_in_little_time(router: Router, unit: str) -> None:
    start = perf_counter()
    router((unit * 100_000)[:100_000])
    assert perf_counter() - start < 30  # no figure of speed: a guard against what never ends


@given(st.text(min_size=1, max_size=3 * WHOLE))
@settings(max_examples=30, deadline=None)
def test_pieces_lose_no_word(text: str) -> None:
    pieces = pieces_of(text)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(len(piece) <= WHOLE for piece in pieces)


@given(st.text(max_size=80))
@settings(max_examples=30, deadline=None)
def test_any_text_has_a_verdict(text: str) -> None:
    chances = danger_model().chances(plain(text), None)
    assert set(chances) == set(LABELS)
    assert sum(chances.values()) == pytest.approx(1, abs=1e-4)


def test_weights_are_kept_without_pickle(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    danger_model().save(path)
    again = Model.load(path)
    text = plain("mon mari me frappe")
    assert again.chances(text, None) == pytest.approx(danger_model().chances(text, None), abs=1e-3)


def test_many_threads_share_one_engine() -> None:
    vectors = Vectors()
    texts = [f"je suis enfermé depuis {day} jours" for day in range(8)]
    alone = [vectors([text])[0] for text in texts]
    together: dict[int, object] = {}

    def describe(place: int) -> None:
        together[place] = vectors([texts[place]])[0]

    threads = [threading.Thread(target=describe, args=(place,)) for place in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(alone[i], together[i]) for i in range(len(texts)))  # type: ignore[arg-type]
