"""The precise thing a question asks for, and the place in a passage that answers."""

import numpy as np
import pytest

from actions.reply.near import NEAR_SIGNALS, near_signals
from actions.reply.precise import holds_precisely, precise_types
from actions.search.passage import Passage
from actions.search.reading import Reading
from actions.search.units import pieces_of


@pytest.mark.parametrize(
    ("question", "types"),
    [
        ("Combien coûte la visite médicale ?", ["money"]),
        ("ça dure combien de temps", ["duration"]),
        ("quel pourcentage des foyers", ["share"]),
        ("quel est l'âge limite ?", ["age"]),
        ("quel est le numéro de téléphone du bureau", ["phone"]),
        ("une adresse mail ?", ["email"]),
        ("à quelle adresse se trouve le centre", ["place_address"]),
        ("Que fait l'OIM au Niger ?", []),
    ],
)
def test_what_is_asked_for(question, types):
    assert precise_types(question) == types


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Elle coûte 45 euros.", "money", True),
        ("Un don de 3 millions de dollars.", "money", True),
        ("Elle a aidé 45 familles.", "money", False),
        ("La visite est gratuite.", "money", True),
        ("Comptez trois semaines.", "duration", True),
        ("Comptez trois personnes.", "duration", False),
        ("Près de 40 pour cent des foyers.", "share", True),
        ("Près de 40 foyers.", "share", False),
        ("Il faut avoir 18 ans.", "age", True),
        ("Appelez le +33 1 99 00 12 34.", "phone", True),
        ("Écrivez à bureau@example.org.", "email", True),
        ("Le centre est 12 rue des Lilas.", "place_address", True),
        ("Le centre est ouvert le lundi.", "place_address", False),
    ],
)
def test_what_a_text_holds(text, name, expected):
    assert holds_precisely(text, name) is expected


def reading(matches, titles, text):
    passage = Passage(
        path="p", kind="faq", title="T", url=None, published=None, verified=None, countries=(),
        facts=(), headings=(), anchor=None, blocks=(text,),
    )  # fmt: skip
    weights = np.full(len(titles), 1 / len(titles), np.float32)
    windows = np.empty(0, np.float32)
    return Reading(
        passage, pieces_of(passage), 0.5, windows, np.array(matches, np.float32), weights,
        np.array(titles, np.float32),
    )  # fmt: skip


def test_words_far_from_each_other_count_less_than_together():
    text = "Il pleut. Le vent souffle. Le repas coûte 4 euros."
    apart = reading([[0.9, 0.2, 0.2], [0.2, 0.2, 0.9]], [0.0, 0.0], text)
    together = reading([[0.2, 0.2, 0.9], [0.2, 0.2, 0.9]], [0.0, 0.0], text)
    far, close = (
        dict(zip(NEAR_SIGNALS, near_signals("combien coûte le repas", one), strict=True))
        for one in (apart, together)
    )
    assert close["near"] > far["near"]
    assert close["apart"] < far["apart"]
    assert close["precise_near"] == 1
    assert close["typed"] == 0


def test_a_thing_asked_for_that_is_nowhere_is_noted():
    one = reading([[0.9, 0.2]], [0.0], "Il pleut. Le vent souffle.")
    found = dict(zip(NEAR_SIGNALS, near_signals("combien coûte le vent", one), strict=True))
    assert found["precise"] == found["precise_near"] == -1
    assert found["typed"] < 0
