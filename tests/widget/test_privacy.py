"""What is kept, where, for how long, and how to leave."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, expect

from tests.widget.conftest import Opener, simple_page
from tests.widget.servers import Site

EMPTY = {"session": {}, "local": {}, "cookies": "", "databases": 0, "caches": 0}
CRISIS = "mon mari me frappe, je suis en France"
MINUTE = 60_000


async def test_nothing_is_stored_and_only_the_loader_fetched_before_opening(
    chat: Opener, site: Site
) -> None:
    address = simple_page(site)
    one = await chat(address, opened=False)
    await expect(one.launcher).to_be_visible()
    assert await one.stored() == EMPTY
    assert [r.url for r in one.requests] == [address, f"{site.url}/widget.js"]


async def test_no_third_party_is_asked_and_only_the_tab_remembers(
    chat: Opener, site: Site, context: BrowserContext
) -> None:
    one = await chat()
    for question in ("Combien de membres ?", "Où sont les bureaux ?", CRISIS):
        await one.ask(question)
    hosts = {urlsplit(request.url).netloc for request in one.requests}
    assert hosts == {urlsplit(site.url).netloc, urlsplit(site.host.url).netloc}
    kept = await one.stored()
    assert list(kept.pop("session")) == ["boussole"]
    assert kept == {name: value for name, value in EMPTY.items() if name != "session"}
    assert await context.cookies() == []


async def test_the_tab_keeps_no_words(chat: Opener) -> None:
    one = await chat()
    await one.ask("Combien de membres ?")
    kept = (await one.stored())["session"]["boussole"]
    assert "membres" not in kept
    assert "175" not in kept


async def test_erasing_asks_first_then_erases_here_and_on_the_server(
    chat: Opener, site: Site
) -> None:
    one = await chat()
    await one.ask("bonjour à effacer")
    conversation = site.dialogue.got[-1]["sender"]
    await one.button("Effacer la conversation").click()
    await expect(one.page.locator("#sure")).to_contain_text("ici et sur le serveur")
    await one.button("Non, garder").click()
    await expect(one.answers).to_have_count(1)
    await one.button("Effacer la conversation").click()
    await one.button("Oui, effacer").click()
    note = one.page.locator("li.note")
    await expect(note).to_contain_text("La conversation est effacée.")
    await expect(one.answers).to_have_count(0)
    assert conversation in site.dialogue.forgot
    assert site.services.memory is not None
    assert await site.services.memory.history.of(conversation) == []
    assert (await one.stored())["session"] == {}
    await one.ask("bonjour de nouveau")
    assert site.dialogue.got[-1]["sender"] != conversation


async def test_quick_exit_leaves_nothing(chat: Opener, site: Site, context: BrowserContext) -> None:
    await context.route("https://fr.wikipedia.org/**", lambda route: route.fulfill(body="Accueil"))
    before = site.host.put("before", "<!doctype html><title>Avant</title>")
    one = await chat(before, opened=False)
    await one.page.goto(simple_page(site))
    await one.open()
    await one.ask(CRISIS)
    await expect(one.answers.first).to_contain_text("Appeler le 112")
    assert (await one.stored())["session"]
    await one.button("Quitter vite ou Échap deux fois").click()
    await one.page.wait_for_url("https://fr.wikipedia.org/")
    await one.page.go_back()
    assert one.page.url == before, "the history of the tab does not know the page"
    assert await one.page.evaluate("({...sessionStorage})") == {}


async def test_escape_twice_is_a_quick_exit_after_a_crisis_only(
    chat: Opener, site: Site, context: BrowserContext
) -> None:
    await context.route("https://meteo.example.org/**", lambda route: route.fulfill(body="Soleil"))
    one = await chat(simple_page(site, 'data-exit="https://meteo.example.org/"'))
    await one.page.keyboard.press("Escape")
    await one.page.keyboard.press("Escape")
    await expect(one.launcher).to_be_focused()
    await one.open()
    await one.ask(CRISIS)
    for _ in range(6):  # two strokes, unless the machine is too slow to strike twice
        await one.page.keyboard.press("Escape")
    await one.page.wait_for_url("https://meteo.example.org/")


async def test_the_words_of_a_crisis_do_not_come_back(chat: Opener) -> None:
    one = await chat()
    await one.ask(CRISIS)
    await one.page.reload()
    await expect(one.answers).to_have_count(1)
    await expect(one.page.locator("li.person")).to_contain_text("message non conservé")
    await expect(one.button("Quitter vite ou Échap deux fois")).to_be_visible()


async def test_after_thirty_minutes_a_shared_phone_shows_nothing(
    chat: Opener, site: Site, context: BrowserContext
) -> None:
    await context.clock.install()
    one = await chat()
    await one.ask("Combien de membres ?")
    await context.clock.fast_forward(20 * MINUTE)
    await expect(one.answers).to_have_count(1)
    await context.clock.fast_forward(11 * MINUTE)
    await expect(one.answers).to_have_count(0)
    await expect(one.page.locator("li.note")).to_contain_text("Après 30 minutes")
    assert (await one.stored())["session"] == {}


async def test_a_conversation_of_yesterday_is_not_brought_back(
    chat: Opener, context: BrowserContext
) -> None:
    await context.clock.install()
    one = await chat()
    await one.ask("Combien de membres ?")
    stored = (await one.stored())["session"]["boussole"]
    await one.page.goto("about:blank")
    await context.clock.fast_forward(45 * MINUTE)
    await one.page.go_back()
    await one.open() if not await one.field.count() else None
    await expect(one.answers).to_have_count(0)
    assert (await one.stored())["session"].get("boussole") != stored
