"""The report of an evaluation: one HTML file that needs no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.evaluation.calibration import calibration
from bot.evaluation.curve import curve
from bot.evaluation.mistakes import mistakes
from bot.evaluation.outcome import Outcome
from bot.evaluation.plots import reliability_plot, threshold_plot


def page(
    figures: Mapping[str, Any], outcomes: Sequence[Outcome], threshold: float, today: date
) -> str:
    """Return the report; `threshold` is the confidence from which an answer is given."""
    environment = Environment(
        loader=PackageLoader("bot.evaluation"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = percent
    return environment.get_template("report.html").render(
        figures=figures,
        baselines=figures.get("baselines", {}),
        count=len(outcomes),
        trick=sum(not outcome.item.answerable for outcome in outcomes),
        sorts=mistakes(outcomes),
        threshold=threshold,
        threshold_plot=threshold_plot(curve(outcomes), threshold),
        reliability_plot=reliability_plot(calibration(outcomes).bins),
        today=today,
    )


def percent(value: float) -> str:
    """Write a share as French does: 0.925 is « 92,5 % »."""
    return f"{100 * value:.1f}".replace(".", ",") + "\u202f%"
