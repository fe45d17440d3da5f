"""One message of a conversation at a time, in the order they came, over several processes."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from redis.asyncio import Redis

from bot.conversation.turnstile import MOST_WAITING, FullError, Turnstile
from bot.shared.connection import FAILURES, PREFIX, Trouble

QUEUE, NUMBER, ALIVE = f"{PREFIX}queue:", f"{PREFIX}number", f"{PREFIX}alive:"
ALIVE_MS = 15_000  # a process that died holds up its conversations this long
FIRST_POLL, LONGEST_POLL = 0.01, 0.1

ENTER = """
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], redis.call('INCR', KEYS[2]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], 10 * tonumber(ARGV[3]))
redis.call('SET', KEYS[3], 1, 'PX', ARGV[3])
return 1
"""
FIRST = """
redis.call('SET', KEYS[2], 1, 'PX', ARGV[2])
redis.call('PEXPIRE', KEYS[1], 10 * tonumber(ARGV[2]))
while true do
  local head = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
  if not head or head == ARGV[1] then return 1 end
  if redis.call('EXISTS', ARGV[3] .. head) == 1 then return 0 end
  redis.call('ZREM', KEYS[1], head)
end
"""


class SharedTurnstile:
    """A queue for each conversation, in Redis; this process alone while Redis is away."""

    def __init__(self, redis: Redis, most: int = MOST_WAITING) -> None:
        """Take the connection, and how many messages of a conversation may be under way."""
        self._redis = redis
        self._most = most
        self._alone = Turnstile(most)
        self._trouble = Trouble()
        self._enter = redis.register_script(ENTER)
        self._first = redis.register_script(FIRST)

    @asynccontextmanager
    async def turn_of(self, conversation: str) -> AsyncIterator[None]:
        """Wait for the earlier messages of a conversation; FullError when they are too many."""
        token = secrets.token_hex(12)
        if not await self._entered(conversation, token):
            async with self._alone.turn_of(conversation):
                yield
            return
        keeper = None
        try:
            await self._wait(conversation, token)
            keeper = asyncio.create_task(self._keep(conversation, token))
            yield
        finally:
            if keeper is not None:
                keeper.cancel()
            with suppress(*FAILURES):
                await self._redis.zrem(QUEUE + conversation, token)
                await self._redis.delete(ALIVE + token)

    async def _entered(self, conversation: str, token: str) -> bool:
        """Stand in the queue; False when Redis is away."""
        keys = [QUEUE + conversation, NUMBER, ALIVE + token]
        try:
            let_in = await self._enter(keys=keys, args=[token, self._most, ALIVE_MS])
        except FAILURES as error:
            self._trouble.met(error)
            return False
        self._trouble.over()
        if not let_in:
            raise FullError
        return True

    async def _wait(self, conversation: str, token: str) -> None:
        """Return when it is our turn."""
        pause = FIRST_POLL
        while not await self._is_first(conversation, token):
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, LONGEST_POLL)

    async def _is_first(self, conversation: str, token: str) -> bool:
        """Tell whether nobody alive stands before us; also say that we are alive."""
        keys = [QUEUE + conversation, ALIVE + token]
        try:
            return bool(await self._first(keys=keys, args=[token, ALIVE_MS, ALIVE]))
        except FAILURES as error:
            self._trouble.met(error)
            return True  # an answer out of order is better than none

    async def _keep(self, conversation: str, token: str) -> None:
        """Say that we are alive, as long as the message takes."""
        while True:
            await asyncio.sleep(ALIVE_MS / 3000)
            await self._is_first(conversation, token)
