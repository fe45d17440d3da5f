"""Step 3: an order to the dialogue comes from a button this server made, never from typed text."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.reply.reply import Button, Reply
from bot.conversation.context import Context
from bot.keys import Keys, decode, encode

MARK = "~"  # begins what a button sends back
PURPOSE = "payload"
SEALED = re.compile(r"~[\w-]+\.[\w-]+", re.ASCII)
TYPED_ORDER = re.compile(r"/[/\s]*\w+\s*([{@;].*)?")  # « /aide moi » is text, « /aide » is not


class Payloads:
    """Open the payload of a button; take the slash from typed text."""

    def __init__(self, keys: Keys) -> None:
        """Keep the keys that tell our payloads from others."""
        self._seal = Seal(keys)

    async def __call__(self, context: Context) -> None:
        """Set the order of the context, or make sure that its text is none."""
        if not SEALED.fullmatch(context.text):
            _neutralise(context)
            return
        context.order = self._seal.open(context.message.conversation, context.text)
        if context.order is None:
            context.refuse("stale_button")


class SealButtons:
    """Give every button of a turn a payload that only this conversation can send back."""

    def __init__(self, keys: Keys) -> None:
        """Keep the keys that sign."""
        self._seal = Seal(keys)

    async def __call__(self, context: Context) -> None:
        """Replace the orders in the buttons of the turn."""
        if context.turn is not None:
            conversation = context.message.conversation
            replies = tuple(self._sealed(conversation, reply) for reply in context.turn.replies)
            context.turn = replace(context.turn, replies=replies)

    def _sealed(self, conversation: str, reply: Reply) -> Reply:
        """Return the reply with opaque payloads; a plain question stays readable."""
        return replace(
            reply,
            buttons=tuple(
                Button(b.title, self._seal.close(conversation, b.payload))
                if b.payload.startswith("/")
                else b
                for b in reply.buttons
            ),
        )


class Seal:
    """Sign a payload for one conversation, and recognise it when it comes back."""

    def __init__(self, keys: Keys) -> None:
        """Keep the keys that sign."""
        self._keys = keys

    def close(self, conversation: str, payload: str) -> str:
        """Return the opaque form of a payload."""
        return f"{MARK}{encode(payload.encode())}.{self._tag(conversation, payload)}"

    def open(self, conversation: str, sealed: str) -> str | None:
        """Return the payload that was sealed for this conversation, or None."""
        body, _, tag = sealed.removeprefix(MARK).partition(".")
        try:
            payload = decode(body).decode()
        except ValueError:
            return None
        return payload if self._keys.matches(tag, PURPOSE, conversation, payload) else None

    def _tag(self, conversation: str, payload: str) -> str:
        return self._keys.tag(PURPOSE, conversation, payload)


def _neutralise(context: Context) -> None:
    """Refuse an order typed by hand; take the slashes from any other text."""
    if TYPED_ORDER.fullmatch(context.text):
        context.refuse("order")
        return
    context.text = context.text.lstrip("/ ")
    if not context.text:
        context.refuse("empty")
