"""A step of the road: the commands of the menu, answered from the live library."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from actions.library.catalogue import catalogue
from actions.library.countries import find_countries, in_country
from actions.reply.reply import Button, Reply, Status, Turn
from actions.search.passage import Passage
from bot.channels.telegram.command_line import Command, read_command
from bot.channels.telegram.countries import choices, in_range
from bot.channels.telegram.library import latest_news, programme_titles, themes
from bot.channels.telegram.numbers import Numbers
from bot.conversation.context import Context
from bot.conversation.payloads import SEALED, Seal
from bot.conversation.road import Step
from bot.keys import Keys

CHANNEL = "telegram"
SAID = {"donnees", "effacer", "recommencer"}
"""Commands that other steps know: they are said in words."""
CHOSEN = {"urgence", "contacts", "programmes"}
"""Commands that buttons send back, with a choice."""
EXAMPLES = ("one", "two", "three")

Passages = Callable[[], Sequence[Passage]]


class Commands:
    """Answer commands; let everything else pass."""

    def __init__(
        self, keys: Keys, passages: Passages, numbers: Numbers, before: Sequence[Step] = ()
    ) -> None:
        """Take what tells our buttons from others, the live passages and the hotlines.

        The steps `before` may close every command but those that protect people.
        """
        self._before = before
        self._seal = Seal(keys)
        self._passages = passages
        self._numbers = numbers

    async def __call__(self, context: Context) -> None:
        """Close the context, or put the words in it that mean the same."""
        command = self._command(context) if context.message.channel == CHANNEL else None
        if command is None or not command.known:
            return
        if command.name in SAID:
            context.text = _text(f"said.{command.name}")
            return
        if command.name != "urgence":
            for step in self._before:
                await step(context)
        if context.turn is None:
            await self._close(context, command)

    async def _close(self, context: Context, command: Command) -> None:
        """Answer a command, or ask the question it stands for."""
        answer = await asyncio.to_thread(self._answer, command)
        if isinstance(answer, str):
            context.text = answer
        else:
            context.close(answer)

    def _command(self, context: Context) -> Command | None:
        """Read a typed command, or the one that a button of ours carries."""
        if not SEALED.fullmatch(context.text):
            return read_command(context.text)
        order = self._seal.open(context.message.conversation, context.text)
        command = read_command(order) if order else None
        return command if command and command.name in CHOSEN else None

    def _answer(self, command: Command) -> Turn | str:
        """Return the turn of a command, or the question it stands for."""
        if command.name == "contacts":
            return self._contacts(command.argument)
        if command.name == "urgence":
            return self._urgence(command.argument)
        if command.name == "programmes":
            return self._programmes(command.argument)
        if command.name == "actualites":
            return self._news()
        return _talk(command.name)

    def _contacts(self, argument: str) -> Turn | str:
        """Ask for the country, or ask the question that every channel knows."""
        named = find_countries(argument)
        if named:
            return _text("contacts.question", in_country=in_country(named[0].iso))
        known = {c for p in self._passages() if p.kind == "contact" for c in p.countries}
        found = in_range(known, argument)
        buttons = choices(found, "contacts", lambda code: contact_question(code))
        if found == known:
            buttons = (Button(_text("contacts.seat"), _text("contacts.seat_question")), *buttons)
        return _turn(Reply(_text("contacts.ask"), buttons=buttons), Status.CLARIFICATION)

    def _urgence(self, argument: str) -> Turn:
        """Give the numbers of a country, or those of everywhere and ask for it."""
        named = find_countries(argument)
        if named:
            return self._numbers.of(named[0].iso)
        return self._numbers.unknown(argument)

    def _programmes(self, argument: str) -> Turn:
        """Show the themes, or the programmes of one of them."""
        titles = programme_titles(self._passages())
        groups = themes(titles)
        if argument in groups:
            buttons = [Button(t, _text("programmes.question", title=t)) for t in groups[argument]]
            text = _text("programmes.of", theme=_text(f"programmes.themes.{argument}"))
        else:
            buttons = [
                Button(_text(f"programmes.themes.{theme}"), f"/programmes {theme}")
                for theme in groups
            ]
            text = _text("programmes.ask", count=len(titles))
        return _turn(Reply(text, buttons=tuple(buttons)), Status.CLARIFICATION)

    def _news(self) -> Turn:
        """List the newest news items, with their dates and links."""
        sources = latest_news(self._passages())
        if not sources:
            return _turn(Reply(_text("news.none")), Status.UNANSWERABLE)
        return _turn(Reply(_text("news.latest"), sources), Status.ANSWERED)


def contact_question(code: str) -> str:
    """Return the question about the office of a country."""
    return _text("contacts.question", in_country=in_country(code))


def _talk(name: str) -> Turn:
    """Return the written reply of a command, with questions to begin with."""
    examples = tuple(_text(f"examples.{example}") for example in EXAMPLES)
    buttons = tuple(Button(example, example) for example in examples)
    return _turn(Reply(_text(f"{name}.text"), buttons=buttons), Status.SMALLTALK)


def _turn(reply: Reply, status: Status) -> Turn:
    return Turn(status, (reply,), 1.0)


def _text(key: str, **params: object) -> str:
    return catalogue("bot.channels.telegram").text(f"commands.{key}", **params)
