"""Score a trained model on held-out messages (Rasa's environment).

    python -m tests.dialogue.measure MODEL.tar.gz [HELDOUT.jsonl] [--errors]

Prints one JSON object: accuracy, macro-F1, milliseconds a message (elapsed and CPU),
and what is wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import time
from pathlib import Path
from typing import Any

import structlog
from rasa.core.agent import Agent
from sklearn.metrics import f1_score

HELDOUT = Path(__file__).parent / "data" / "heldout.jsonl"
SAME = {"nlu_fallback": "ask_question"}  # both run action_answer


def read(path: Path) -> list[dict[str, Any]]:
    """Return the labelled messages of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


async def measure(model: Path, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Parse every message with the model and compare."""
    agent = Agent.load(str(model))
    await agent.parse_message("bonjour")
    told, times, cpu = [], [], time.process_time()
    for row in rows:
        start = time.perf_counter()
        told.append(await agent.parse_message(row["text"]))
        times.append(1000 * (time.perf_counter() - start))
    cpu = 1000 * (time.process_time() - cpu) / len(rows)
    wanted = [row["intent"] for row in rows]
    given = [SAME.get(one["intent"]["name"], one["intent"]["name"]) for one in told]
    wrong = [
        {"text": row["text"], "intent": want, "given": got}
        for row, want, got in zip(rows, wanted, given, strict=True)
        if want != got
    ]
    stolen = [one for one in wrong if one["intent"] in ("ask_question", "ask_contact")]
    times.sort()
    return {
        "messages": len(rows),
        "accuracy": round(1 - len(wrong) / len(rows), 4),
        "macro_f1": round(f1_score(wanted, given, average="macro"), 4),
        "ms_p50": round(times[len(times) // 2], 2),
        "cpu_ms": round(cpu, 2),
        "ms_p95": round(times[int(len(times) * 0.95)], 2),
        "question_lost_to_small_talk": sum(
            one["given"] not in ("ask_question", "ask_contact") for one in stolen
        ),
        "wrong": wrong,
    }


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(prog="tests.dialogue.measure")
    parser.add_argument("model", type=Path)
    parser.add_argument("heldout", type=Path, nargs="?", default=HELDOUT)
    parser.add_argument("--errors", action="store_true", help="list the wrong ones")
    given = parser.parse_args()
    quiet = structlog.make_filtering_bound_logger(logging.WARNING)
    structlog.configure(wrapper_class=quiet)
    figures = asyncio.run(measure(given.model, read(given.heldout)))
    if not given.errors:
        figures["wrong"] = len(figures["wrong"])
    print(json.dumps(figures, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
