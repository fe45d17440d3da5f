"""From the launcher to the answer, to its source, and back, without a mouse."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.widget.conftest import Opener

HIDDEN = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const panel = document.querySelector('boussole-chat').shadowRoot.querySelector('.panel');
  if (!panel.contains(at) || at.matches('.log, .wide')) return false;
  const box = at.getBoundingClientRect();
  const points = [[box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3]];
  return points.some(([x, y]) => {
    const seen = panel.getRootNode().elementFromPoint(x, y);
    return !(seen && (at.contains(seen) || seen.contains(at)) && y < innerHeight && y > 0);
  }) && (at.innerText || at.id);
}"""


async def test_from_launcher_to_source_and_back(chat: Opener) -> None:
    one = await chat(opened=False)
    await one.tab_to("Poser une question", 5)
    await one.page.keyboard.press("Enter")
    await expect(one.field).to_be_focused()
    await expect(one.launcher).to_have_attribute("aria-expanded", "true")
    await one.page.keyboard.type("Combien de membres ?")
    await one.page.keyboard.press("Enter")
    await expect(one.answers).to_have_count(1)
    await expect(one.field).to_be_focused()
    await one.tab_to("Qui sommes-nous", key="Shift+Tab")
    link = one.answers.get_by_role("link", name="Qui sommes-nous")
    await expect(link).to_be_focused()
    await expect(link).to_have_attribute("href", "https://site.example.org/fr/qui")
    await one.page.keyboard.press("Escape")
    await expect(one.launcher).to_be_focused()
    await expect(one.launcher).to_have_attribute("aria-expanded", "false")
    await expect(one.field).to_have_count(0)
    assert one.complaints == []


async def test_enter_sends_and_shift_enter_breaks_the_line(chat: Opener) -> None:
    one = await chat()
    await one.page.keyboard.type("première ligne")
    await one.page.keyboard.press("Shift+Enter")
    await one.page.keyboard.type("deuxième ligne")
    await expect(one.field).to_have_value("première ligne\ndeuxième ligne")
    await one.page.keyboard.press("Enter")
    await expect(one.answers).to_have_count(1)
    await expect(one.field).to_have_value("")
    said = one.page.locator("li.person .bubble")
    await expect(said).to_have_text("première ligne\ndeuxième ligne")


async def test_the_page_can_be_read_beside_the_open_chat(chat: Opener) -> None:
    one = await chat()
    dialog = one.page.get_by_role("dialog", name="Boussole, l'assistant de l'OIM")
    await expect(dialog).to_be_visible()
    assert await dialog.get_attribute("aria-modal") is None
    await one.tab_to("Un lien")


async def test_on_a_narrow_screen_the_page_behind_is_out_of_reach(chat: Opener) -> None:
    one = await chat(opened=False, reduced_motion="reduce")
    await one.page.set_viewport_size({"width": 360, "height": 640})
    await one.open()
    dialog = one.page.get_by_role("dialog")
    await expect(dialog).to_have_attribute("aria-modal", "true")
    for _ in range(14):
        await one.page.keyboard.press("Tab")
        assert await one.focused() not in {"Un lien", "Poser une question"}
    box = await dialog.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 360, "height": 640}
    await one.page.keyboard.press("Escape")
    await expect(one.launcher).to_be_focused()
    await one.tab_to("Un lien", 5)


@pytest.mark.parametrize("height", [480, 256])  # 256: a screen of 1280 × 1024 at 400 %
async def test_a_focus_is_never_hidden(chat: Opener, height: int) -> None:
    one = await chat(opened=False)
    await one.page.set_viewport_size({"width": 320, "height": height})
    await one.open()
    await expect(one.field).to_be_in_viewport()
    for question in ("Dans quel pays ?", "Où sont les bureaux ?"):
        await one.ask(question)
    await one.page.wait_for_timeout(300)
    for key in ("Shift+Tab", "Tab"):
        for _ in range(26):
            await one.page.keyboard.press(key)
            assert not await one.page.evaluate(HIDDEN)


async def test_escape_leaves_a_question_before_it_leaves_the_chat(chat: Opener) -> None:
    one = await chat()
    await one.button("Effacer la conversation").press("Enter")
    await expect(one.button("Oui, effacer")).to_be_focused()
    await one.page.keyboard.press("Escape")
    await expect(one.button("Effacer la conversation")).to_be_focused()
    await one.page.keyboard.press("Escape")
    await expect(one.launcher).to_be_focused()


async def test_targets_are_large_enough_for_a_thumb(chat: Opener) -> None:
    one = await chat(opened=False)
    await one.page.set_viewport_size({"width": 320, "height": 640})
    await one.open()
    await one.ask("Où sont les bureaux ?")
    await one.ask("Dans quel pays ?")
    await one.page.locator(".thumb.down").first.click()
    for target in await one.page.locator("boussole-panel button:visible, a.call").all():
        box = await target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, await target.inner_text()
