"""Order and limits over two processes."""

from __future__ import annotations

import asyncio
import secrets

import pytest
from redis.asyncio import Redis

from actions.library.kinds import Danger
from bot.conversation.context import Context
from bot.conversation.limits import Limits
from bot.conversation.message import Message
from bot.conversation.turnstile import FullError
from bot.safety.danger.waiting import Helped
from bot.settings import Settings
from bot.shared import turnstile as module
from bot.shared.shared import Shared, open_shared
from bot.shared.turnstile import ALIVE, QUEUE, SharedTurnstile


@pytest.fixture
def conversation() -> str:
    return secrets.token_urlsafe(16)


async def test_messages_keep_their_order_over_two_processes(
    two: tuple[Shared, Shared], conversation: str
) -> None:
    done: list[int] = []
    inside = 0

    async def message(number: int) -> None:
        nonlocal inside
        async with two[number % 2].turnstile.turn_of(conversation):
            inside += 1
            assert inside == 1, "two messages of one conversation at once"
            await asyncio.sleep(0.02)
            done.append(number)
            inside -= 1

    tasks = []
    for number in range(8):
        tasks.append(asyncio.create_task(message(number)))
        await asyncio.sleep(0.01)  # they arrive one after the other
    await asyncio.gather(*tasks)
    assert done == list(range(8))


async def test_conversations_do_not_wait_for_each_other(two: tuple[Shared, Shared]) -> None:
    entered = asyncio.Semaphore(0)
    leave = asyncio.Event()

    async def message(number: int) -> None:
        async with two[number % 2].turnstile.turn_of(f"c{number}"):
            entered.release()
            await leave.wait()

    tasks = [asyncio.create_task(message(number)) for number in range(6)]
    for _ in tasks:
        await asyncio.wait_for(entered.acquire(), 5)
    leave.set()
    await asyncio.gather(*tasks)


async def test_too_many_are_counted_together(
    two: tuple[Shared, Shared], redis: Redis, conversation: str
) -> None:
    leave = asyncio.Event()
    full: list[int] = []

    async def message(number: int) -> None:
        try:
            async with two[number % 2].turnstile.turn_of(conversation):
                await leave.wait()
        except FullError:
            full.append(number)

    tasks = [asyncio.create_task(message(number)) for number in range(12)]
    while len(full) < 4:  # noqa: ASYNC110 - Redis gives no event
        await asyncio.sleep(0.01)
    leave.set()
    await asyncio.gather(*tasks)
    assert len(full) == 4
    assert await redis.zcard(QUEUE + conversation) == 0
    assert [key async for key in redis.scan_iter(f"{ALIVE}*")] == []


async def test_a_process_that_died_is_passed_over(
    two: tuple[Shared, Shared], redis: Redis, conversation: str
) -> None:
    await redis.zadd(QUEUE + conversation, {"dead": 0})
    async with asyncio.timeout(5), two[0].turnstile.turn_of(conversation):
        assert await redis.zrange(QUEUE + conversation, 0, -1) != ["dead"]


async def test_a_long_message_stays_alive(
    two: tuple[Shared, Shared], conversation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ALIVE_MS", 150)
    order: list[str] = []

    async def long() -> None:
        async with two[0].turnstile.turn_of(conversation):
            await asyncio.sleep(0.6)
            order.append("long")

    task = asyncio.create_task(long())
    await asyncio.sleep(0.1)
    async with two[1].turnstile.turn_of(conversation):
        order.append("next")
    await task
    assert order == ["long", "next"]


async def test_without_redis_a_process_goes_on_alone(conversation: str) -> None:
    connection = Redis.from_url("redis://127.0.0.1:9", socket_connect_timeout=0.2)
    away = SharedTurnstile(connection)
    done: list[int] = []

    async def message(number: int) -> None:
        async with away.turn_of(conversation):
            await asyncio.sleep(0.001)
            done.append(number)

    await asyncio.gather(*(message(number) for number in range(6)))
    await connection.aclose()
    assert sorted(done) == list(range(6))


async def test_a_flood_is_counted_over_both(two: tuple[Shared, Shared], conversation: str) -> None:
    steps = [Limits(a_minute=5, shared=shared.limits) for shared in two]
    refused = 0
    for number in range(12):
        context = Context(Message("web", conversation, "Bonjour"))
        await steps[number % 2](context)
        refused += context.turn is not None
    assert refused == 7


async def test_a_place_is_counted_whatever_the_conversation(two: tuple[Shared, Shared]) -> None:
    steps = [Limits(from_one_place=5, shared=shared.limits) for shared in two]
    place, refused = secrets.token_urlsafe(), 0
    for number in range(12):
        context = Context(Message("web", secrets.token_urlsafe(), "Bonjour", origin=place))
        await steps[number % 2](context)
        refused += context.turn is not None
    assert refused == 7


async def test_limits_go_on_while_redis_is_away(
    monkeypatch: pytest.MonkeyPatch, conversation: str
) -> None:
    monkeypatch.setenv("BOUSSOLE_REDIS_URL", "redis://127.0.0.1:9")
    away = open_shared(Settings.load())
    assert away is not None
    step = Limits(a_minute=3, shared=away.limits)
    refused = 0
    for _ in range(5):
        context = Context(Message("web", conversation, "Bonjour"))
        await step(context)
        refused += context.turn is not None
    assert refused == 2
    await away.close()


async def test_a_country_asked_for_by_one_process_is_known_to_the_other(
    two: tuple[Shared, Shared], conversation: str
) -> None:
    helped = Helped(next(iter(Danger)), "TN")
    await two[0].waiting.put(conversation, helped)
    assert await two[1].waiting.get(conversation) == helped
    assert await two[1].waiting.forget(conversation) == 1
    assert await two[0].waiting.get(conversation) is None
