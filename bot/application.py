"""The public web application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from bot.channels.assets import Assets
from bot.channels.cors import InterfaceCors
from bot.channels.headers import SafeHeaders
from bot.channels.health import Health
from bot.channels.http import ChatApi
from bot.channels.page import Page
from bot.services import Services
from bot.settings import Settings


def build_application(settings: Settings, services: Services) -> Starlette:
    """Return the application with all its channels."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await services.close()

    assets = Assets()
    page = Page(services.road, services.sessions, services.keys, assets)
    return Starlette(
        routes=[
            *ChatApi(services.road, services.sessions).routes(),
            *Health(services.answerer, services.dialogue, services.metrics).routes(),
            *page.routes(),
            *assets.routes(),
        ],
        middleware=[
            Middleware(SafeHeaders),
            Middleware(InterfaceCors, allow_origins=settings.allowed_origins),
            Middleware(GZipMiddleware, minimum_size=600),
        ],
        exception_handlers=page.error_handlers(),
        lifespan=lifespan,
    )
