"""Late interaction: the best match of each word of a question, kept over saving."""

import numpy as np

from actions.search.embedding.tokens import pack
from actions.search.late import LateStore


def test_a_text_with_the_words_of_the_question_matches_them_best(encoder):
    texts = ["Le port ouvre à huit heures.", "Les abeilles font du miel."]
    _, tokens = encoder.passages_and_tokens(texts)
    store = LateStore.build(tokens, encoder.dimension)
    asked = encoder.question("qui fait le miel ?")
    matches = store.matches(asked.tokens, np.array([0, 1]))
    assert matches.shape == (len(asked.ids), 2)
    weights = store.rarity(asked.ids)
    assert (weights @ matches).argmax() == 1


def test_the_prompt_and_special_tokens_are_left_out(encoder):
    tokens = encoder.passages_and_tokens(["miel"])[1][0]
    assert len(tokens) == len(encoder.question("miel").ids) > 0


def test_what_is_saved_is_what_is_read(encoder, tmp_path):
    _, tokens = encoder.passages_and_tokens(["un", "deux mots"])
    store = LateStore.build(tokens, encoder.dimension)
    store.save(tmp_path / "late")
    again = LateStore.load(tmp_path / "late")
    np.testing.assert_array_equal(again.text(1).vectors, tokens[1].vectors)
    np.testing.assert_array_equal(again.text(1).ids, tokens[1].ids)


def test_a_text_without_tokens_matches_nothing():
    one = pack(np.eye(3, dtype=np.float32), np.arange(3, dtype=np.int32))
    none = pack(np.empty((0, 3), np.float32), np.empty(0, np.int32))
    store = LateStore.build([one, none], 3)
    matches = store.matches(np.eye(3, dtype=np.float32)[:1] * 0.35, np.array([0, 1]))
    assert matches[0, 0] > 0
    assert matches[0, 1] == -1


def test_bytes_keep_the_direction_of_a_vector():
    vectors = np.random.default_rng(1).standard_normal((20, 384)).astype(np.float32)
    packed = pack(vectors, np.arange(20, dtype=np.int32)).vectors.astype(np.float32)
    cosines = (packed * vectors).sum(1)
    cosines /= np.linalg.norm(packed, axis=1) * np.linalg.norm(vectors, axis=1)
    assert cosines.min() > 0.999
