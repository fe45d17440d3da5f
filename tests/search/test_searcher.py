import numpy as np
import pytest

from actions.search.build import update_index
from actions.search.errors import SearchError
from actions.search.french import stems
from actions.search.index import Index
from actions.search.lexical import Lexical
from actions.search.searcher import Searcher
from actions.search.vectors import VectorStore
from actions.search.versions import Versions
from tests.search.documents import VILLAGE, Page


@pytest.fixture(scope="module")
def searcher(tmp_path_factory, encoder):
    versions = Versions(tmp_path_factory.mktemp("state"))
    report = update_index(VILLAGE, versions, lambda: encoder, model=encoder.name)
    return Searcher(Index(report.version), encoder)


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("combien de pots de miel ?", "ruches.md"),
        ("quand ouvre le phare", "bateaux.md"),
        ("nombre d'eleves a l ecole", "ecole.md"),
        ("qui apprend une langue ancienne aux enfants", "ecole.md"),
        ("à quelle heure voir la lumière du rivage", "bateaux.md"),
    ],
)
def test_the_right_page_comes_first(searcher, question, path):
    assert searcher.search(question)[0].passage.path == path


def test_every_signal_of_a_hit_is_a_number(searcher):
    for hit in searcher.search("le port"):
        signals = hit.signals
        assert -1.01 <= signals.dense <= signals.window <= 1.01
        assert signals.lexical >= 0


@pytest.mark.parametrize("question", ["", "   ", "?", "zzzz qqqq", "de la le", "😀" * 50])
def test_a_question_without_words_still_gets_hits(searcher, question):
    hits = searcher.search(question)
    assert hits
    assert all(np.isfinite(hit.signals.fused) for hit in hits)


def test_windows_follow_the_text(searcher):
    row = next(row for row, p in enumerate(searcher.index.passages) if p.headings == ("Horaires",))
    windows = searcher.windows("combien de temps dure la visite", row)
    assert len(windows) == 3
    assert windows.argmax() == 2


def test_rank_orders_only_the_rows_given(searcher):
    assert [hit.row for hit in searcher.rank("le miel", [2, 0])] == [0, 2]
    assert searcher.rank("le miel", []) == []


def test_an_index_of_another_model_is_refused(searcher):
    class Other:
        fingerprint = "other"

    with pytest.raises(SearchError, match="autre modèle"):
        Searcher(searcher.index, Other())


def test_one_passage_alone_can_be_searched(tmp_path, encoder):
    report = update_index(
        [Page("seule.md", "Une seule phrase.")],
        Versions(tmp_path),
        lambda: encoder,
        model=encoder.name,
    )
    (hit,) = Searcher(Index(report.version), encoder).search("une phrase")
    assert hit.passage.text == "Une seule phrase."


def test_graph_and_exact_search_agree():
    vectors = np.random.default_rng(1).normal(size=(400, 32)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    exact, graph = VectorStore.build(vectors), VectorStore.build(vectors, flat_up_to=10)
    same = 0
    for query in vectors[:50]:
        same += len(set(exact.search(query, 10)[0]) & set(graph.search(query, 10)[0]))
    assert same >= 0.95 * 500
    np.testing.assert_allclose(graph.rows(np.array([3, 7])), vectors[[3, 7]])


def test_lexical_scores_survive_saving(tmp_path):
    texts = ["les ruches et le miel", "le port et le phare", ""]
    built = Lexical.build(texts, stems)
    built.save(tmp_path / "lexical")
    loaded = Lexical.load(tmp_path / "lexical", 3, stems)
    np.testing.assert_allclose(loaded.scores("le miel"), built.scores("le miel"))
    assert loaded.scores("le miel").argmax() == 0
    assert not loaded.scores("inconnu").any()
    assert loaded.rarity("inconnu") > loaded.rarity("miel") > 0
