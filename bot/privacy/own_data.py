"""A step of the road: « effacer » and « mes données », in every channel."""

from __future__ import annotations

from actions.library.catalogue import catalogue
from actions.reply.reply import Button, Reply, Status, Turn
from bot.conversation.context import Context
from bot.conversation.payloads import SEALED, Seal
from bot.keys import Keys
from bot.privacy.requests import Request, requests
from bot.store.memory import Memory
from bot.store.receipt import french_moment

ERASE, KEEP = "/effacer", "/garder"


class OwnData:
    """Show or erase what is kept of a conversation."""

    def __init__(self, memory: Memory, keys: Keys) -> None:
        """Keep what remembers, and the keys that tell our buttons from others."""
        self._memory = memory
        self._seal = Seal(keys)

    async def __call__(self, context: Context) -> None:
        """Close the context when the message is about the person's own data."""
        match self._asked(context):
            case Request.ERASE_NOW | "/effacer":
                await self._erase(context)
            case Request.ERASE_ASK:
                context.close(_turn("ask", Button(_text("yes"), ERASE), Button(_text("no"), KEEP)))
            case "/garder":
                context.close(_turn("kept"))
            case Request.MINE:
                await self._show(context)

    def _asked(self, context: Context) -> Request | str | None:
        """Return what is asked for, by a button or in words."""
        if SEALED.fullmatch(context.text):
            return self._seal.open(context.message.conversation, context.text)
        return requests().find(context.text)

    async def _erase(self, context: Context) -> None:
        """Erase, and close with the receipt; this very exchange is not kept either."""
        receipt = await self._memory.erasure.erase(context.message.conversation)
        context.forgotten = True
        replies = [Reply(receipt.text)]
        note = f"note.{context.message.channel}"
        if note in catalogue("bot.privacy").texts:
            replies.append(Reply(_text(note)))
        context.close(Turn(Status.SMALLTALK, tuple(replies)))

    async def _show(self, context: Context) -> None:
        """Say what is kept, for how long, and how to erase it."""
        conversation = context.message.conversation
        kept = await self._memory.history.of(conversation)
        texts = sum(exchange.question is not None for exchange in kept)
        if kept:
            first = french_moment(kept[0].at)
            said = _text("mine.kept", messages=texts, answers=len(kept), first=first)
        else:
            said = _text("mine.nothing")
        rules = _text("mine.rules", reference=conversation)
        reply = Reply(f"{said}\n\n{rules}", buttons=(Button(_text("yes"), ERASE),))
        context.close(Turn(Status.SMALLTALK, (reply,)))


def _turn(key: str, *buttons: Button) -> Turn:
    return Turn(Status.SMALLTALK, (Reply(_text(key), buttons=buttons),))


def _text(key: str, /, **params: object) -> str:
    return catalogue("bot.privacy").text(key, **params)
