"""How the parts reach each other: made by the supervisor, handed over in the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

TOKEN_BYTES = 32
DIALOGUE_URL = "DIALOGUE_URL"
DIALOGUE_TOKEN = "DIALOGUE_TOKEN"  # noqa: S105 - the name of a variable
ACTIONS_URL = "DIALOGUE_ACTIONS_URL"
ACTIONS_TOKEN = "DIALOGUE_ACTIONS_TOKEN"  # noqa: S105 - the name of a variable


@dataclass(frozen=True, slots=True, repr=False)
class Links:
    """Addresses on loopback, and the tokens each side asks for."""

    dialogue_url: str
    dialogue_token: str
    actions_url: str
    actions_token: str

    @classmethod
    def make(cls, dialogue_port: int, actions_port: int) -> Self:
        """Return links with new tokens."""
        return cls(
            f"http://127.0.0.1:{dialogue_port}",
            secrets.token_urlsafe(TOKEN_BYTES),
            f"http://127.0.0.1:{actions_port}/webhook",
            secrets.token_urlsafe(TOKEN_BYTES),
        )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read the links the supervisor handed over; KeyError without a supervisor."""
        return cls(
            environment[DIALOGUE_URL],
            environment[DIALOGUE_TOKEN],
            environment[ACTIONS_URL],
            environment[ACTIONS_TOKEN],
        )

    def to_environment(self) -> dict[str, str]:
        """Return the variables to hand over."""
        return {
            DIALOGUE_URL: self.dialogue_url,
            DIALOGUE_TOKEN: self.dialogue_token,
            ACTIONS_URL: self.actions_url,
            ACTIONS_TOKEN: self.actions_token,
        }
