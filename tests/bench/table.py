"""What a part of the bench found: a Markdown table that also goes into the JSON report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """Figures under their headings, and what must be said with them."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()

    def markdown(self) -> str:
        """Write the table for people."""
        cells = [list(self.columns), *([show(cell) for cell in row] for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        head, *body = (_line(row, widths) for row in cells)
        rule = "|".join(
            ["", " " + "-" * widths[0] + " ", *(" " + "-" * (w - 1) + ": " for w in widths[1:]), ""]
        )
        notes = [f"- {note}" for note in self.notes]
        return "\n".join(
            [f"## {self.title}", "", head, rule, *body, "", *notes, *[""] * bool(notes)]
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON shape: figures are not rounded."""
        return asdict(self)


def show(cell: Cell) -> str:
    """Write a figure with three significant digits, whole numbers in full."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int) or abs(cell) >= 100:
        return f"{round(cell):,}"
    return f"{cell:.3g}" if abs(cell) < 10 else f"{cell:.1f}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    """Put cells between bars: words to the left, figures to the right."""
    first, *rest = row
    figures = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
    return "| " + " | ".join([first.ljust(widths[0]), *figures]) + " |"
