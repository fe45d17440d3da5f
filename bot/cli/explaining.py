"""Why an answer is what it is, in a terminal."""

from __future__ import annotations

from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from actions.library.countries import country_name
from actions.reply.answerer import Explanation
from actions.reply.evidence import Evidence
from actions.reply.reply import Status
from actions.search.searcher import Hit
from bot.cli.texts import text


def show_explanation(console: Console, found: Explanation, evidence: Evidence) -> None:
    """Write how sure we are, what each signal added, and every passage with its fate."""
    said = text(
        "explain.decision",
        chance=found.probability,
        answered=evidence.answered,
        suggested=evidence.suggested,
    )
    console.print(Text(f"\n{said}", style="bold"))
    if found.countries:
        names = ", ".join(map(country_name, found.countries))
        console.print(Text(text("explain.countries", names=names)))
    if found.weighed:
        console.print(_signals(found))
    else:
        console.print(Text(text("explain.unweighed")))
    for place, hit in enumerate(found.hits, start=1):
        _show_hit(console, place, hit, _fate(found, hit))


def _signals(found: Explanation) -> Table:
    """Return the signals, those that count most first."""
    table = Table(title=text("explain.signals"), title_justify="left")
    table.add_column(text("explain.signal"))
    table.add_column(text("explain.value"), justify="right")
    table.add_column(text("explain.gain"), justify="right")
    for weighed in sorted(found.weighed, key=lambda one: -abs(one.gain)):
        table.add_row(_name(weighed.name), f"{weighed.value:.3f}", f"{weighed.gain:+.2f}")
    return table


def _show_hit(console: Console, place: int, hit: Hit, fate: str) -> None:
    console.print(Text(f"\n{place}. {hit.passage.context}", style="bold cyan"))
    console.print(Text(f"   {hit.passage.path}", style="dim"))
    signals = asdict(hit.signals).items()
    console.print(Text("   " + " · ".join(f"{_name(key)} {value:.3f}" for key, value in signals)))
    console.print(Text(f"   {text(f'explain.fates.{fate}')}"))


def _fate(found: Explanation, hit: Hit) -> str:
    """Say whether a passage was shown, and otherwise why not."""
    shown = {source.title for reply in found.turn.replies for source in reply.sources}
    if found.turn.status is Status.UNANSWERABLE:
        return "unsure"
    texts = "\n".join(reply.text for reply in found.turn.replies)
    if hit.passage.title in shown and any(block in texts for block in hit.passage.blocks):
        return "shown"
    about = set(hit.passage.countries)
    if found.countries and about and about.isdisjoint(found.countries):
        return "other_country"
    return "same_page" if hit.passage.title in shown else "behind"


def _name(key: str) -> str:
    """Return the French name of a signal; its key where it has none."""
    try:
        return text(f"explain.names.{key}")
    except KeyError:
        return key
