"""The verifier: a question and a text read together."""

import math

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from sentence_transformers import SentenceTransformer

from actions.reply.evidence import SIGNALS, Evidence
from actions.search.embedding.adapter import ADAPTER, learnt_changes
from actions.search.embedding.bundled import bundled_model
from actions.search.embedding.encoder import Encoder
from actions.search.embedding.verifier import HEADS, WEIGHTS, Verifier
from actions.search.errors import SearchError

TEXT = (
    "Bibliothèque de Roncevent\n"
    "La bibliothèque a ouvert en 1987 dans l'ancienne gare. L'inscription coûte 12 euros par an "
    "pour un adulte et reste gratuite avant 16 ans. Elle compte 40 000 livres."
)
ANSWERED = (
    "En quelle année la bibliothèque a-t-elle ouvert ?",
    "Combien coûte l'inscription d'un adulte ?",
    "Combien de livres y a-t-il ?",
)
MISSED = (
    "Qui a fondé la bibliothèque ?",
    "À quelle heure ferme la bibliothèque ?",
    "Quelle est l'adresse électronique de la bibliothèque ?",
)


def test_what_a_text_answers_stands_above_what_it_only_touches(encoder: Encoder) -> None:
    assert encoder.verifier
    answered = [encoder.verifier(question, [TEXT])[0].answers for question in ANSWERED]
    missed = [encoder.verifier(question, [TEXT])[0].answers for question in MISSED]
    assert np.mean(answered) > np.mean(missed)


def test_a_text_is_read_alike_alone_and_among_others(encoder: Encoder) -> None:
    assert encoder.verifier
    alone = encoder.verifier(ANSWERED[0], [TEXT])[0]
    among = encoder.verifier(ANSWERED[0], ["Autre chose\nBref.", TEXT])[1]
    assert alone.answers == pytest.approx(among.answers, abs=0.2)


def test_nothing_to_read_and_texts_of_any_length(encoder: Encoder) -> None:
    assert encoder.verifier
    assert encoder.verifier("Qui ?", []) == []
    for verdict in encoder.verifier("?" * 5000, ["", "mot " * 3000]):
        assert math.isfinite(verdict.answers)
        assert math.isfinite(verdict.found)


def test_the_shipped_weights_are_small() -> None:
    assert WEIGHTS.stat().st_size < 8_000_000


def test_the_adapter_of_the_search_is_taken_out_of_the_layers(encoder: Encoder, tmp_path) -> None:
    assert encoder.verifier
    none = tmp_path / "none"
    plain = SentenceTransformer(str(bundled_model(tmp_path, adapter=none)), device="cpu")
    alone = Verifier(plain[0].auto_model, plain.tokenizer, adapter=none)._network.state_dict()
    adapted = encoder.verifier._network.state_dict()
    for layer, change in learnt_changes(ADAPTER).items():
        left = (alone[f"{layer}.weight"].float() - adapted[f"{layer}.weight"].float()).abs().mean()
        assert left < 0.25 * change.abs().mean(), layer


def test_weights_without_their_heads_are_refused(encoder: Encoder, tmp_path) -> None:
    assert encoder.verifier
    tensors = {n: t for n, t in load_file(WEIGHTS).items() if n not in HEADS}
    save_file(tensors, tmp_path / "v.safetensors", {"alpha": "1", "rank": "1"})
    network, tokenizer = encoder.verifier._network, encoder.verifier._tokenizer
    before = network.encoder.layer[5].output.dense.weight.clone()
    with pytest.raises(SearchError, match="n'est pas lisible"):
        Verifier(network, tokenizer, tmp_path / "v.safetensors")
    assert torch.equal(before, network.encoder.layer[5].output.dense.weight)


def test_where_nobody_read_the_text_the_others_decide() -> None:
    evidence = Evidence.load()
    values = evidence.mean.copy()
    unread = values.copy()
    unread[[SIGNALS.index("verified"), SIGNALS.index("located")]] = math.nan
    assert evidence.probability(unread) == pytest.approx(evidence.probability(values))
    assert all(math.isfinite(weighed.value) for weighed in evidence.weigh(unread))
