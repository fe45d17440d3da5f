"""Write `countries.json` from CLDR's French names and `forms.yml` (application environment).

python -m bot.dialogue.countries.build
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from bot.dialogue.countries.fold import fold

HERE = Path(__file__).parent
FORMS = HERE / "forms.yml"
OUTPUT = HERE / "countries.json"

# Codes of CLDR that are not a country one can be from.
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "AC", "CP", "CQ", "DG", "EA",
                           "IC", "TA", "AQ"})  # fmt: skip


def build() -> dict[str, Any]:
    """Return the table the extractor reads: folded form → code, or null where none is meant."""
    source = yaml.safe_load(FORMS.read_text(encoding="utf-8"))
    excluded = {fold(name) for name in source["not_alone"]}
    table: dict[str, str | None] = {
        form: code for form, code in _cldr_names() if form not in excluded
    }
    for code, forms in source["countries"].items():
        table.update(dict.fromkeys(_forms(forms), str(code)))
    table.update(dict.fromkeys((fold(name) for name in source["neutral"]), None))
    for language in source["languages"]:
        turns = (fold(f"{turn} {language}") for turn in source["language_turns"])
        table.update(dict.fromkeys(turns, None))
    return {
        "forms": dict(sorted(table.items())),
        "exact": sorted(
            fold(town) for entry in source["countries"].values() for town in entry.get("towns", ())
        ),
        "never_corrected": sorted(fold(word) for word in source["never_corrected"]),
    }


def _cldr_names() -> Iterator[tuple[str, str]]:
    """Yield the French name of each country, folded, without a note in brackets."""
    for code, name in Locale("fr").territories.items():
        if len(code) == 2 and code not in NOT_COUNTRIES:
            yield fold(name.split("(")[0]), code


def _forms(entry: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield every folded form of one line of forms.yml."""
    for name in (*entry.get("names", ()), *entry.get("towns", ())):
        yield fold(name)
    for nationality in entry.get("nationality", ()):
        masculine, _, feminine = nationality.partition("/")
        yield from _inflect(fold(masculine), fold(feminine))


def _inflect(masculine: str, feminine: str) -> Iterator[str]:
    """Yield masculine and feminine, singular and plural."""
    feminine = feminine or _feminine(masculine)
    for form in (masculine, feminine):
        yield form
        yield form if form.endswith("s") else f"{form}s"


def _feminine(masculine: str) -> str:
    if masculine.endswith("e"):
        return masculine
    return f"{masculine}ne" if masculine.endswith("en") else f"{masculine}e"


def render() -> str:
    """Return the file's text."""
    return json.dumps(build(), ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    OUTPUT.write_text(render(), encoding="utf-8")
