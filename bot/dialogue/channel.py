"""The one door into the dialogue server: the application's messages, token checked."""

from __future__ import annotations

import hmac
from typing import Any, Awaitable, Callable, Dict, Optional, Text

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.dialogue.forget import forget_conversation
from bot.dialogue.message import MAX_BODY_BYTES, SENDER, MessageError, read_message

Handler = Callable[[UserMessage], Awaitable[Any]]


class BoussoleInput(InputChannel):
    """Take one message, return the list of what the dialogue said."""

    def __init__(self, token: str) -> None:
        """Keep the token every caller must show."""
        if not token:
            raise ValueError("the channel needs a token: set DIALOGUE_TOKEN")
        self._expected = f"Bearer {token}".encode()

    @classmethod
    def name(cls) -> Text:
        """Return the name used in the address of the webhook."""
        return "boussole"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[Text, Any]]) -> BoussoleInput:
        """Build the channel from credentials.yml."""
        return cls(str((credentials or {}).get("token", "")))

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """Declare the webhook and the readiness probe."""
        routes = Blueprint("boussole", __name__)

        @routes.get("/")
        async def ready(request: Request) -> HTTPResponse:
            loaded = _loaded(request)
            return response.json({"ready": loaded}, status=200 if loaded else 503)

        @routes.delete("/conversations/<sender>")
        async def forget(request: Request, sender: str) -> HTTPResponse:
            if not self._allowed(request):
                return response.json({"error": "unauthorized"}, status=401)
            if not SENDER.fullmatch(sender):
                return response.json({"error": "sender is malformed"}, status=400)
            known = await forget_conversation(getattr(request.app.ctx, "agent", None), sender)
            return response.json({"known": known})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if not self._allowed(request):
                return response.json({"error": "unauthorized"}, status=401)
            if len(request.body) > MAX_BODY_BYTES:
                return response.json({"error": "body too large"}, status=413)
            try:
                message = read_message(request.body)
            except MessageError as error:
                return response.json({"error": str(error)}, status=400)
            if not _loaded(request):
                return response.json({"error": "no model loaded"}, status=503)
            collector = CollectingOutputChannel()
            await on_new_message(
                UserMessage(
                    message.text,
                    collector,
                    message.sender,
                    input_channel=self.name(),
                    metadata=message.metadata,
                )
            )
            return response.json(collector.messages)

        return routes

    def _allowed(self, request: Request) -> bool:
        """Compare the caller's header with the token in constant time."""
        given = request.headers.get("authorization", "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(given, self._expected)


def _loaded(request: Request) -> bool:
    """Tell whether the model is in memory: until then Rasa would answer with nothing."""
    agent = getattr(request.app.ctx, "agent", None)
    return agent is not None and bool(agent.is_ready())
