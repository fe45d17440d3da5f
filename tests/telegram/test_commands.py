"""The commands of the menu, as a person uses them."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest

from bot.channels.telegram.command_line import NAMES, read_command
from bot.channels.telegram.countries import MOST_BUTTONS, choices, in_range
from bot.channels.telegram.library import latest_news, themes
from tests.telegram.api import Api, Shown
from tests.telegram.conftest import PASSAGES, World, until
from tests.telegram.test_defects import says


class Person:
    """Somebody who writes and taps, one thing after the other."""

    def __init__(self, world: World, api: Api, number: int = 7) -> None:
        self.world = world
        self.api = api
        self.number = number

    async def says(self, text: str) -> Shown:
        before = len(self.api.texts(self.number))
        self.api.write(text, person=self.number)
        return await self._answer(before)

    async def taps(self, title: str) -> Shown:
        before = len(self.api.texts(self.number))
        shown = self.api.last(self.number)
        self.api.press(shown, shown.key(title), self.number)
        return await self._answer(before)

    async def _answer(self, before: int) -> Shown:
        await until(lambda: len(self.api.texts(self.number)) > before and not self.world.waits())
        return self.api.last(self.number)


@asynccontextmanager
async def talking(world: World, api: Api):
    async with world.running():
        yield Person(world, api)


async def test_the_menu_is_set_in_french(world: World, api: Api) -> None:
    async with world.running():
        await until(lambda: len(api.commands) == 2)
    for language in ("", "fr"):
        assert [command["command"] for command in api.commands[language]] == list(NAMES)
        assert all(command["description"][0].isupper() for command in api.commands[language])


async def test_start_says_what_it_is_and_that_chats_are_not_encrypted(
    world: World, api: Api
) -> None:
    async with talking(world, api) as person:
        shown = await person.says("/start")
        assert "programme informatique" in shown.text
        assert "chiffrée de bout en bout" in shown.text
        assert "/urgence" in shown.text
        assert "Qu'est-ce que l'OIM ?" in shown.titles
        await person.taps("Qu'est-ce que l'OIM ?")
    assert [got["message"] for got in world.dialogue.got] == ["Qu'est-ce que l'OIM ?"]


@pytest.mark.parametrize("typed", ["/help", "/aide", "/Aide@BoussoleTestBot"])
async def test_help_names_every_command(world: World, api: Api, typed: str) -> None:
    async with talking(world, api) as person:
        shown = await person.says(typed)
    assert all(f"/{name}" in shown.text for name in NAMES if name not in {"start", "aide"})


async def test_news_are_the_newest_with_date_and_link(world: World, api: Api) -> None:
    async with talking(world, api) as person:
        shown = await person.says("/actualités")
    assert shown.text.index("Nouvelle récente") < shown.text.index("Ancienne nouvelle")
    assert "2 octobre 2026" in shown.text
    assert "sans date" not in shown.text
    assert [entity.type for entity in shown.entities] == ["text_link", "text_link"]


async def test_programmes_by_theme_then_the_question(world: World, api: Api) -> None:
    async with talking(world, api) as person:
        shown = await person.says("/programmes")
        assert set(shown.titles) == {"Santé", "Retour et réintégration"}
        shown = await person.taps("Retour et réintégration")
        await person.taps("Retour volontaire depuis le Maroc")
    asked = world.dialogue.got[-1]["message"]
    assert asked == "À quoi sert le programme Retour volontaire depuis le Maroc ?"


async def test_contacts_of_a_country_typed_or_chosen(world: World, api: Api) -> None:
    async with talking(world, api) as person:
        await person.says("/contacts Sénégal")
        shown = await person.says("/contacts")
        assert {"Géorgie", "Mali", "Maroc", "Sénégal"} < set(shown.titles)
        await person.taps("Mali")
    asked = [got["message"] for got in world.dialogue.got]
    assert asked == ["Comment contacter l'OIM au Sénégal ?", "Comment contacter l'OIM au Mali ?"]


async def test_emergency_numbers_come_from_the_records_of_the_country(
    world: World, api: Api
) -> None:
    async with talking(world, api) as person:
        shown = await person.says("/urgence")
        first = next(title for title in shown.titles if title.startswith("A"))
        await person.taps(first)
        await until(lambda: "France" in api.last().titles)
        await person.taps("France")
        await until(lambda: any(s.kind == "contact" for s in api.shown))
    shown = api.last()
    assert "vérifié le" in shown.text
    assert "👍" not in shown.titles
    contacts = [s.text for s in api.shown if s.kind == "contact"]
    assert contacts
    assert not world.dialogue.got


async def test_emergency_in_an_unknown_country_asks_again(world: World, api: Api) -> None:
    async with talking(world, api) as person:
        shown = await person.says("/urgence Atlantide")
        assert "pas reconnu" in shown.text
        shown = await person.says("/urgence islande")
    assert "112" in shown.text or "pas de numéro vérifié" in shown.text


async def test_data_and_erasing(world: World, api: Api) -> None:
    async with talking(world, api) as person:
        await person.says("Combien de membres ?")
        old = api.last()
        shown = await person.says("/donnees")
        assert shown.titles
        shown = await person.says("/effacer")
        assert "effacé" in shown.text
        assert "Telegram" in shown.text
        api.press(old, old.key("👍"))
        await until(lambda: api.queries.get("q1"))
    assert "plus valable" in api.queries["q1"]["text"]
    assert world.dialogue.forgot


async def test_restart_is_said_in_words(world: World, api: Api) -> None:
    async with talking(world, api) as person:
        await person.says("/recommencer")
    assert world.dialogue.got[-1]["message"] == "recommencer"


async def test_an_unknown_command_is_refused_kindly(world: World, api: Api) -> None:
    async with talking(world, api) as person:
        shown = await person.says("/greet")
    assert "Je ne comprends pas cette commande" in shown.text
    assert not world.dialogue.got


async def test_thumbs_and_reasons_are_kept(world: World, api: Api) -> None:
    world.dialogue.says = says("Une réponse.", "https://example.org")
    async with talking(world, api) as person:
        first = await person.says("Combien ?")
        api.press(first, first.key("👍"))
        await until(lambda: not first.keyboard)
        second = await person.says("Et encore ?")
        api.press(second, second.key("👎"))
        await until(lambda: "Faux" in second.titles)
        api.press(second, second.key("Pas à jour"))
        await until(lambda: not second.keyboard and not world.waits())
        assert world.services is not None
        assert world.services.memory is not None
        opinions = await world.services.memory.feedback.all()
    assert {(o.value, o.reason) for o in opinions} == {("up", None), ("down", "outdated")}
    assert [api.queries[q]["text"] for q in ("q1", "q3")] == ["Merci pour votre avis."] * 2


async def test_buttons_survive_a_restart(world: World, api: Api) -> None:
    async with talking(world, api) as person:
        shown = await person.says("Combien ?")
    async with talking(world, api) as person:
        await person.taps("Géorgie")
    assert world.dialogue.got[-1]["message"] == '/set_country{"country": "GE"}'
    assert "Géorgie" not in shown.titles


async def test_the_button_of_somebody_else_does_nothing(world: World, api: Api) -> None:
    world.dialogue.says = says("Une réponse.", "https://example.org")
    async with world.running():
        api.write("/start@BoussoleTestBot", person=7, chat=-100)
        await until(lambda: api.texts(-100))
        shown = api.last(-100)
        api.press(shown, shown.keys[0], person=8)
        await until(lambda: api.queries.get("q1") and not world.waits())
    assert "plus valable" in api.queries["q1"]["text"]
    assert not world.dialogue.got


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/start", "start", ""),
        ("/Contacts@Bot  Côte d'Ivoire ", "contacts", "Côte d'Ivoire"),
        ("/actualités", "actualites", ""),
        ("/mesdonnees", "donnees", ""),
        ("/reset", "recommencer", ""),
    ],
)
def test_commands_are_read_however_they_are_typed(text: str, name: str, argument: str) -> None:
    command = read_command(text)
    assert command is not None
    assert (command.name, command.argument) == (name, argument)


@pytest.mark.parametrize("text", ["aide", "/ aide", "//aide", "bonjour /aide", "/", ""])
def test_other_texts_are_no_commands(text: str) -> None:
    assert read_command(text) is None


def test_many_countries_are_offered_by_their_letters() -> None:
    codes = {"SN", "ML", "FR", "DE", "BE", "CH", "IT", "ES", "PT", "GR"}
    few = choices(codes, "contacts", lambda code: code)
    assert [button.title for button in few][:2] == ["Allemagne", "Belgique"]
    from babel import Locale

    many = {c for c in Locale("fr").territories if len(c) == 2 and c.isalpha()}
    ranges = choices(many, "contacts", lambda code: code)
    assert 2 < len(ranges) <= MOST_BUTTONS
    shown = [in_range(many, button.payload.split()[1]) for button in ranges]
    assert sum(map(len, shown)) >= len(many) - 2, "every country is behind one button"


def test_news_and_themes_come_from_the_library() -> None:
    assert latest_news(PASSAGES)[0].title == "Nouvelle récente"
    assert themes(["Quelque chose", "Santé des migrants"]) == {
        "sante": ["Santé des migrants"],
        "autres": ["Quelque chose"],
    }
