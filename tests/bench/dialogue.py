"""What the dialogue understands and carries over, over the whole shipped knowledge.

    python -m tests.bench.dialogue [--state DIR] [--model FILE] [--html OUT] [--faults]

Trains a model unless one is given, brings the index of `--state` up to date, serves the real
dialogue server with the real actions behind it, and prints three tables: label accuracy on
messages kept out of the training data, carry-over over two and three turns, scripted dialogues.
`--html` also writes the confusion matrix of each set.
"""

from __future__ import annotations

import argparse
import html
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from platformdirs import user_cache_path

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
from bot.dialogue_model import model_path, training
from bot.evaluation.questions import read_questions
from bot.metrics import Metrics
from tests.bench.table import Table
from tests.dialogue.conftest import ACTIONS_TOKEN, ROOT, DialogueServer, served
from tests.dialogue.scripts import play, read_scripts, rows

LABELLED = ("heldout.jsonl", "heldout-final.jsonl", "heldout-unseen.jsonl")
CARRIED = ("carry-dev.jsonl", "carry-heldout.jsonl")
SCRIPTED = ("scripted.jsonl",)
QUESTIONS = {"ask_question", "ask_contact"}
SAME = {"nlu_fallback": "ask_question"}  # both run the same action
Pairs = list[tuple[str, str]]


def main() -> None:
    """Read the command line, serve, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.dialogue", description=__doc__)
    parser.add_argument("--state", type=Path, help="state folder whose index is used")
    parser.add_argument("--model", type=Path, help="a trained dialogue model")
    parser.add_argument("--html", type=Path, metavar="OUT", help="write the confusion matrices")
    parser.add_argument("--faults", action="store_true", help="list what went wrong")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        model = given.model or _model(Path(scratch))
        endpoint = _actions(given.state or Path(scratch) / "state")
        with served(model, Path(scratch) / "rasa.log") as dialogue:
            dialogue.actions.real = endpoint
            labels = {name: _labels(dialogue, rows(name)) for name in LABELLED}
            labels["tests/golden/held-out"] = _asked(_labels(dialogue, _golden()))
            print(_accuracy(labels).markdown(), flush=True)
            print(_played(dialogue, "Carry-over", CARRIED, given.faults).markdown(), flush=True)
            print(_played(dialogue, "Scripts", SCRIPTED, given.faults).markdown(), flush=True)
    if given.html:
        given.html.write_text(_page(labels), encoding="utf-8")


def _model(scratch: Path) -> Path:
    """Return the model of the tree, trained unless it was before."""
    cache = user_cache_path("boussole")
    with training(cache, scratch / "train.log"):
        pass  # nothing to do beside it
    return model_path(cache)


def _actions(state: Path) -> ActionEndpoint:
    """Return the real actions over the shipped knowledge."""
    library = load_library(ROOT / "knowledge").library
    documents = [*library.pages, *record_pages(library)]
    encoder = Encoder(BUNDLED, user_cache_path("boussole"))
    built = update_index(documents, Versions(state), lambda: encoder, model=BUNDLED)
    searcher = Searcher(Index(built.version), encoder)
    actions = all_actions(Answerer(lambda: searcher), lambda: searcher)
    return ActionEndpoint(actions, ACTIONS_TOKEN, Metrics())


def _golden() -> list[dict[str, str]]:
    """Return the answerable questions kept out of everything: each is an ordinary question."""
    files = sorted((ROOT / "tests" / "golden" / "held-out").glob("*.jsonl"))
    asked = [item[0] for item in read_questions(files) if item[0].answerable]
    return [{"text": item.question, "intent": "ask_question"} for item in asked]


def _asked(pairs: Pairs) -> Pairs:
    """Count a request for a contact as the question it is, too."""
    return [(given if given in QUESTIONS else wanted, given) for wanted, given in pairs]


def _labels(dialogue: DialogueServer, messages: Sequence[Mapping[str, str]]) -> Pairs:
    """Return wanted and given kind of each message."""
    told = [(row["intent"], dialogue.parse(row["text"])["intent"]["name"]) for row in messages]
    return [(wanted, SAME.get(given, given)) for wanted, given in told]


def _accuracy(labels: dict[str, Pairs]) -> Table:
    """Lay out how many messages of each set were understood."""
    return Table(
        "Kinds of turn",
        ("messages of", "messages", "accuracy", "questions taken for another kind"),
        [
            [name, len(pairs), sum(a == b for a, b in pairs) / len(pairs), _stolen(pairs)]
            for name, pairs in labels.items()
        ],
    )


def _stolen(pairs: Pairs) -> str:
    """Say how many questions were taken for anything else."""
    asked = [given for wanted, given in pairs if wanted in QUESTIONS]
    return f"{sum(given not in QUESTIONS for given in asked)} of {len(asked)}"


def _played(dialogue: DialogueServer, title: str, names: Sequence[str], faults: bool) -> Table:
    """Play every dialogue of some files."""
    lines = []
    for name in names:
        scripts = read_scripts(name)
        wrong = [play(one, dialogue.talk(f"{name}-{n}")) for n, one in enumerate(scripts)]
        right = [one.weight for one, found in zip(scripts, wrong, strict=True) if not found]
        weighed = sum(right) / sum(one.weight for one in scripts)
        lines.append([name, len(scripts), len(right) / len(scripts), weighed])
        for line in (line for found in wrong if faults for line in found):
            print(f"  {name}: {line}", flush=True)
    return Table(title, ("dialogues of", "dialogues", "right", "right, by risk"), lines)


def _page(labels: dict[str, Pairs]) -> str:
    """Return the confusion matrices as one page."""
    parts = [f"<h2>{html.escape(name)}</h2>{_matrix(pairs)}" for name, pairs in labels.items()]
    style = "td,th{padding:.2em .4em;text-align:right;border:1px solid #ccc}"
    head = f'<meta charset="utf-8"><title>Confusion</title><style>{style}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(parts)}</body></html>'


def _matrix(pairs: Pairs) -> str:
    """Return one matrix: a row for what was wanted, a column for what was understood."""
    counts = Counter(pairs)
    kinds = sorted({kind for pair in pairs for kind in pair})
    header = "".join(f"<th>{kind}</th>" for kind in ["", *kinds])
    body = "".join(
        f"<tr><th>{wanted}</th>"
        + "".join(f"<td>{counts[wanted, given] or ''}</td>" for given in kinds)
        + "</tr>"
        for wanted in kinds
    )
    return f"<table><tr>{header}</tr>{body}</table>"


if __name__ == "__main__":
    main()
