"""Odd strings, which tell of nothing: what a keyboard, a child or a test types."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator

SCRIPTS = (
    (0x21, 0x7E), (0xA1, 0x17F), (0x370, 0x3FF), (0x400, 0x4FF), (0x5D0, 0x5EA), (0x620, 0x64A),
    (0x904, 0x939), (0xE01, 0xE2E), (0x3041, 0x3096), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3),
    (0x2190, 0x2BFF), (0x1F300, 0x1FAFF), (0x10000, 0x1F2FF),
)  # fmt: skip
"""First and last code points of what characters are drawn from."""
ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
WORDS = ("message", "test", "essai", "question", "ligne", "item", "abc", "allo", "texte", "numéro")


def odd_strings(count: int, seed: int) -> Iterator[str]:
    """Yield so many odd strings, the same for the same seed."""
    draw = random.Random(seed)
    makers: tuple[Callable[[random.Random], str], ...] = (
        _characters, _mixed, _keys, _repeated, _numbered, _figures
    )  # fmt: skip
    for number in range(count):
        yield makers[number % len(makers)](draw)


def _characters(draw: random.Random) -> str:
    """Draw characters of one script, in one word or in several."""
    first, last = draw.choice(SCRIPTS)
    return _spaced(draw, lambda: chr(draw.randint(first, last)))


def _mixed(draw: random.Random) -> str:
    """Draw characters of any script beside plain letters and digits."""
    return _spaced(
        draw,
        lambda: (
            draw.choice(string.ascii_letters + string.digits)
            if draw.random() < 0.6
            else chr(draw.randint(*draw.choice(SCRIPTS)))
        ),
    )


def _spaced(draw: random.Random, character: Callable[[], str]) -> str:
    words = (
        "".join(character() for _ in range(draw.randint(1, 8))) for _ in range(draw.randint(1, 4))
    )
    return " ".join(words)


def _keys(draw: random.Random) -> str:
    """Draw keys that lie side by side."""
    row = draw.choice(ROWS)
    return "".join(draw.choice(row) for _ in range(draw.randint(2, 16)))


def _repeated(draw: random.Random) -> str:
    """Draw a few characters and repeat them."""
    unit = "".join(
        draw.choice(string.ascii_letters + ".,!?-_:;") for _ in range(draw.randint(1, 3))
    )
    return unit * draw.randint(2, 12)


def _numbered(draw: random.Random) -> str:
    """Draw a word with a number."""
    between, most = draw.choice(("", " ", " n° ", "-")), 10 ** draw.randint(1, 4)
    return f"{draw.choice(WORDS)}{between}{draw.randint(0, most)}"


def _figures(draw: random.Random) -> str:
    """Draw figures and signs."""
    return "".join(draw.choice(string.digits + " .,/:-+%€") for _ in range(draw.randint(1, 14)))
