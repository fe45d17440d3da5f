"""What is said to a person in danger: written by staff, without a number."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from actions.library.fields import Countries, fail
from actions.library.finding import Finding
from actions.library.kinds import Danger, Situation
from actions.library.text_file import read_text_file
from actions.library.validation import build
from actions.library.yaml_text import parse_yaml

CRISIS_TEXTS = "urgences/textes.yml"
_NUMBER = re.compile(r"\d{3,}|\d[\d .-]{3,}\d")
"""What could be dialled: numbers stand in the records, where they have a source and an end."""


def _text(allowed: str = "") -> BeforeValidator:
    """Check a text of one or several lines, with one placeholder at most."""

    def check(value: object) -> object:
        if not isinstance(value, str) or not value.strip():
            raise fail("blank")
        if _NUMBER.search(value):
            raise fail("number_in_text", value=value[:60])
        try:
            named = {name for _, name, _, _ in Formatter().parse(value) if name is not None}
        except ValueError:
            raise fail("braces") from None
        if named - {allowed}:
            raise fail("placeholder", value=", ".join(sorted(named - {allowed})))
        return value.strip()

    return BeforeValidator(check)


Plain = Annotated[str, _text()]
OfCountry = Annotated[str, _text("en_pays")]
OfNumber = Annotated[str, _text("numero")]


class DangerText(BaseModel):
    """What is said before and after the numbers, and which numbers."""

    model_config = ConfigDict(frozen=True)

    avant: Plain
    apres: Plain
    numeros: tuple[Situation, ...]


class CommonTexts(BaseModel):
    """What is said whatever the danger."""

    model_config = ConfigDict(frozen=True)

    quel_pays: Plain
    pays_inconnu: Plain
    pays_non_compris: Plain
    sans_numero: OfCountry
    autre_pays: OfCountry
    bureau: OfCountry
    par_sms: OfNumber
    merci: Plain | None = None
    ensuite: Plain | None = None
    sans_reponse: Plain | None = None
    peur: Plain | None = None
    boutons: Countries


class CrisisTexts(BaseModel):
    """The file `urgences/textes.yml`."""

    model_config = ConfigDict(frozen=True)

    path: str = ""
    dangers: dict[Danger, DangerText]
    commun: CommonTexts
    langues: dict[str, OfNumber] = {}

    @model_validator(mode="after")
    def _whole(self) -> Self:
        missing = [danger.value for danger in Danger if danger not in self.dangers]
        if missing:
            raise fail("danger_missing", value=", ".join(missing))
        return self


def read_crisis_texts(path: Path, name: str) -> tuple[CrisisTexts | None, list[Finding]]:
    """Read the texts for people in danger."""
    yaml = parse_yaml(read_text_file(path).text)
    return build(CrisisTexts, name, yaml, (), yaml.data, path=name)
