"""Slow lines, cut lines, pages that are left and come back."""

from __future__ import annotations

from playwright.async_api import BrowserContext, Route, expect

from tests.widget.chat import Chat
from tests.widget.conftest import Opener, simple_page
from tests.widget.servers import Site

GPRS = {
    "offline": False,
    "latency": 500,
    "downloadThroughput": 50 * 1024 / 8,
    "uploadThroughput": 20 * 1024 / 8,
}
WAITING = "Votre message partira tout seul"


async def lose_the_answer(route: Route) -> None:
    """Bring the message to the server, and nothing back."""
    await route.fetch()
    await route.abort("connectionreset")


async def write(chat: Chat, question: str) -> None:
    await chat.field.fill(question)
    await chat.field.press("Enter")


async def test_a_gprs_line_is_enough(chat: Opener, site: Site, context: BrowserContext) -> None:
    address = simple_page(site)
    one = await chat("about:blank", opened=False)
    line = await context.new_cdp_session(one.page)
    await line.send("Network.enable")
    await line.send("Network.emulateNetworkConditions", GPRS)
    await one.page.goto(address)
    await one.launcher.click()
    await expect(one.page.locator(".say")).to_have_text("Chargement…")
    await one.field.wait_for()
    await write(one, "Combien de membres ?")
    await expect(one.status).to_have_text("L'assistant écrit…")
    await expect(one.answers).to_have_count(1)
    assert site.dialogue.asked("Combien de membres ?") >= 1


async def test_a_message_waits_for_the_line_and_is_sent_once(
    chat: Opener, site: Site, context: BrowserContext
) -> None:
    one = await chat()
    await context.set_offline(True)
    await write(one, "bonjour du tunnel")
    await expect(one.page.locator(".line")).to_contain_text(WAITING)
    await expect(one.status).to_contain_text(WAITING)
    assert site.dialogue.asked("tunnel") == 0
    await context.set_offline(False)
    await expect(one.answers).to_have_count(1)
    await expect(one.page.locator(".line")).to_have_count(0)
    assert site.dialogue.asked("tunnel") == 1


async def test_a_line_cut_after_the_message_arrived_sends_it_once(chat: Opener, site: Site) -> None:
    one = await chat()
    await one.page.route("**/api/chat", lose_the_answer, times=1)
    await write(one, "bonjour de la gare")
    await expect(one.page.locator(".line")).to_contain_text(WAITING)
    await expect(one.answers).to_have_count(1)
    sent = [r for r in one.requests if r.url.endswith("/api/chat")]
    keys = {(await request.all_headers())["idempotency-key"] for request in sent}
    assert (len(sent), len(keys)) == (2, 1)
    assert site.dialogue.asked("gare") == 1


async def test_a_message_that_waits_can_be_taken_back(
    chat: Opener, site: Site, context: BrowserContext
) -> None:
    one = await chat()
    await context.set_offline(True)
    await write(one, "bonjour repris")
    await one.button("Ne pas envoyer").click()
    await expect(one.field).to_have_value("bonjour repris")
    await expect(one.field).to_be_focused()
    await context.set_offline(False)
    await one.ask("bonjour quand même")
    assert site.dialogue.asked("repris") == 0


async def test_a_message_that_waits_survives_the_page(
    chat: Opener, site: Site, context: BrowserContext
) -> None:
    one = await chat()
    await one.page.route("**/api/chat", lambda route: route.abort("internetdisconnected"))
    await write(one, "bonjour rechargé")
    await expect(one.page.locator(".line")).to_be_visible()
    await one.page.unroute_all()
    await one.page.reload()
    await expect(one.answers).to_have_count(1)
    await expect(one.page.locator("li.person")).to_have_text("Vous : bonjour rechargé")
    assert site.dialogue.asked("rechargé") == 1


async def test_a_refusal_keeps_the_message_and_can_be_tried_again(chat: Opener) -> None:
    one = await chat()
    await one.page.route("**/api/chat", lambda route: route.fulfill(status=500, json={}))
    await write(one, "bonjour encore")
    await expect(one.page.locator(".line")).to_contain_text("Votre message est gardé")
    await one.page.unroute_all()
    await one.button("Réessayer").click()
    await expect(one.answers).to_have_count(1)


async def test_a_reload_brings_the_conversation_back(chat: Opener, site: Site) -> None:
    one = await chat()
    await one.ask("Combien de membres ?")
    await one.ask("Où sont les bureaux ?")
    await one.page.reload()
    await expect(one.page.locator("li.person")).to_have_text(
        ["Vous : Combien de membres ?", "Vous : Où sont les bureaux ?"]
    )
    await expect(one.answers).to_have_count(2)
    await expect(one.answers.last.locator(".call")).to_have_attribute("href", "tel:+33199001234")
    session = (await one.stored())["session"]["boussole"]
    await one.ask("bonjour après le retour")
    senders = {m["sender"] for m in site.dialogue.got[-3:]}
    assert len(senders) == 1
    assert (await one.stored())["session"]["boussole"][:60] == session[:60]


async def test_two_tabs_are_two_conversations(chat: Opener, site: Site) -> None:
    address = simple_page(site)
    one, two = await chat(address), await chat(address)
    await one.ask("bonjour premier onglet")
    await two.ask("bonjour second onglet")
    await expect(one.answers).to_have_count(1)
    await expect(two.answers).to_have_count(1)
    assert site.dialogue.got[-1]["sender"] != site.dialogue.got[-2]["sender"]


async def test_a_tab_that_was_copied_goes_on_with_the_same_conversation(
    chat: Opener, site: Site, context: BrowserContext
) -> None:
    one = await chat()
    await one.ask("bonjour original")
    async with context.expect_page() as opened:
        await one.page.evaluate("window.open(location.href)")
    copy = Chat(await opened.value, site)
    await expect(copy.page.locator("li.person")).to_have_text("Vous : bonjour original")
    await copy.ask("bonjour copie")
    assert site.dialogue.got[-1]["sender"] == site.dialogue.got[-2]["sender"]


async def test_a_loader_without_its_panel_says_where_to_go(chat: Opener, site: Site) -> None:
    one = await chat(opened=False)
    await one.page.route("**/widget/chat.js*", lambda route: route.abort())
    await one.launcher.click()
    say = one.page.locator(".say")
    await expect(say).to_contain_text("L'assistant ne s'est pas chargé")
    await expect(say.get_by_role("link")).to_have_attribute("href", f"{site.url}/texte")
    await one.page.unroute_all()
    await one.open()
    await expect(say).to_have_text("")
