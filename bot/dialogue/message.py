"""What a caller may send: three fields, and no intent in disguise."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Dict, Mapping

MAX_BODY_BYTES = 64 * 1024
MAX_MESSAGE_CHARS = 8_000
MAX_METADATA_CHARS = 4_000
FIELDS = {"sender", "message", "metadata"}
TRUST = "trusted_payload"

SENDER = re.compile(r"[A-Za-z0-9_.:-]{1,128}")
PAYLOAD = re.compile(r"/[a-z_]+(\{.*\})?", re.DOTALL)


class MessageError(ValueError):
    """The body is not a message the channel takes."""


@dataclass(frozen=True)
class Inbound:
    """One message as Rasa may see it."""

    sender: str
    text: str
    metadata: Dict[str, Any]


def read_message(body: bytes) -> Inbound:
    """Validate a request body; MessageError says what is wrong with it."""
    try:
        data = json.loads(body)
    except ValueError as error:
        raise MessageError("the body is not JSON") from error
    if not isinstance(data, dict):
        raise MessageError("the body is not an object")
    unknown = set(data) - FIELDS
    if unknown:
        raise MessageError(f"unknown fields: {', '.join(sorted(unknown))}")
    metadata = _metadata(data.get("metadata"))
    trusted = metadata.pop(TRUST, False) is True
    return Inbound(_sender(data.get("sender")), _text(data.get("message"), trusted), metadata)


def _sender(value: object) -> str:
    if not isinstance(value, str) or not SENDER.fullmatch(value):
        raise MessageError("sender is missing or malformed")
    return value


def _metadata(value: object) -> Dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping) or len(json.dumps(value)) > MAX_METADATA_CHARS:
        raise MessageError("metadata is not an object or is too large")
    return dict(value)


def _text(value: object, trusted: bool) -> str:
    """Return the text; a leading slash is an order only when the application vouches for it."""
    if not isinstance(value, str) or not value.strip():
        raise MessageError("message is missing or empty")
    if len(value) > MAX_MESSAGE_CHARS:
        raise MessageError("message is too long")
    if trusted:
        if not PAYLOAD.fullmatch(value):
            raise MessageError("the trusted payload is malformed")
        return value
    return neutralise(value)


def neutralise(text: str) -> str:
    """Take away the leading slashes that Rasa would read as an intent."""
    plain = text.strip()
    while plain.startswith("/"):
        plain = plain.lstrip("/").strip()
    return plain or "?"
