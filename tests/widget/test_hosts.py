"""On the pages of others: odd styles, strict policies, several sites, their own scripts."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.widget.conftest import Opener, simple_page
from tests.widget.servers import Site

HOSTILE = """
*, *::before { all: unset !important; font: 40px cursive !important; color: red !important; }
:root { --ink: red; --paper: red; --strong: red; --on: red; --sheet: red; font-size: 40px; }
body, boussole-chat { transform: rotate(5deg); line-height: 4 !important; letter-spacing: 9px; }
button, textarea, dialog, [role=dialog] { display: none !important; }
div, p { position: absolute !important; left: -900px !important; visibility: hidden !important; }
"""
EVENTS = """() => {
  window.heard = [];
  for (const name of ['open', 'close', 'question', 'answer', 'feedback', 'erase', 'error', 'exit'])
    document.addEventListener('boussole:' + name, (event) =>
      window.heard.push([name, Object.keys(event.detail).sort().join(',')]));
}"""
CONTRAST = """(one) => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = (of) => getComputedStyle(of).backgroundColor;
  let under = one;
  while (paper(under) === 'rgba(0, 0, 0, 0)') under = under.parentElement;
  const both = [getComputedStyle(one).color, paper(under)].map(light);
  return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
}"""
LOOK = """(one) => { const style = getComputedStyle(one);
  return [style.fontSize, style.color, style.visibility, style.letterSpacing, style.transform]; }"""


async def test_odd_styles_of_the_page_change_nothing(chat: Opener, site: Site) -> None:
    plain = await chat()
    await plain.ask("Où sont les bureaux ?")
    odd = await chat(simple_page(site, body=f"<style>{HOSTILE}</style>"))
    await odd.ask("Où sont les bureaux ?")
    for part in (".go", ".panel h2", ".bubble p", ".card dd", ".call", "textarea", ".send"):
        inside = f"boussole-chat {part}"
        looks = [await one.page.locator(inside).first.evaluate(LOOK) for one in (plain, odd)]
        assert looks[0] == looks[1], part
    boxes = [await one.page.locator(".panel").bounding_box() for one in (plain, odd)]
    assert boxes[0] == boxes[1]


async def test_a_strict_policy_is_enough(chat: Opener, site: Site) -> None:
    policy = (
        f"default-src 'none'; script-src {site.url}; connect-src {site.url};"
        " base-uri 'none'; form-action 'none';"
        " require-trusted-types-for 'script'; trusted-types lit-html"
    )
    html = f'<!doctype html><title>Stricte</title><script src="{site.url}/widget.js"></script>'
    one = await chat(site.host.put("strict", html, policy))
    answer = await one.ask("Où sont les bureaux ?")
    await expect(answer.locator(".call")).to_have_css("background-color", "rgb(0, 51, 160)")
    await one.button("Effacer la conversation").click()
    await one.button("Oui, effacer").click()
    await expect(one.page.locator("li.note")).to_be_visible()
    assert one.complaints == []


async def test_a_site_that_is_not_named_is_told_so(chat: Opener, site: Site) -> None:
    html = f'<!doctype html><title>Inconnu</title><script src="{site.url}/widget.js"></script>'
    one = await chat(site.stranger.put("page", html))
    await one.field.fill("bonjour étranger")
    await one.field.press("Enter")
    await expect(one.page.locator(".line")).to_be_visible()
    assert site.dialogue.asked("étranger") == 0
    assert any("CORS" in complaint for complaint in one.complaints)


async def test_every_attribute_of_the_one_line(chat: Opener, site: Site) -> None:
    attributes = (
        'data-title="L\'assistant de la commune" data-position="left" data-color="#00695c"'
        ' data-greeting="Bonjour et bienvenue." data-label="Une question ?" data-theme="dark"'
        ' data-suggestions="Combien de membres ? | Où sont les bureaux ?"'
        ' data-help="https://commune.example.org/aide"'
    )
    one = await chat(simple_page(site, attributes), opened=False)
    await expect(one.launcher).to_have_text("Une question ?")
    await expect(one.launcher).to_have_css("background-color", "rgb(0, 105, 92)")
    await one.open()
    page = one.page
    await expect(page.get_by_role("dialog", name="L'assistant de la commune")).to_be_visible()
    box = await page.locator(".panel").bounding_box()
    assert box is not None
    assert box["x"] < 40
    await expect(page.locator(".panel")).to_have_css("background-color", "rgb(14, 21, 38)")
    await expect(page.locator(".notice")).to_contain_text("Bonjour et bienvenue.")
    await expect(page.locator(".notice")).to_contain_text("un programme informatique")
    help_link = page.get_by_role("link", name="Contacts et aide")
    await expect(help_link).to_have_attribute("href", "https://commune.example.org/aide")
    await expect(page.locator(".choices button")).to_have_text(
        ["Combien de membres ?", "Où sont les bureaux ?"]
    )
    await one.button("Où sont les bureaux ?").click()
    await expect(one.answers).to_have_count(1)


@pytest.mark.parametrize(
    ("language", "label", "marked"),
    [
        ("en", "Ask a question (in French)", "en"),
        ("ar", "اطرح سؤالاً (بالفرنسية)", "ar"),
        ("ka", "Poser une question", "fr"),
    ],
)
async def test_the_launcher_speaks_the_language_of_the_page(
    chat: Opener, site: Site, language: str, label: str, marked: str
) -> None:
    one = await chat(simple_page(site, f'data-page-lang="{language}"'), opened=False)
    await expect(one.launcher).to_have_text(label)
    await expect(one.launcher.locator("span")).to_have_attribute("lang", marked)


@pytest.mark.parametrize("colour", ["#ffee00", "#111111", "#777777"])
async def test_any_colour_of_a_site_stays_readable(chat: Opener, site: Site, colour: str) -> None:
    one = await chat(simple_page(site, f'data-color="{colour}"'))
    await one.ask("bonjour")
    for scheme in ("light", "dark"):
        await one.page.emulate_media(color_scheme=scheme)
        for part in (".send", "li.person .bubble", ".panel h2", ".go"):
            assert await one.page.locator(part).evaluate(CONTRAST) >= 4.5, (scheme, part)


async def test_the_element_serves_those_who_build(chat: Opener, site: Site) -> None:
    html = (
        f'<!doctype html><title>Construite</title><script src="{site.url}/widget.js"></script>'
        '<boussole-chat heading="Aide" open><a href="/contact">Nous écrire</a></boussole-chat>'
    )
    one = await chat(site.host.put("built", html), opened=False)
    await one.field.wait_for()
    assert await one.page.locator("boussole-chat").count() == 1
    await one.page.evaluate(EVENTS)
    asked = "document.querySelector('boussole-chat').ask('Combien de membres ?')"
    assert await one.page.evaluate(asked) is True
    await expect(one.answers).to_have_count(1)
    await one.button("Oui, cette réponse m'aide").click()
    await expect(one.status).to_have_text("Merci, c'est noté.")
    await one.button("Effacer la conversation").click()
    await one.button("Oui, effacer").click()
    await expect(one.page.locator("li.note")).to_be_visible()
    await one.page.evaluate("document.querySelector('boussole-chat').close()")
    await expect(one.field).to_have_count(0)
    assert await one.page.evaluate("window.heard") == [
        ["open", ""],
        ["question", ""],
        ["answer", "status,turn"],
        ["feedback", "reason,value"],
        ["erase", ""],
        ["close", ""],
    ]


async def test_without_a_script_the_element_is_a_link(chat: Opener, site: Site) -> None:
    html = '<!doctype html><boussole-chat><a href="/texte">Poser une question</a></boussole-chat>'
    one = await chat(site.host.put("bare", html), opened=False)
    await expect(one.page.get_by_role("link", name="Poser une question")).to_be_visible()
