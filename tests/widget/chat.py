"""The chat as a person meets it, in a page of a real browser."""

from __future__ import annotations

from typing import Any

from playwright.async_api import ConsoleMessage, Locator, Page, Request

from tests.widget.servers import Site

PATIENCE = 30_000  # milliseconds: no test depends on a fast machine

FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return (at?.getAttribute('aria-label') || at?.innerText || at?.id || at?.tagName || '').trim();
}"""

STORED = """async () => ({
  session: {...sessionStorage},
  local: {...localStorage},
  cookies: document.cookie,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
})"""


class Chat:
    """Do what people do, see what they see."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.requests: list[Request] = []
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.requests.append(request))
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    @property
    def launcher(self) -> Locator:
        return self.page.locator("boussole-chat .go")

    @property
    def field(self) -> Locator:
        return self.page.locator("boussole-chat boussole-panel textarea")

    @property
    def answers(self) -> Locator:
        return self.page.locator("boussole-chat li.assistant")

    @property
    def status(self) -> Locator:
        return self.page.locator("boussole-panel [role=status]")

    def button(self, name: str) -> Locator:
        return self.page.locator("boussole-chat").get_by_role("button", name=name, exact=True)

    async def open(self) -> None:
        await self.launcher.click()
        await self.field.wait_for()

    async def ask(self, question: str) -> Locator:
        """Ask a question and return its answer."""
        before = await self.answers.count()
        await self.field.fill(question)
        await self.field.press("Enter")
        answer = self.answers.nth(before)
        await answer.wait_for()
        return answer

    async def focused(self) -> str:
        """Return the words of what has the focus, through every shadow."""
        return str(await self.page.evaluate(FOCUSED))

    async def tab_to(self, name: str, most: int = 60, key: str = "Tab") -> None:
        """Press Tab until something of that name has the focus."""
        for _ in range(most):
            await self.page.keyboard.press(key)
            if (await self.focused()).startswith(name):
                return
        raise AssertionError(f"the keyboard never reaches « {name} »")

    async def stored(self) -> dict[str, Any]:
        """Return everything that the page keeps in the browser."""
        return dict(await self.page.evaluate(STORED))
