"""What this channel keeps of a conversation, and how it forgets it."""

from __future__ import annotations

from bot.channels.telegram.buttons import Buttons


class KeptByTelegram:
    """The buttons under earlier answers: they hold what a tap would have asked."""

    name = "telegram"

    def __init__(self, buttons: Buttons) -> None:
        """Take the buttons."""
        self._buttons = buttons

    async def forget(self, conversation: str) -> int:
        """Forget the buttons; what waits to be answered goes with its answer."""
        return await self._buttons.forget(conversation)
