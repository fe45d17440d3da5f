"""axe-core finds nothing to say about any state of the chat, or about the pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.widget.chat import Chat
from tests.widget.conftest import Opener, simple_page
from tests.widget.servers import STAFF_TOKEN, Site

RUN = """async (only) => {
  const rules = { 'target-size': { enabled: true } };
  const runOnly = only ? { type: 'rule', values: [only] } : undefined;
  const { violations } = await axe.run(document, { resultTypes: ['violations'], rules, runOnly });
  const where = (node) => `${node.target.join(' ')} (${node.any[0]?.message ?? ''})`;
  return violations.map((one) => `${one.id}: ${one.nodes.map(where).join(' | ')}`);
}"""
SIDEWAYS = """() => {
  const log = document.querySelector('boussole-chat')?.shadowRoot.querySelector('.log');
  const by = (one) => (one ? one.scrollWidth - one.clientWidth : 0);
  return Math.max(by(document.documentElement), by(log));
}"""
CONTRAST = "color-contrast"
SMALL = {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %

State = Callable[[Chat], Awaitable[Any]]


def asked(*questions: str) -> State:
    async def prepare(chat: Chat) -> None:
        for question in questions:
            await chat.ask(question)

    return prepare


async def nothing(_: Chat) -> None:
    """Leave the chat as it opens."""


async def wrong(chat: Chat) -> None:
    await chat.field.press("Enter")
    await chat.page.locator("#error").wait_for()


async def waiting(chat: Chat) -> None:
    await chat.page.context.set_offline(True)
    await chat.field.fill("Combien de membres ?")
    await chat.field.press("Enter")
    await chat.page.locator(".line").wait_for()


async def refused(chat: Chat) -> None:
    await chat.page.route("**/api/chat", lambda route: route.fulfill(status=500, json={}))
    await chat.field.fill("Combien de membres ?")
    await chat.field.press("Enter")
    await chat.page.locator(".line.warn").wait_for()


async def judged(chat: Chat) -> None:
    await chat.ask("Combien de membres ?")
    await chat.page.locator(".thumb.down").click()
    await chat.button("C'est faux").click()


async def erasing(chat: Chat) -> None:
    await chat.button("Effacer la conversation").click()


STATES: dict[str, State] = {
    "open": nothing,
    "answer": asked("Combien de membres ?"),
    "cards": asked(
        "Où sont les bureaux ?", "Une ligne d'écoute ?", "Un programme ?", "Qui dirige ?"
    ),
    "choices": asked("Dans quel pays ?", "peut-être"),
    "crisis": asked("mon mari me frappe, je suis en France"),
    "arabic": asked("مرحبا"),
    "error": wrong,
    "waiting": waiting,
    "refused": refused,
    "judged": judged,
    "erasing": erasing,
}
MODAL = ("cards", "crisis")
"""States that are looked at again as the whole of a narrow screen."""


@pytest.mark.parametrize("state", STATES)
async def test_the_chat(chat: Opener, axe: str, site: Site, state: str) -> None:
    address = simple_page(site, 'data-color="#00695c"')
    one = await chat(address, reduced_motion="reduce")
    await STATES[state](one)
    await one.page.evaluate(axe)
    assert await violations(one) == []
    await one.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert await violations(one, CONTRAST) == [], "dark"
    await one.page.set_viewport_size(SMALL)
    assert await one.page.evaluate(SIDEWAYS) == 0, "320 pixels"
    if state in MODAL:
        assert await violations(one) == [], "320 pixels"
    await one.page.set_viewport_size(ZOOMED)
    assert await one.page.evaluate(SIDEWAYS) == 0, "400 %"


async def test_the_closed_chat(chat: Opener, axe: str) -> None:
    one = await chat(opened=False)
    await one.page.evaluate(axe)
    assert await violations(one) == []
    await one.page.set_viewport_size(ZOOMED)
    assert await violations(one) == []


@pytest.mark.parametrize("address", ["/", "/texte", "/confidentialite", "/accessibilite", "/rien"])
async def test_the_pages(chat: Opener, axe: str, site: Site, address: str) -> None:
    one = await chat(site.url + address, opened=False, reduced_motion="reduce")
    if address == "/":
        await one.field.wait_for()
        await one.page.locator("summary").first.click()
    if address == "/texte":
        await one.page.locator("#message").fill("Où sont les bureaux ?")
        await one.page.locator(".send").click()
        await one.page.locator("#reponse").wait_for()
    await one.page.evaluate(axe)
    assert await violations(one) == []
    await one.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert await violations(one, CONTRAST) == [], "dark"
    await one.page.set_viewport_size(ZOOMED)
    assert await one.page.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize("address", ["", "/contenu", "/questions"])
async def test_the_staff_pages(chat: Opener, axe: str, site: Site, address: str) -> None:
    one = await chat(f"{site.url}/equipe", opened=False, reduced_motion="reduce")
    await one.page.evaluate(axe)
    assert await violations(one) == [], "the form"
    await one.page.get_by_label("Jeton de l'équipe").fill(STAFF_TOKEN)
    await one.page.get_by_role("button", name="Entrer").click()
    await one.page.get_by_role("navigation").wait_for()
    await one.page.goto(f"{site.url}/equipe{address}")
    await one.page.evaluate(axe)
    assert await violations(one) == []
    await one.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert await violations(one, CONTRAST) == [], "dark"
    await one.page.set_viewport_size(ZOOMED)
    assert await one.page.evaluate(SIDEWAYS) == 0


async def violations(chat: Chat, only: str | None = None) -> list[str]:
    """Return what axe finds, each with the place."""
    return list(await chat.page.evaluate(RUN, only))
