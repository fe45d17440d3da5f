"""The dialogue server, spoken to over loopback."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from actions.reply.reply import Turn
from bot.errors import DialogueError
from bot.metrics import Metrics

WEBHOOK = "/webhooks/boussole/webhook"
CONVERSATIONS = "/webhooks/boussole/conversations/"
PROBE = "/webhooks/boussole/"
TIMEOUT = httpx.Timeout(10.0, connect=1.0)
PROBE_TIMEOUT = httpx.Timeout(2.0, connect=0.5)


class DialogueClient:
    """Hand a message to the dialogue server and read its turn."""

    def __init__(
        self, address: str, token: str, metrics: Metrics, *, volatile: bool = True
    ) -> None:
        """Keep the address, for example http://127.0.0.1:5005, and the shared token.

        What a volatile dialogue server knows goes with its process.
        """
        self._volatile = volatile
        self._metrics = metrics
        self._http = httpx.AsyncClient(
            base_url=address,
            headers={"Authorization": f"Bearer {token}"},
            timeout=TIMEOUT,
            trust_env=False,  # loopback never goes through a proxy
        )

    async def say(self, conversation: str, text: str, hints: Mapping[str, Any]) -> Turn:
        """Return the turn for a text; DialogueError says why there is none."""
        return await self._turn({"sender": conversation, "message": text, "metadata": hints})

    async def order(self, conversation: str, order: str) -> Turn:
        """Return the turn for an order that a button of ours carried."""
        metadata = {"trusted_payload": True}
        return await self._turn({"sender": conversation, "message": order, "metadata": metadata})

    async def _turn(self, body: Mapping[str, Any]) -> Turn:
        """Post a message and read the turn, keeping count of what fails."""
        try:
            turn = read_turn(await self._post(body))
        except DialogueError as error:
            self._metrics.dialogue_failures.labels(error.reason).inc()
            self._metrics.dialogue_up.set(0)
            raise
        self._metrics.dialogue_up.set(1)
        return turn

    async def ready(self) -> bool:
        """Tell whether the dialogue server has its model and answers."""
        try:
            answer = await self._http.get(PROBE, timeout=PROBE_TIMEOUT)
        except httpx.HTTPError:
            return False
        return answer.is_success

    async def forget(self, conversation: str) -> bool:
        """Have the dialogue server forget a conversation; True when nothing of it is left there."""
        try:
            answer = await self._http.delete(CONVERSATIONS + conversation)
        except httpx.ConnectError:
            return self._volatile
        except httpx.HTTPError:
            return False
        return answer.is_success

    async def close(self) -> None:
        """Give the connections back."""
        await self._http.aclose()

    async def _post(self, body: Mapping[str, Any]) -> Any:
        """Post once: a message sent twice could be understood twice."""
        try:
            answer = await self._http.post(WEBHOOK, json=body)
            answer.raise_for_status()
            return answer.json()
        except httpx.TimeoutException as error:
            raise DialogueError("timeout") from error
        except httpx.HTTPStatusError as error:
            raise DialogueError(f"http_{error.response.status_code}") from error
        except httpx.HTTPError as error:
            raise DialogueError("unreachable") from error
        except ValueError as error:
            raise DialogueError("malformed") from error


def read_turn(messages: Any) -> Turn:
    """Make one turn of everything the dialogue said; the last message gives the status."""
    if not isinstance(messages, list):
        raise DialogueError("malformed")
    if not messages:
        raise DialogueError("silent")
    try:
        turns = [Turn.from_dict(message["custom"]) for message in messages]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DialogueError("malformed") from error
    replies = tuple(reply for turn in turns for reply in turn.replies)
    if not replies:
        raise DialogueError("silent")
    return Turn(turns[-1].status, replies, turns[-1].confidence)
