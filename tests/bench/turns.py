"""Our answered turn against a bare turn, one after the other in one loop."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field

from tests.bench.bare import bare_rasa
from tests.bench.line import Answer, Line
from tests.bench.options import Options
from tests.bench.quantiles import p50, p95
from tests.bench.questions import shipped_questions
from tests.bench.service import serving
from tests.bench.table import Cell, Table

CHAT, WEBHOOK = "/api/chat", "/webhooks/boussole/webhook"
WARM_UP = 10
CONVERSATION = 10
"""Turns after which both sides begin a new conversation."""
ASKED_FOR_EACH = 3
"""Questions asked at most for each answered turn that is wanted."""
_SUM = r"^boussole_{}_seconds_sum(?:{{[^}}]*}})? (\S+)$"
TURN, ACTION = (re.compile(_SUM.format(name), re.MULTILINE) for name in ("turn", "action"))


@dataclass(slots=True)
class Ours:
    """The chat interface of the service, and what its metrics say of each turn."""

    chat: Line
    metrics: Line
    session: str | None = None
    _turn: float = 0.0
    _action: float = 0.0

    def ask(self, question: str) -> Answer:
        """Post a question in the conversation under way."""
        answer = self.chat.post(CHAT, {"message": question, "session": self.session})
        self.session = answer.json()["session"]
        return answer

    def inside(self) -> tuple[float, float]:
        """Return the seconds inside the service and inside the action since the last call."""
        text = self.metrics.get("/metrics").body.decode()
        turn, action = (sum(map(float, what.findall(text))) for what in (TURN, ACTION))
        spent = turn - self._turn, action - self._action
        self._turn, self._action = turn, action
        return spent


@dataclass(slots=True)
class Times:
    """Seconds of each turn, and of each stage of ours."""

    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    http: list[float] = field(default_factory=list)
    dialogue: list[float] = field(default_factory=list)
    action: list[float] = field(default_factory=list)
    asked: int = 0


def measure(options: Options) -> list[Table]:
    """Serve both, ask both, return the table."""
    with (
        serving(options.cache, options.state) as service,
        bare_rasa(options.scratch / "bare") as bare,
    ):
        ours = Ours(Line(service.port), Line(service.port))
        return [_table(_ask_both(ours, bare, options.turns))]


def _ask_both(ours: Ours, bare: Line, count: int) -> Times:
    """Ask A B, then B A, until enough questions were answered."""
    times, sender = Times(), ""
    questions = shipped_questions()[: WARM_UP + count * ASKED_FOR_EACH]
    for number, question in enumerate(questions):
        if number % CONVERSATION == 0:
            ours.session, sender = None, secrets.token_hex(16)
        body = {"sender": sender, "message": question, "metadata": {}}
        if number % 2:
            empty = bare.post(WEBHOOK, body)
        answer = ours.ask(question)
        if number % 2 == 0:
            empty = bare.post(WEBHOOK, body)
        inside, action = ours.inside()
        if number < WARM_UP:
            continue
        times.asked += 1
        if answer.json()["status"] != "answered" or empty.status != 200:
            continue
        times.ours.append(answer.seconds)
        times.bare.append(empty.seconds)
        times.http.append(answer.seconds - inside)
        times.dialogue.append(inside - action)
        times.action.append(action)
        times.again.append(ours.ask(question).seconds)
        ours.inside()
        if len(times.ours) == count:
            break
    return times


def _table(times: Times) -> Table:
    """Lay the times side by side."""
    rows: list[list[Cell]] = [
        ["Boussole, an answered turn over POST /api/chat", p50(times.ours), p95(times.ours)],
        ["bare Rasa, one empty action", p50(times.bare), p95(times.bare)],
        ["**ratio of medians** (at most 3, aim 1.5)", p50(times.ours) / p50(times.bare), None],
        ["ours: HTTP", p50(times.http), p95(times.http)],
        [
            "ours: road with the one embedding, Rasa, loopback",
            p50(times.dialogue),
            p95(times.dialogue),
        ],
        ["ours: search and reply", p50(times.action), p95(times.action)],
        ["the same question again", p50(times.again), p95(times.again)],
    ]
    return Table(
        "Turns",
        ("", "p50 ms", "p95 ms"),
        rows,
        (
            f"{len(times.ours)} of {times.asked} questions of the shipped knowledge were answered.",
            "Each is new to our side; the bare turn gets the same words, A B then B A in one loop.",
            f"Both sides begin a new conversation every {CONVERSATION} questions.",
        ),
    )
