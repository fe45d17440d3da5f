"""`boussole ask --explain`: signals by name, and the fate of every passage."""

import io

from rich.console import Console

from actions.reply.answerer import Explanation
from actions.reply.evidence import Evidence, Weighed
from actions.reply.reply import Reply, Source, Status, Turn
from actions.search.chunks import passages_of
from actions.search.fusion import Signals
from actions.search.searcher import Hit
from bot.cli.explaining import show_explanation
from tests.search.documents import BEES, BOATS

SIGNALS = Signals(0.9, 0.8, 0.7, 3.0, 4.0, 0.8, 0.8, 0.6, 0.6, 0.1, 0.2, 2.0)
HITS = [Hit(row, passages_of(page)[0], SIGNALS) for row, page in enumerate((BEES, BOATS))]


def explained(status):
    reply = Reply(HITS[0].passage.text, (Source(BEES.title, BEES.url),))
    weighed = (Weighed("coverage", 1.0, 2.0), Weighed("tout_nouveau", 0.5, -1.0))
    found = Explanation(Turn(status, (reply,)), HITS, 0.8, "", weighed, ("GE",))
    stream = io.StringIO()
    show_explanation(Console(file=stream, width=120), found, Evidence.load())
    return stream.getvalue()


def test_every_passage_has_its_fate_and_every_signal_its_name():
    shown = explained(Status.ANSWERED)
    for expected in ("80%", "Géorgie", "retrouvés", "tout_nouveau", "ruches.md", "bateaux.md"):
        assert expected in shown
    assert shown.index("Montré.") < shown.index("un autre passage répond mieux")


def test_nothing_is_said_to_be_shown_where_nothing_was():
    assert "Montré." not in explained(Status.UNANSWERABLE)
