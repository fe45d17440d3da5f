"""What somebody hears who does not see the screen."""

from __future__ import annotations

from playwright.async_api import expect

from tests.widget.conftest import Opener

SAID = """() => {
  const status = document.querySelector('boussole-chat').shadowRoot
    .querySelector('boussole-panel [role=status]');
  window.said = [];
  new MutationObserver(() => window.said.push(status.innerText.trim()))
    .observe(status, { childList: true, characterData: true, subtree: true });
}"""


async def test_the_conversation_is_a_list_with_names(chat: Opener) -> None:
    one = await chat()
    await one.ask("Bonjour")
    await expect(one.page.get_by_role("log", name="Conversation")).to_match_aria_snapshot(
        """
        - log "Conversation":
          - paragraph
          - paragraph
          - list:
            - listitem:
              - text: "Vous :"
              - paragraph: Bonjour
            - listitem:
              - text: "Boussole :"
              - paragraph: Bonjour. Posez votre question.
        """
    )


async def test_the_field_has_a_name_and_its_help(chat: Opener) -> None:
    one = await chat()
    field = one.page.get_by_role("textbox", name="Votre question", exact=True)
    await expect(field).to_have_accessible_description(
        "Entrée pour envoyer, Maj + Entrée pour aller à la ligne."
    )
    await field.press("Enter")
    await expect(field).to_have_accessible_description(
        "Écrivez d'abord votre question. Entrée pour envoyer, Maj + Entrée pour aller à la ligne."
    )
    await expect(field).to_have_attribute("aria-invalid", "true")
    await field.fill("x" * 1900)
    await expect(one.page.locator("#count")).to_have_text("1\u202f900 caractères sur 2\u202f000")
    assert await field.get_attribute("aria-invalid") is None
    await field.fill("x" * 2001)
    await field.press("Enter")
    await expect(one.page.locator("#error")).to_contain_text("trop long")
    await expect(field).to_have_value("x" * 2001)


async def test_only_what_is_new_is_announced(chat: Opener) -> None:
    one = await chat()
    await one.page.evaluate(SAID)
    with one.site.dialogue.holding():
        await one.field.fill("Où sont les bureaux ?")
        await one.field.press("Enter")
        await expect(one.status).to_have_text("L'assistant écrit…")
    await expect(one.status).to_contain_text("Voici le bureau le plus proche.")
    said = await one.page.evaluate("window.said")
    assert said[0] == "L'assistant écrit…"
    assert len(said) == 2
    assert "Appeler le +33 1 99 00 12 34" in said[1].replace("\xa0", " ")
    assert "nouvel onglet" not in said[1]
    await one.page.reload()
    await expect(one.answers).to_have_count(1)
    await expect(one.status).to_have_text("")


async def test_while_it_is_busy_the_button_says_so_and_nothing_is_lost(chat: Opener) -> None:
    one = await chat()
    with one.site.dialogue.holding():
        await one.field.fill("Bonjour")
        await one.field.press("Enter")
        send = one.button("Envoyer")
        await expect(send).to_have_attribute("aria-disabled", "true")
        assert await send.get_attribute("disabled") is None
        await expect(one.page.locator(".dots")).to_have_attribute("aria-hidden", "true")
        await one.field.fill("Une autre question")
        await one.field.press("Enter")
        await expect(one.page.locator("#error")).to_contain_text("Une réponse est en route")
        await expect(one.field).to_have_value("Une autre question")
    await expect(one.answers).to_have_count(1)
    await one.field.press("Enter")
    await expect(one.answers).to_have_count(2)


async def test_thumbs_sources_and_choices_have_words(chat: Opener) -> None:
    one = await chat()
    await one.ask("Combien de membres ?")
    up, down = (
        one.button("Oui, cette réponse m'aide"),
        one.button("Non, cette réponse ne m'aide pas"),
    )
    await expect(up).to_have_attribute("aria-pressed", "false")
    await down.click()
    await expect(down).to_have_attribute("aria-pressed", "true")
    await expect(one.status).to_have_text("Qu'est-ce qui ne va pas ?")
    await expect(one.page.get_by_role("group", name="Qu'est-ce qui ne va pas ?")).to_be_visible()
    await one.button("Ce n'est pas à jour").click()
    await expect(one.status).to_have_text("Merci, c'est noté.")
    link = one.page.get_by_role("link", name="Qui sommes-nous (nouvel onglet)")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await one.ask("Dans quel pays ?")
    choices = one.page.get_by_role("list", name="Réponses possibles")
    await expect(choices.get_by_role("button")).to_have_text(
        ["Géorgie", "Sénégal", "Un autre pays"]
    )


async def test_languages_are_marked(chat: Opener) -> None:
    one = await chat()
    await one.ask("مرحبا")
    assert await one.page.locator("boussole-chat").get_attribute("lang") == "fr"
    paragraphs = one.answers.locator("p")
    await expect(paragraphs.first).to_have_attribute("lang", "ar")
    await expect(paragraphs.first).to_have_css("direction", "rtl")
    assert await paragraphs.nth(1).get_attribute("lang") is None
    await expect(paragraphs.nth(1)).to_have_css("direction", "ltr")


async def test_nothing_moves_for_those_who_do_not_want_it(chat: Opener) -> None:
    one = await chat(reduced_motion="reduce")
    with one.site.dialogue.holding():
        await one.field.fill("Bonjour")
        await one.field.press("Enter")
        await expect(one.page.locator(".dots i").first).to_have_css("animation-name", "none")
    await expect(one.answers).to_have_count(1)
    await expect(one.answers.first).to_have_css("animation-name", "none")
    await expect(one.page.locator(".panel")).to_have_css("animation-name", "none")


async def test_forced_colours_leave_every_border(chat: Opener) -> None:
    one = await chat(forced_colors="active")
    await one.ask("Où sont les bureaux ?")
    for seen in (".bubble", ".card", ".call", ".send", ".thumb"):
        await expect(one.page.locator(seen).last).not_to_have_css("border-style", "none")
