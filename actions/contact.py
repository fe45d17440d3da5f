"""Whom to contact: the same answer, which knows the contact records."""

from __future__ import annotations

from actions.answer import ActionAnswer


class ActionContact(ActionAnswer):
    """Answer a request for a contact."""

    def name(self) -> str:
        """Return the name the dialogue knows."""
        return "action_contact"
