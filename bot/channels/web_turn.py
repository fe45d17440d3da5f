"""A turn as browsers get it: the shape of the contract, and what only this side can work out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from actions.library.catalogue import catalogue
from actions.library.phones import shown
from actions.reply.reply import Turn

PHONES = ("phone", "sms")


def web_turn(turn: Turn) -> dict[str, Any]:
    """Return the JSON of a turn, its cards completed."""
    said = turn.to_dict()
    for reply in said["replies"]:
        if reply["card"]:
            reply["card"] |= _worked_out(reply["card"])
    return said


def _worked_out(card: Mapping[str, Any]) -> dict[str, Any]:
    """Return the numbers of a card as people read and dial them, and its situations in words."""
    numbers = {name: card[name] for name in PHONES if isinstance(card.get(name), str)}
    found: dict[str, Any] = {f"{name}_shown": shown(number) for name, number in numbers.items()}
    if local := card.get("dial") or _dialled_at_home(numbers.get("phone", "")):
        found["phone_local"] = local
    situations = card.get("situations")
    if isinstance(situations, (list, tuple)):
        texts = catalogue("actions.library").texts
        named = (texts.get(f"records.situations.{one}", str(one)) for one in situations)
        found["situations_shown"] = [name.strip() for name in named]
    return found


def _dialled_at_home(number: str) -> str | None:
    """Return an international number as it is dialled inside its country."""
    if not number.startswith("+"):
        return None
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return None
    return phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
