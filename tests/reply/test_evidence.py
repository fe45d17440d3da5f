import json
import math
from importlib.resources import files

import numpy as np
import pytest

from actions.reply.evidence import SIGNALS, Evidence


def test_the_shipped_model_is_for_these_signals():
    evidence = Evidence.load()
    assert evidence.weights.shape == (len(SIGNALS),)
    assert 0 < evidence.suggested < evidence.answered < 1


def test_more_of_the_question_found_is_more_evidence():
    evidence = Evidence.load()
    middling = evidence.mean.copy()
    better = middling.copy()
    better[SIGNALS.index("coverage")] += evidence.scale[SIGNALS.index("coverage")]
    assert evidence.probability(better) > evidence.probability(middling)


def test_probabilities_stay_between_0_and_1():
    evidence = Evidence.load()
    for value in (-1e3, 0.0, 1e3):
        assert 0 <= evidence.probability(np.full(len(SIGNALS), value)) <= 1


def test_a_model_for_other_signals_is_refused(monkeypatch):
    data = json.loads(files("actions.reply").joinpath("evidence.json").read_text())
    monkeypatch.setattr("actions.reply.evidence.SIGNALS", (*SIGNALS, "another"))
    assert tuple(data["signals"]) == SIGNALS
    with pytest.raises(ValueError, match="other signals"):
        Evidence.load()


def test_what_each_signal_adds_sums_up_to_the_probability():
    evidence = Evidence.load()
    values = evidence.mean + evidence.scale * np.linspace(-1, 1, len(evidence.mean))
    gains = [weighed.gain for weighed in evidence.weigh(values)]
    odds = evidence.bias + math.fsum(gains)
    assert evidence.probability(values) == pytest.approx(1 / (1 + math.exp(-odds)))
