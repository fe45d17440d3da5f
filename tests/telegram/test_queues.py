"""The queues alone: what fails ends, and holds up nothing."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from bot.channels.telegram.inbox import Waiting
from bot.channels.telegram.incoming import Incoming, Kind
from bot.channels.telegram.queues import Queues
from tests.telegram.conftest import until


@pytest.mark.parametrize("gone", [False, True])
async def test_an_update_that_fails_is_given_up_and_the_next_is_served(gone: bool) -> None:
    served, given_up = [], []

    async def serve(waiting: Waiting) -> None:
        if waiting.incoming.update == 1:
            raise RuntimeError("a fault of ours")
        served.append(waiting.incoming.update)

    async def give_up(waiting: Waiting) -> None:
        given_up.append(waiting.incoming.update)
        if gone:
            raise OperationalError("", {}, Exception())

    queues = Queues(serve, give_up)
    for number in (1, 2):
        queues.put(Waiting(Incoming(number, 7, 7, Kind.TEXT, "Un")))
    await until(lambda: not len(queues))
    assert (given_up, served) == ([1], [2])
    assert not queues.updates()
