"""The step that masks private data, and the end that says so."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from actions.library.catalogue import catalogue
from actions.reply.reply import Reply, Status
from bot.conversation.context import Context
from bot.conversation.payloads import SEALED
from bot.safety.private.mask import mask


class MaskPrivate:
    """Mask a message before the dialogue, the logs and any store see it."""

    async def __call__(self, context: Context) -> None:
        """Replace the text of the context; a button of ours holds nothing private."""
        if SEALED.fullmatch(context.text):
            return
        masked = await asyncio.to_thread(mask, context.text)
        if masked.text != context.text:
            context.vector = None
        context.text = masked.text
        context.masked = tuple(kind.value for kind in masked.kinds)


class TellMasked:
    """Tell the person, gently, in one line after the answer."""

    async def __call__(self, context: Context) -> None:
        """Add the line where something was masked; not to somebody in danger."""
        if not context.masked or context.turn is None or context.turn.status is Status.CRISIS:
            return
        texts = catalogue("bot.safety")
        kinds = [texts.text(f"private.kind.{kind}") for kind in context.masked]
        *first, last = kinds
        what = f"{', '.join(first)}{texts.texts['private.and']}{last}" if first else last
        line = Reply(texts.text("private.told", what=what))
        context.turn = replace(context.turn, replies=(*context.turn.replies, line))
