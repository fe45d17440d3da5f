"""One browser and one set of servers for all tests of the widget."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, async_playwright, expect

from bot.paths import PROJECT
from tests.widget.chat import PATIENCE, Chat
from tests.widget.servers import Site, running

SECONDS = 150  # of one test, on a machine that has much else to do
CHROMIUM = Path("/usr/bin/chromium")
AXE = PROJECT / "bot" / "widget" / "node_modules" / "axe-core" / "axe.min.js"
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
]

Opener = Callable[..., Awaitable[Chat]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run every test of this folder in one event loop, that of the browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and item.get_closest_marker("asyncio"):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            if isinstance(item, pytest.Function):
                item.obj = bounded(item.obj)


def bounded(test: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """Fail a test whose browser has stopped answering, rather than wait for ever."""

    @wraps(test)
    async def run(*given: Any, **named: Any) -> None:
        async with asyncio.timeout(SECONDS):
            await test(*given, **named)

    return run


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the real application, and the sites that embed it."""
    with running(tmp_path_factory.mktemp("widget")) as site:
        yield site


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the browser of this machine; no tool may download its own."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser here: install the package « chromium » ({CHROMIUM})")
    return str(CHROMIUM)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """Start Chromium once."""
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """Open a window of its own for one test: no storage, no cache."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="fr-FR")
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def chat(context: BrowserContext, site: Site) -> Opener:
    """Return what opens a page; nothing may go wrong on it."""

    async def go(address: str = "", *, opened: bool = True, **options: Any) -> Chat:
        page = await context.new_page()
        chat = Chat(page, site)
        if options:
            await page.emulate_media(**options)
        await page.goto(address or simple_page(site))
        if opened:
            await chat.open()
        return chat

    return go


def simple_page(site: Site, attributes: str = "", body: str = "") -> str:
    """Publish a page with the one line of HTML; return its address."""
    script = f'<script src="{site.url}/widget.js" {attributes} defer></script>'
    html = (
        '<!doctype html><html lang="fr"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Une commune</title>'
        f'<main><h1>Une commune</h1><p><a href="#x">Un lien</a></p>{body}</main>{script}</html>'
    )
    return site.host.put(f"page-{len(site.host.pages)}", html)


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the source of axe-core."""
    if not AXE.exists():
        pytest.skip("no axe-core: run « npm ci » in bot/widget")
    return AXE.read_text(encoding="utf-8")
