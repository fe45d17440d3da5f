"""Turn raw YAML values into checked ones, with a French finding for each fault."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from actions.library.catalogue import catalogue
from actions.library.finding import Finding
from actions.library.yaml_text import Place, YamlText

Model = TypeVar("Model", bound=BaseModel)

# Other spellings people use for a field.
_ALIASES = {"e-mail": "email", "mail": "email", "courriel": "email", "telephone": "phone"}
# Fields of a header that no value holds: the mark `boussole import` leaves.
_SILENT = {"imported"}
_OWN = {"path", "line", "body", "digest"}


def build(
    model: type[Model], path: str, yaml: YamlText, place: Place, raw: object, /, **own: object
) -> tuple[Model | None, list[Finding]]:
    """Make one value of a mapping of a file; None when a fault forbids it."""
    if not isinstance(raw, Mapping):
        return None, [Finding.error(path, yaml.line(place), "errors.not_mapping")]
    fields = {_ALIASES.get(key.casefold(), key): value for key, value in raw.items()}
    known = set(model.model_fields) - _OWN
    findings = [
        Finding.warning(path, yaml.line((*place, key)), "warnings.unknown_field", field=key)
        for key in raw
        if _ALIASES.get(key.casefold(), key) not in known | _SILENT
    ]
    given = {key: value for key, value in fields.items() if key in known and value is not None}
    try:
        return model.model_validate(given | own), findings
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        return None, findings + [_finding(path, yaml, place, raw, fault) for fault in details]


def _finding(
    path: str, yaml: YamlText, place: Place, raw: Mapping[str, object], fault: ErrorDetails
) -> Finding:
    loc = tuple(fault["loc"])
    name = str(loc[0]) if loc else ""
    spelt = next((key for key in raw if _ALIASES.get(key.casefold(), key) == name), name)
    line = yaml.line((*place, spelt, *loc[1:])) if loc else yaml.line(place)
    params = {"field": spelt, "value": _short(fault["input"]), **fault.get("ctx", {})}
    params["expected"] = str(params.get("expected", "")).replace(" or ", ", ")
    texts = catalogue("actions.library")
    key = f"invalid.{fault['type']}"
    return Finding.error(path, line, key if key in texts.texts else "invalid.other", **params)


def _short(value: object) -> str:
    return str(value)[:60]
