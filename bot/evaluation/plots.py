"""Draw the curves of an evaluation as SVG, for a page that needs no other file."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING

from actions.library.catalogue import catalogue
from bot.evaluation.calibration import Bin
from bot.evaluation.curve import Point

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIZE = (5.6, 4.2)
"""Width and height of a plot, in inches."""
LARGEST = 260
"""Area of the largest point of the reliability diagram."""
RIGHT, WRONG, QUIET = "#0033a0", "#b3261e", "#767676"


def threshold_plot(points: Sequence[Point], threshold: float) -> str:
    """Return right and wrong answers against false answers as the threshold moves."""
    figure, axes = _canvas("curve")
    false = [point.false for point in points]
    axes.plot(false, [p.right for p in points], color=RIGHT, label=_text("curve.right"))
    axes.plot(false, [p.wrong for p in points], color=WRONG, ls="--", label=_text("curve.wrong"))
    here = min((p for p in points if p.threshold >= threshold), key=lambda p: p.threshold)
    label = _text("curve.point", threshold=f"{threshold:.2f}".replace(".", ","))
    axes.plot([here.false] * 2, [here.right, here.wrong], "o", color="black", label=label)
    axes.axvline(here.false, color=QUIET, lw=0.8, ls=":")
    return _svg(figure, axes)


def reliability_plot(bins: Sequence[Bin]) -> str:
    """Return how often a candidate is right against how sure the assistant says it is."""
    figure, axes = _canvas("reliability")
    axes.plot([0, 1], [0, 1], color=QUIET, ls="--", label=_text("reliability.ideal"))
    most = max((step.count for step in bins), default=1)
    chances, rights = [step.confidence for step in bins], [step.right for step in bins]
    axes.plot(chances, rights, color=RIGHT, lw=1)
    sizes = [max(LARGEST * step.count / most, 12) for step in bins]
    axes.scatter(chances, rights, s=sizes, color=RIGHT, alpha=0.6, label=_text("reliability.seen"))
    return _svg(figure, axes)


def _canvas(name: str) -> tuple[Figure, Axes]:
    """Return an empty square from 0 to 100 % with named axes."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import PercentFormatter

    figure = Figure(figsize=SIZE, layout="constrained")
    axes = figure.subplots()
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    axes.set(xlabel=_text(f"{name}.x"), ylabel=_text(f"{name}.y"))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(PercentFormatter(1.0, symbol=" %"))
    axes.grid(alpha=0.25)
    return figure, axes


def _svg(figure: Figure, axes: Axes) -> str:
    """Return the figure as an element that can stand inside HTML."""
    legend = axes.legend(loc="best", frameon=True, fontsize="small")
    for handle in legend.legend_handles:
        if handle is not None and hasattr(handle, "set_sizes"):
            handle.set_sizes([40])
    out = StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()[out.getvalue().index("<svg") :]


def _text(key: str, **params: object) -> str:
    return catalogue("bot.evaluation").text(key, **params)
