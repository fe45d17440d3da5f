"""What people asked, what stayed unanswered, what they thought of it, what is about to expire."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from actions.library.check import SOON
from actions.library.library import Library
from actions.library.page import Page
from actions.library.records import Contact, Hotline
from actions.reply.reply import Status
from bot.errors import ServiceError
from bot.staff.groups import Group, group
from bot.store.tables import FEEDBACK, FEEDBACK_COUNTS, TURN_COUNTS, TURNS, UNANSWERED

_SPAN = re.compile(r"(\d{1,4})\s*([djsw]|h)")
_DAYS = {"d": 1, "j": 1, "s": 7, "w": 7}


@dataclass(frozen=True, slots=True)
class Opinions:
    """What people thought of the answers from one page."""

    page: str
    up: int
    down: int
    reasons: Counter[str]


@dataclass(frozen=True, slots=True)
class Expiring:
    """A page or record whose last day is near or past."""

    path: str
    day: date


@dataclass(frozen=True, slots=True)
class Report:
    """The report from one day on."""

    start: date
    end: date
    statuses: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    dangers: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    unanswered: tuple[Group, ...] = ()
    opinions: tuple[Opinions, ...] = ()
    expiring: tuple[Expiring, ...] = ()

    @property
    def turns(self) -> int:
        """Return how many messages were answered in some way."""
        return sum(self.statuses.values())


def first_day(since: str, today: date) -> date:
    """Return the day a report begins: « 7d », « 2w », « 48h », or a date."""
    given = since.strip().casefold()
    try:
        match = _SPAN.fullmatch(given)
        if match is None:
            return date.fromisoformat(given)
        count = int(match[1])
        days = -(-count // 24) if match[2] == "h" else count * _DAYS[match[2]]
        return today - timedelta(days=days)
    except (ValueError, OverflowError):
        raise ServiceError("report_since", value=since) from None


def make_report(connection: Connection, library: Library, start: date, today: date) -> Report:
    """Read the counts and what is still kept of the turns themselves."""
    report = Report(start, today)
    moment = datetime.combine(start, time(), UTC)
    turns = connection.execute(select(TURNS).where(TURNS.c.at >= moment)).all()
    counted = connection.execute(select(TURN_COUNTS).where(TURN_COUNTS.c.day >= start)).all()
    for turn in turns:
        _count(report, turn, 1)
    for row in counted:
        _count(report, row, row._mapping["count"])
    loose = connection.execute(
        select(UNANSWERED.c.question).where(UNANSWERED.c.day >= start).order_by(UNANSWERED.c.day)
    ).scalars()
    asked = [t.question for t in turns if t.status == Status.UNANSWERABLE and t.question]
    pages = {turn.id: turn.page or "" for turn in turns}
    return Report(
        start,
        today,
        report.statuses,
        report.channels,
        report.dangers,
        report.pages,
        tuple(group([*loose, *asked])),
        tuple(_opinions(connection, start, pages)),
        tuple(expiring(library, today)),
    )


def _count(report: Report, row: Row[Any], times: int) -> None:
    report.statuses[row.status] += times
    report.channels[row.channel] += times
    if row.label:
        report.dangers[row.label] += times
    elif row.page and row.status == Status.ANSWERED:
        report.pages[row.page] += times


def _opinions(connection: Connection, start: date, pages: dict[str, str]) -> Iterable[Opinions]:
    """Yield the opinions on each page, those with the most complaints first."""
    given: dict[str, Counter[tuple[str, str]]] = {}
    for row in connection.execute(select(FEEDBACK)).all():
        if row.turn in pages:
            given.setdefault(pages[row.turn], Counter())[(row.value, row.reason or "")] += 1
    counted = select(FEEDBACK_COUNTS).where(FEEDBACK_COUNTS.c.day >= start)
    for row in connection.execute(counted).all():
        given.setdefault(row.page, Counter())[(row.value, row.reason)] += row._mapping["count"]
    found = [
        Opinions(
            page,
            sum(count for (value, _), count in counts.items() if value == "up"),
            sum(count for (value, _), count in counts.items() if value == "down"),
            Counter({reason: count for (_, reason), count in counts.items() if reason}),
        )
        for page, counts in given.items()
    ]
    return sorted(found, key=lambda one: (-one.down, one.up, one.page))


def expiring(library: Library, today: date) -> list[Expiring]:
    """Return what expires soon or has expired, the nearest day first."""
    items: tuple[Page | Contact | Hotline, ...] = (
        *library.pages,
        *library.contacts,
        *library.hotlines,
    )
    soon = [
        Expiring(item.path, item.expires)
        for item in items
        if item.expires is not None and item.expires <= today + SOON
    ]
    return sorted(soon, key=lambda one: one.day)
