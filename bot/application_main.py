"""The application process: the public socket and the action endpoint, in one event loop.

Started by the supervisor, which opened both sockets:

    python -m bot.application_main --public-fd N --actions-fd N
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
import uvicorn
from starlette.types import ASGIApp

from actions.library.errors import BoussoleError
from bot.application import build_application
from bot.channels.actions import ActionEndpoint
from bot.content import open_content
from bot.conversation.dialogue_client import DialogueClient
from bot.keys import Keys
from bot.links import Links
from bot.logs import configure_logs
from bot.metrics import Metrics
from bot.services import assemble
from bot.settings import Settings
from bot.shared.shared import open_shared
from bot.store.database import Database
from bot.store.places import Caches
from bot.upkeep.refresher import Refresher
from bot.upkeep.watcher import Watcher

GRACE_SECONDS = 5


class Server(uvicorn.Server):
    """A server that leaves the signals of the process to this module."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing."""
        yield


def main() -> int:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="bot.application_main")
    parser.add_argument("--public-fd", type=int, required=True)
    parser.add_argument("--actions-fd", type=int, required=True)
    given = parser.parse_args()
    configure_logs()
    try:
        settings = Settings.load()
        public, actions, watcher = build(settings, Links.from_environment())
    except BoussoleError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except Exception:  # noqa: BLE001 - the trace goes to the log, in one line
        structlog.get_logger().exception("start failed")
        return 1
    watcher.start()
    asyncio.run(
        serve(
            [
                (public, socket.socket(fileno=given.public_fd)),
                (actions, socket.socket(fileno=given.actions_fd)),
            ]
        )
    )
    watcher.stop()
    return 0


def build(settings: Settings, links: Links) -> tuple[ASGIApp, ASGIApp, Watcher]:
    """Return the public application, the action endpoint and what keeps the index up to date."""
    metrics = Metrics()
    database = Database.open(settings)
    content = open_content(settings)
    dialogue = DialogueClient(
        links.dialogue_url, links.dialogue_token, metrics, volatile=settings.redis_url is None
    )
    keys = Keys.of_state(settings.state)
    services = assemble(
        keys,
        content.answerer,
        dialogue,
        metrics,
        database,
        settings.knowledge,
        places=[Caches(content.index.forget)],
        shared=open_shared(settings),
        passages=lambda: content.index().index.passages,
    )
    endpoint = ActionEndpoint(content.actions, links.actions_token, metrics)
    watcher = Watcher(settings.knowledge, Refresher(settings, content.index, metrics))
    return build_application(settings, services), endpoint.application(), watcher


async def serve(sites: list[tuple[ASGIApp, socket.socket]]) -> None:
    """Serve every application on its socket; stop all of them on SIGTERM or SIGINT."""
    servers = [(Server(_config(app)), sock) for app, sock in sites]

    def stop() -> None:
        for server, _ in servers:
            server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    await asyncio.gather(*(server.serve(sockets=[sock]) for server, sock in servers))


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        proxy_headers=False,  # who may speak for others: bot/channels/origin.py
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


if __name__ == "__main__":
    sys.exit(main())
