"""The public web application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from bot.channels.assets import Assets
from bot.channels.conversations import ConversationApi
from bot.channels.cors import InterfaceCors
from bot.channels.headers import SafeHeaders
from bot.channels.health import Health
from bot.channels.http import ChatApi
from bot.channels.origin import Origins
from bot.channels.page import Page
from bot.channels.plain import PlainChat
from bot.channels.staff.door import Door
from bot.channels.staff.pages import StaffPages
from bot.channels.telegram.channel import Telegram
from bot.conversation.limits import Counting
from bot.logs import tell_operator
from bot.services import Services
from bot.settings import Settings
from bot.staff.folder import Folder


def build_application(settings: Settings, services: Services) -> Starlette:
    """Return the application with all its channels."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(background(services))
            if telegram is not None:
                await stack.enter_async_context(telegram.running())
            yield
        await services.close()

    assets = Assets()
    origins = Origins(services.keys, settings.trusted_proxies)
    chat = ChatApi(services.road, services.sessions, origins)
    if services.memory is not None:
        services.memory.erasure.add(chat)
    style = assets.address("/page.css")
    plain = PlainChat(
        services.road, services.sessions, services.keys, origins, services.memory, style
    )
    page = Page(plain, style)
    health = Health(services.answerer, services.dialogue, services.metrics)
    telegram = open_telegram(settings, services)
    return Starlette(
        routes=[
            *chat.routes(),
            *health.routes(),
            *page.routes(),
            *assets.routes(),
            *memory_routes(services),
            *staff_routes(settings, services, origins, health, assets),
            *(telegram.routes() if telegram else []),
        ],
        middleware=[
            Middleware(SafeHeaders),
            Middleware(InterfaceCors, allow_origins=settings.allowed_origins),
            Middleware(GZipMiddleware, minimum_size=600),
        ],
        exception_handlers=page.error_handlers(),
        lifespan=lifespan,
    )


def open_telegram(settings: Settings, services: Services) -> Telegram | None:
    """Return the Telegram channel, where there is a token and something to remember with."""
    token = settings.telegram_token
    if token is None or services.memory is None:
        return None
    return Telegram(
        settings,
        token.get_secret_value(),
        services.road,
        services.keys,
        services.memory,
        tell_operator,
    )


def memory_routes(services: Services) -> list[Route]:
    """Return the routes that need memory."""
    if services.memory is None:
        return []
    api = ConversationApi(services.memory, services.road, services.sessions, services.keys)
    return api.routes()


def staff_routes(
    settings: Settings, services: Services, origins: Origins, health: Health, assets: Assets
) -> list[Route]:
    """Return the routes of the staff pages, which there are only where staff have a token."""
    token = settings.staff_token.get_secret_value().strip() if settings.staff_token else ""
    if not token:
        return []
    counting = Counting(services.shared.limits if services.shared else None)
    pages = StaffPages(
        Door(services.keys, token, origins, counting),
        health,
        Folder(settings),
        services.memory,
        services.keys,
        (assets.address("/page.css"), assets.address("/equipe.css")),
    )
    return pages.routes()


@asynccontextmanager
async def background(services: Services) -> AsyncIterator[None]:
    """Do beside the service what it does by itself: forgetting."""
    if services.memory is None:
        yield
        return
    task = asyncio.create_task(services.memory.retention.forever())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
