"""The report: counts old and new, questions together, opinions, what is about to expire."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from actions.library.load import load_library
from actions.reply.reply import Reply, Source, Status, Turn
from bot.cli.app import build_app
from bot.errors import ServiceError
from bot.settings import Settings
from bot.staff.groups import group
from bot.staff.report import Report, first_day, make_report
from bot.staff.report_texts import report_lines, report_page
from bot.store.database import Database
from bot.store.feedback import Opinion
from bot.store.history import Exchange
from bot.store.memory import Memory

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()
PAGE = "https://example.org/fr/page"


class Hands:
    now = NOON - timedelta(days=3)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def memory(settings: Settings, clock: Hands) -> Iterator[Memory]:
    memory = Memory(Database.open(settings), clock=clock)
    yield memory
    memory.close()


async def say(memory: Memory, text: str | None, status: Status, label: str | None = None) -> str:
    exchanges = memory.database.read(
        lambda c: c.exec_driver_sql("SELECT count(*) FROM turns").scalar()
    )
    name = f"t{exchanges}-{memory.clock().timestamp()}"
    sources = (Source("Page", f"{PAGE}#ici"),) if status is Status.ANSWERED else ()
    turn = Turn(status, (Reply("Réponse", sources),))
    await memory.history.add(Exchange(name, name, "web", memory.clock(), turn, text, label))
    return name


async def a_week(memory: Memory, clock: Hands) -> None:
    """Talk three days ago and today; what was said then has become counts."""
    turn = await say(memory, "Combien de membres ?", Status.ANSWERED)
    await memory.feedback.give(turn, Opinion("down", "outdated"))
    await say(memory, "Comment obtenir un visa pour le Canada ?", Status.UNANSWERABLE)
    await say(memory, None, Status.CRISIS, "suicide")
    clock.now = NOON
    await memory.retention.run()
    await say(memory, "obtenir un visa Canada", Status.UNANSWERABLE)
    await say(memory, "Quel temps fait-il à Tunis ?", Status.UNANSWERABLE)
    again = await say(memory, "Combien de membres ?", Status.ANSWERED)
    await memory.feedback.give(again, Opinion("up"))


def made(memory: Memory, folder: Path, start: date) -> Report:
    library = load_library(folder).library
    return memory.database.read(lambda c: make_report(c, library, start, TODAY))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, day in (("bientot", "2026-12-01"), ("passe", "2026-11-01"), ("loin", "2027-11-01")):
        file = tmp_path / "knowledge" / "faq" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: {name}\nexpires: {day}\n---\n\nTexte.\n")
    return tmp_path / "knowledge"


async def test_what_is_kept_and_what_was_counted_are_one(
    memory: Memory, clock: Hands, folder: Path
) -> None:
    await a_week(memory, clock)
    report = made(memory, folder, TODAY - timedelta(days=7))
    assert report.statuses == {"answered": 2, "unanswerable": 3, "crisis": 1}
    assert report.pages == {PAGE: 2}
    assert report.dangers == {"suicide": 1}
    assert [len(one) for one in report.unanswered] == [2, 1]
    assert {"visa" in q for q in report.unanswered[0].questions} == {True}
    (opinion,) = report.opinions
    assert (opinion.page, opinion.up, opinion.down) == (PAGE, 1, 1)
    assert opinion.reasons == {"outdated": 1}
    assert [one.path for one in report.expiring] == ["faq/passe.md", "faq/bientot.md"]


async def test_what_was_before_is_left_out(memory: Memory, clock: Hands, folder: Path) -> None:
    await a_week(memory, clock)
    report = made(memory, folder, TODAY)
    assert report.turns == 3
    assert report.dangers == {}
    assert [one.down for one in report.opinions] == [0]


async def test_lines_and_page_say_it_in_french(memory: Memory, clock: Hands, folder: Path) -> None:
    await a_week(memory, clock)
    await say(memory, "Un <b>visa</b> pour Mars ?", Status.UNANSWERABLE)
    report = made(memory, folder, TODAY - timedelta(days=7))
    text, html = "\n".join(report_lines(report)), report_page(report)
    for part in ("Du 17/11/2026 au 24/11/2026", "4 × ", "pas à jour", "idées suicidaires"):
        assert part in text
    assert "faq/bientot.md : dernier jour le 01/12/2026" in text
    assert "&lt;b&gt;visa" in html
    assert not re.search(r"<(?:script|link|img)\b|url\(https?:|@import", html)


def test_an_empty_week_is_said(memory: Memory, tmp_path: Path) -> None:
    report = made(memory, tmp_path / "nothing", TODAY)
    assert "rien" in "\n".join(report_lines(report))
    assert "rien" in report_page(report)


@pytest.mark.parametrize(
    ("since", "day"),
    [("7d", 17), ("7j", 17), ("1w", 17), ("48h", 22), ("2026-11-03", 3), ("0d", 24)],
)
def test_since(since: str, day: int) -> None:
    assert first_day(since, TODAY) == date(2026, 11, day)


@pytest.mark.parametrize("since", ["", "hier", "-3d", "2026-13-01", "99999d"])
def test_a_span_that_is_none_is_one_line(since: str) -> None:
    with pytest.raises(ServiceError, match="n'est pas comprise"):
        first_day(since, TODAY)


def test_like_questions_come_together() -> None:
    asked = [
        "Comment avoir un passeport ?",
        "Où est le bureau de Lomé ?",
        "avoir mon passeport",
        "le bureau de Lomé est où",
        "Quel temps fait-il ?",
    ]
    assert [len(one) for one in group(asked)] == [2, 2, 1]
    assert group([]) == []


def test_the_command_prints_and_writes(settings: Settings, tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    done = CliRunner().invoke(build_app(), ["report", "--since", "2w", "--html", str(out)])
    assert done.exit_code == 0, done.output
    assert "message(s) traité(s)" in done.stdout
    assert "<h1>" in out.read_text(encoding="utf-8")
