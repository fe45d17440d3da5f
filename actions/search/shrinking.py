"""Refuse a folder that has lost so much that somebody should look first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from actions.search.errors import SearchError

REFUSALS = frozenset({"nothing_to_index", "much_smaller", "much_smaller_part"})
"""Keys of the errors after which the live index stays."""
FEW, MANY = 3, 20
"""Pages lost at once: fewer than the first are never too much, from the second on a quarter is,
in between half."""


def refuse_much_smaller(
    live: Mapping[str, str], new: Mapping[str, str], withdrawn: Collection[str]
) -> None:
    """Compare the live pages with new ones, in all and for each folder of them.

    Pages that expired, or that are in another file now, are not lost.

    Raises:
        SearchError: so many are lost that it may be a mistake.
    """
    contents = set(new.values())
    lost = [
        path
        for path, digest in live.items()
        if path not in new and path not in withdrawn and digest not in contents
    ]
    added = sum(path not in live for path in new)
    before, gone = Counter(map(_top, live)), Counter(map(_top, lost))
    if is_much(len(lost) - added, len(live)):
        raise SearchError("much_smaller", lost=len(lost), before=len(live), where="")
    for top, count in gone.items():
        if count >= MANY / 2 and is_much(count - added, before[top]):
            raise SearchError("much_smaller_part", lost=count, before=before[top], where=top)


def is_much(lost: int, before: int) -> bool:
    """Tell whether losing so many of so many is more than staff do in one go."""
    return lost >= FEW and lost > before / (4 if lost >= MANY else 2)


def _top(path: str) -> str:
    return path.partition("/")[0]
