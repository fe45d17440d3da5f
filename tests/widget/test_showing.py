"""Everything the interface can say is shown, and nothing it says can do harm."""

from __future__ import annotations

from playwright.async_api import expect

from tests.widget.conftest import Opener
from tests.widget.servers import Site


async def test_text_lists_and_tables(chat: Opener) -> None:
    one = await chat()
    answer = await one.ask("Combien de membres ?")
    await expect(answer.locator("strong")).to_have_text("175 États membres")
    await expect(answer.locator(".bubble > ul > li")).to_have_count(3)
    await expect(answer.locator("ol li")).to_have_text(["abris,", "santé ;"])
    await expect(answer.locator("th")).to_have_text(["Année", "Membres"])
    await expect(answer.locator("tbody tr")).to_have_count(2)
    link = answer.get_by_role("link", name="https://site.example.org/liste")
    await expect(link).to_have_attribute("target", "_blank")


async def test_sources_with_their_dates(chat: Opener) -> None:
    one = await chat()
    answer = await one.ask("Combien de membres ?")
    await expect(answer.locator("summary")).to_have_text("2 sources")
    await expect(answer.locator(".sources .dates")).to_have_text(
        ["publié le 1er octobre 2023, vérifié le 20 novembre 2026", "date inconnue"]
    )
    many = await one.ask("peut-être")
    await expect(many.get_by_role("link").first).to_be_hidden()
    await many.locator("summary").click()
    await expect(many.get_by_role("link")).to_have_count(3)


async def test_a_contact_can_be_called_written_to_and_found(chat: Opener) -> None:
    one = await chat()
    answer = await one.ask("Où sont les bureaux ?")
    card = answer.get_by_role("region", name="Bureau d'essai de l'OIM à Tbilissi")
    leads = await card.locator("a").evaluate_all("(all) => all.map((one) => one.href)")
    assert leads == [
        "tel:+33199001234",
        "https://www.openstreetmap.org/search?query=1%2C%20rue%20de%20l%27Exemple%2C%20Tbilissi",
        "mailto:bureau@example.org",
        "https://bureau.example.org/fr",
        "https://site.example.org/fr/contact",
    ]
    said = (await card.inner_text()).replace("\xa0", " ")
    for words in (
        "Appeler le +33 1 99 00 12 34",
        "du lundi au vendredi, de 9 h à 17 h",
        "français, géorgien, anglais",
        "Géorgie",
        "Vérifié le 20 novembre 2026",
    ):
        assert words in said
    assert said.count("+33 1 99 00 12 34") == 1


async def test_a_hotline_is_dialled_as_at_home(chat: Opener) -> None:
    one = await chat()
    answer = await one.ask("Une ligne d'écoute ?")
    said = (await answer.locator(".card").inner_text()).replace("\xa0", " ")
    for words in (
        "Appeler le 01 99 00 56 78",
        "depuis l'étranger : +33 1 99 00 56 78",
        "Appel gratuit",
        "24 h sur 24",
        "L'appel n'apparaît pas sur la facture.",
    ):
        assert words in said
    await expect(answer.locator(".call")).to_have_attribute("href", "tel:+33199005678")


async def test_persons_and_programmes(chat: Opener) -> None:
    one = await chat()
    person = await one.ask("Qui dirige ?")
    await expect(person.locator(".card")).to_contain_text("Directrice de l'essai")
    programme = await one.ask("Un programme ?")
    for words in ("Géorgie, Sénégal", "2024-2027", "Ville d'Essai", "Une aide pour préparer"):
        await expect(programme.locator(".card")).to_contain_text(words)


async def test_a_choice_is_taken_once(chat: Opener, site: Site) -> None:
    one = await chat()
    await one.ask("Dans quel pays ?")
    await one.button("Géorgie").click()
    await expect(one.answers).to_have_count(2)
    await expect(one.page.locator("li.person").last).to_have_text("Vous : Géorgie")
    assert site.dialogue.got[-1]["message"] == '/set_country{"country": "GE"}'
    await expect(one.button("Géorgie")).to_have_attribute("aria-disabled", "true")
    await one.button("Sénégal").click(force=True)
    await one.page.wait_for_timeout(100)
    await expect(one.answers).to_have_count(2)


async def test_a_crisis_shows_numbers_and_a_way_out(chat: Opener) -> None:
    one = await chat()
    answer = await one.ask("mon mari me frappe, je suis en France")
    await expect(answer.get_by_role("link", name="Appeler le 112")).to_have_attribute(
        "href", "tel:112"
    )
    await expect(one.page.get_by_role("group", name="Vous pouvez partir vite")).to_be_visible()
    await expect(answer.locator(".feedback")).to_have_count(0)
    texts = [(await bubble.inner_text()) for bubble in await answer.locator(".bubble").all()]
    for text in texts[1:]:
        lines = [line for line in text.split("\n") if line.strip()]
        assert len(lines) == len(set(lines)), "nothing is said twice"


async def test_an_opinion_and_its_reason_reach_the_staff(chat: Opener, site: Site) -> None:
    one = await chat()
    answer = await one.ask("Combien de membres ?")
    await answer.get_by_role("button", name="Non, cette réponse ne m'aide pas").click()
    await expect(answer.locator(".reasons button")).to_have_text(
        [
            "C'est faux",
            "Ce n'est pas à jour",
            "C'est incomplet",
            "C'est trop long",
            "C'est hors sujet",
        ]
    )
    await answer.get_by_role("button", name="C'est incomplet").click()
    await expect(answer.locator(".feedback")).to_contain_text("Merci, c'est noté.")
    assert site.services.memory is not None
    kept = await site.services.memory.feedback.all()
    assert ("down", "incomplete") in [(one.value, one.reason) for one in kept]


async def test_what_it_says_is_only_ever_words(chat: Opener) -> None:
    one = await chat()
    answer = await one.ask("Le piège")
    await expect(answer).to_contain_text("<img src=x onerror=alert(1)>")
    await expect(answer).to_contain_text("<script>alert(2)</script>")
    assert await answer.locator("img, script, b, i").count() == 0
    assert await answer.locator("a").count() == 0
    assert one.complaints == []
    asked = await one.ask("<b onclick=alert(1)>bonjour</b>")
    await expect(one.page.locator("li.person").last).to_contain_text("<b onclick=alert(1)>")
    await expect(asked).to_contain_text("Bonjour")


async def test_several_messages_of_one_turn(chat: Opener) -> None:
    one = await chat()
    answer = await one.ask("deux messages")
    await expect(answer.locator(".bubble")).to_have_count(2)
    await expect(answer.locator(".feedback")).to_have_count(1)
