"""What goes by itself, with a clock that is moved by hand."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select

from actions.reply.reply import Reply, Source, Status, Turn
from bot.store.database import Database
from bot.store.feedback import Opinion
from bot.store.history import Exchange
from bot.store.memory import Memory
from bot.store.tables import AUDIT, FEEDBACK, FEEDBACK_COUNTS, TURN_COUNTS, TURNS, UNANSWERED
from tests.bot.test_conversations import traces

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
PAGE = "https://example.org/fr/page"


class Hands:
    """A clock whose hands are moved by the test."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def memory(database: Database, clock: Hands) -> Memory:
    return Memory(database, clock=clock)


def rows(memory: Memory, table: Table) -> list[Any]:
    return list(memory.database.read(lambda c: c.execute(select(table)).mappings().all()))


async def say(
    memory: Memory,
    text: str | None,
    conversation: str = "c",
    status: Status = Status.ANSWERED,
    label: str | None = None,
) -> str:
    name = f"t{len(rows(memory, TURNS))}-{memory.clock().timestamp()}"
    turn = Turn(status, (Reply("Réponse", (Source("Page", f"{PAGE}#ici"),)),))
    exchange = Exchange(name, conversation, "web", memory.clock(), turn, text, label)
    await memory.history.add(exchange)
    return name


async def test_texts_go_a_day_after_the_end(memory: Memory, clock: Hands) -> None:
    await say(memory, "Un")
    clock.move(minutes=20)
    await say(memory, "Deux")
    clock.move(hours=23, minutes=59)
    await memory.retention.run()
    assert len(await memory.history.of("c")) == 2, "the end was not a day ago"
    clock.move(minutes=2)
    await memory.retention.run()
    assert await memory.history.of("c") == []


async def test_a_long_silence_ends_a_conversation(memory: Memory, clock: Hands) -> None:
    await say(memory, "Hier")
    clock.move(hours=23)
    await say(memory, "Aujourd'hui")
    clock.move(hours=2)
    await memory.retention.run()
    assert [kept.question for kept in await memory.history.of("c")] == ["Aujourd'hui"]


async def test_counts_stay(memory: Memory, clock: Hands) -> None:
    for number in range(3):
        turn = await say(memory, f"Question {number}", conversation=f"c{number}")
        await memory.feedback.give(turn, Opinion("down", "outdated"))
    await say(memory, None, "c3", Status.CRISIS, label="violence")
    for _ in range(2):
        clock.move(days=2)
        await memory.retention.run()
    assert rows(memory, TURNS) == rows(memory, FEEDBACK) == []
    counts = {(r["status"], r["label"], r["page"], r["count"]) for r in rows(memory, TURN_COUNTS)}
    assert counts == {("answered", "", PAGE, 3), ("crisis", "violence", PAGE, 1)}
    [opinions] = rows(memory, FEEDBACK_COUNTS)
    assert dict(opinions) == {
        "day": NOON.date(), "page": PAGE, "value": "down", "reason": "outdated", "count": 3,
    }  # fmt: skip


async def test_counts_of_another_day_are_added(memory: Memory, clock: Hands) -> None:
    for _ in range(2):
        for _ in range(2):
            await say(memory, "Question")
            clock.move(minutes=1)
        clock.move(days=1, hours=2)
        await memory.retention.run()
    assert {(r["day"], r["count"]) for r in rows(memory, TURN_COUNTS)} == {
        (date(2026, 11, 24), 2),
        (date(2026, 11, 25), 2),
    }


async def test_an_unanswered_question_is_cut_loose_for_a_month(
    memory: Memory, clock: Hands
) -> None:
    texts = [f"Sans réponse {number}" for number in range(12)]
    for number, text in enumerate(texts):
        await say(memory, text, f"c{number}", Status.UNANSWERABLE)
    await say(memory, "Avec réponse", "autre")
    await say(memory, None, "danger", Status.UNANSWERABLE, label="violence")
    clock.move(days=1, minutes=1)
    await memory.retention.run()
    loose = rows(memory, UNANSWERED)
    assert {row["question"] for row in loose} == set(texts)
    assert {row["day"] for row in loose} == {NOON.date()}
    assert all(set(row) == {"id", "day", "question"} for row in loose)
    clock.move(days=29)
    await memory.retention.run()
    assert len(rows(memory, UNANSWERED)) == 12, "the thirtieth day has not passed"
    clock.move(days=1)
    await memory.retention.run()
    assert rows(memory, UNANSWERED) == []
    assert sum(r["count"] for r in rows(memory, TURN_COUNTS) if r["status"] == "unanswerable") == 13


async def test_the_order_of_loose_questions_tells_nothing(database: Database, clock: Hands) -> None:
    memory = Memory(database, clock=clock)
    texts = [f"{number:02}" for number in range(40)]
    for text in texts:
        await say(memory, text, text, Status.UNANSWERABLE)
    clock.move(days=2)
    await memory.retention.run()
    assert [row["question"] for row in rows(memory, UNANSWERED)] != texts


async def test_what_went_by_itself_leaves_no_trace_on_disk(
    memory: Memory, clock: Hands, tmp_path: Path
) -> None:
    if not memory.database.is_sqlite:
        pytest.skip("the files of PostgreSQL are not ours to read")
    for number in range(200):
        await say(memory, f"motsecret {number} " * 20, f"c{number}")
    assert traces(tmp_path, "motsecret")
    clock.move(days=2)
    await memory.retention.run()
    assert traces(tmp_path, "motsecret") == []


async def test_two_processes_count_once(memory: Memory, clock: Hands) -> None:
    for number in range(50):
        await say(memory, "Question", f"c{number}")
    clock.move(days=2)
    other = Memory(Database(memory.database.url), clock=clock)
    await asyncio.gather(*(one.retention.run() for one in (memory, other) * 3))
    other.close()
    assert [row["count"] for row in rows(memory, TURN_COUNTS)] == [50]


async def test_the_audit_goes_after_a_year(memory: Memory, clock: Hands) -> None:
    await memory.switches.turn("web", off=True, message="Fermé", place="command")
    clock.move(days=364)
    await memory.retention.run()
    assert len(rows(memory, AUDIT)) == 1
    clock.move(days=2)
    await memory.retention.run()
    assert rows(memory, AUDIT) == []
    assert (await memory.switches.all())["web"].off, "the switch itself stays as it is"


async def test_a_failure_does_not_end_it(memory: Memory, clock: Hands) -> None:
    await say(memory, "Question")
    clock.move(days=2)
    calls = asyncio.Semaphore(0)

    async def broken() -> None:
        calls.release()
        raise OSError

    memory.retention.add(broken)
    task = asyncio.create_task(memory.retention.forever(every=0.01))
    for _ in range(3):
        await calls.acquire()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert rows(memory, TURNS) == []
