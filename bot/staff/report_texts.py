"""The report as lines for a terminal, and as one HTML file that needs no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jinja2 import Environment, PackageLoader, StrictUndefined

from actions.library.catalogue import catalogue
from bot.staff.report import Opinions, Report
from bot.store.feedback import reason_text

MOST = 15
"""Lines of a list in a terminal; the HTML page has all of them."""
EXAMPLES = 3


def report_lines(report: Report) -> Iterator[str]:
    """Yield the lines of a report."""
    yield _text("heading", start=report.start, end=report.end)
    yield _text("turns", count=report.turns)
    yield from (f"  {line}" for line in counted(report.statuses, "statuses"))
    yield from (f"  {line}" for line in counted(report.channels, "channels"))
    yield from _part("dangers", counted(report.dangers, "labels"))
    yield from _part("pages", [f"{count} × {page}" for page, count in report.pages.most_common()])
    yield from _part("unanswered", [_group(group.questions) for group in report.unanswered])
    yield from _part("opinions", [opinion_line(one) for one in report.opinions])
    yield from _part(
        "expiring", [_text("last_day", path=e.path, day=e.day) for e in report.expiring]
    )


def report_page(report: Report) -> str:
    """Return the HTML page of a report."""
    environment = Environment(
        loader=PackageLoader("bot.staff"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"text": _text, "counted": counted, "opinion_line": opinion_line}
    return environment.get_template("report.html").render(report=report)


def counted(counts: Counter[str], names: str) -> list[str]:
    """Return counts with their French names, the largest first."""
    texts = catalogue("bot.staff").texts
    return [
        f"{count} × {texts.get(f'report.{names}.{name}', name)}"
        for name, count in counts.most_common()
    ]


def opinion_line(opinions: Opinions) -> str:
    """Return what people thought of one page."""
    reasons = ", ".join(
        f"{reason_text(reason)} ({count})" for reason, count in opinions.reasons.most_common()
    )
    page = opinions.page or _text("no_page")
    key = "opinion_why" if reasons else "opinion"
    return _text(key, page=page, up=opinions.up, down=opinions.down, reasons=reasons)


def _part(name: str, lines: list[str]) -> Iterator[str]:
    yield ""
    yield _text(name)
    yield from (f"  {line}" for line in lines[:MOST])
    if len(lines) > MOST:
        yield f"  {_text('more', count=len(lines) - MOST)}"
    if not lines:
        yield f"  {_text('nothing')}"


def _group(questions: tuple[str, ...]) -> str:
    different = list(dict.fromkeys(questions))
    return f"{len(questions)} × {' | '.join(different[:EXAMPLES])}"


def _text(key: str, **params: object) -> str:
    return catalogue("bot.staff").text(f"report.{key}", **params)
