"""The public page, and the same conversation without a script."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.widget.conftest import Opener
from tests.widget.servers import STAFF_TOKEN, Site


@pytest_asyncio.fixture(loop_scope="session")
async def bare(browser: Browser) -> AsyncIterator[Page]:
    """Open a window where no script runs."""
    context = await browser.new_context(java_script_enabled=False, locale="fr-FR")
    yield await context.new_page()
    await context.close()


async def test_the_chat_takes_the_place_of_the_form(chat: Opener, site: Site) -> None:
    one = await chat(f"{site.url}/", opened=False)
    await one.field.wait_for()
    await expect(one.page.locator("#form")).to_have_count(0)
    await expect(one.page.get_by_text("un programme informatique")).to_have_count(1)
    await expect(one.launcher).to_be_hidden()
    assert (await one.stored())["session"] == {}
    await one.button("Combien d'États sont membres de l'OIM ?").click()
    await expect(one.answers).to_have_count(1)
    for heading in ("Ce que je peux faire", "Ce que je ne peux pas faire"):
        await expect(one.page.get_by_role("heading", name=heading)).to_be_visible()
    await one.page.get_by_text("Pour les équipes").click()
    await expect(one.page.locator("pre").first).to_contain_text(f'src="{site.url}/widget.js"')
    assert one.complaints == []


async def test_the_chat_and_what_is_around_it_do_not_touch(chat: Opener, site: Site) -> None:
    for width in (320, 390, 900, 1440):
        one = await chat(f"{site.url}/", opened=False)
        await one.page.set_viewport_size({"width": width, "height": 800})
        await one.field.wait_for()
        parts = [one.page.locator(name) for name in (".aside", "boussole-chat", ".beside")]
        boxes = [await part.bounding_box() for part in parts]
        above, talk, beside = (box for box in boxes if box)
        assert talk["y"] - above["y"] - above["height"] >= 16
        apart = (beside["y"] - talk["y"] - talk["height"], beside["x"] - talk["x"] - talk["width"])
        assert max(apart) >= 16
        await one.page.close()


async def test_what_was_typed_before_the_chat_came_is_kept(chat: Opener, site: Site) -> None:
    one = await chat("about:blank", opened=False)
    await one.page.route("**/widget.js", lambda route: route.abort(), times=1)
    await one.page.goto(f"{site.url}/")
    await one.page.locator("#message").fill("une question commencée")
    await one.page.add_script_tag(url=f"{site.url}/widget.js?again")
    await expect(one.field).to_have_value("une question commencée")
    await expect(one.field).to_be_focused()


async def test_on_paper_the_conversation_is_black_on_white_with_addresses(
    chat: Opener, site: Site
) -> None:
    one = await chat(f"{site.url}/", opened=False, color_scheme="dark")
    await one.field.wait_for()
    await one.ask("Combien de membres ?")
    await one.page.emulate_media(media="print")
    await expect(one.field).to_be_hidden()
    await expect(one.answers.locator(".bubble")).to_have_css("color", "rgb(0, 0, 0)")
    await expect(one.page.locator("li.person .bubble")).to_have_css("color", "rgb(0, 0, 0)")
    address = "(one) => getComputedStyle(one, '::after').content"
    link = one.answers.locator(".sources a").first
    assert "https://site.example.org/fr/qui" in await link.evaluate(address)


async def test_without_a_script_everything_still_works(bare: Page, site: Site) -> None:
    await bare.goto(f"{site.url}/")
    await expect(bare.get_by_text("un programme informatique")).to_be_visible()
    await bare.get_by_role("textbox", name="Votre question").fill("Dans quel pays ?")
    await bare.get_by_role("button", name="Envoyer").click()
    await bare.get_by_role("button", name="Géorgie").click()
    await expect(bare.get_by_text("Merci, je retiens ce pays.")).to_be_visible()
    await expect(bare.locator(".question .bubble").last).to_have_text("Géorgie")
    await bare.get_by_role("textbox", name="Votre question suivante").fill("Où sont les bureaux ?")
    await bare.get_by_role("button", name="Envoyer").click()
    await expect(bare.locator(".call")).to_have_attribute("href", "tel:+33199001234")
    await bare.get_by_role("button", name="Non").click()
    await bare.get_by_role("button", name="Pas à jour").click()
    await expect(bare.get_by_text("Merci, c'est noté.")).to_be_visible()
    await bare.get_by_role("button", name="Effacer la conversation").click()
    await expect(bare.get_by_role("status")).to_contain_text("effac")
    await expect(bare.locator(".question")).to_have_count(0)
    assert site.dialogue.forgot
    assert await bare.context.cookies() == []


async def test_staff_need_no_script_and_no_mouse(bare: Page, site: Site) -> None:
    await bare.set_viewport_size({"width": 320, "height": 640})
    await bare.goto(f"{site.url}/equipe")
    await bare.get_by_label("Jeton de l'équipe").focus()
    await bare.keyboard.type(STAFF_TOKEN)
    await bare.keyboard.press("Enter")
    await expect(bare.get_by_role("heading", level=1, name="État")).to_be_visible()
    await bare.keyboard.press("Tab")
    await bare.keyboard.press("Enter")
    await expect(bare.locator("#contenu")).to_be_focused()
    await bare.get_by_role("link", name="Questions sans réponse").press("Enter")
    await expect(bare.get_by_role("link", name="30 derniers jours")).to_be_visible()
    await bare.get_by_role("button", name="Se déconnecter").press("Enter")
    await expect(bare.get_by_text("Vous êtes déconnecté")).to_be_visible()
