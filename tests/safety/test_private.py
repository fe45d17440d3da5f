"""Private data never gets past the step that masks it."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reply.reply import Status
from bot.conversation.context import Context
from bot.conversation.message import Message
from bot.safety.private.mask import mask
from bot.safety.private.step import MaskPrivate, TellMasked
from tests.bot.conftest import ANSWER
from tests.safety.marked import HELD_OUT, Marked, read_marked


@pytest.mark.parametrize("message", read_marked(), ids=lambda message: message.text[:40])
def test_what_is_private_goes_and_the_rest_stays(message: Marked) -> None:
    assert not message.leaks
    assert not message.harmed


def test_hardly_anything_leaks_from_messages_held_out() -> None:
    messages = read_marked(HELD_OUT)
    assert sum(bool(one.leaks) for one in messages) <= 1  # the name of a town behind a street
    assert not [one.text for one in messages if one.harmed]


@given(st.text(max_size=300))
def test_any_text_is_masked_without_harm(text: str) -> None:
    once = mask(text)
    if not once.kinds:
        assert once.text == text


@given(
    st.integers(0, 99_999_999),
    st.sampled_from(["", " ", ".", "-", "/", " . "]),
    st.text(string.ascii_lowercase + " ", max_size=40),
)
def test_a_french_mobile_number_never_stays(number: int, between: str, around: str) -> None:
    digits = f"06{number:08d}"
    written = between.join(digits[i : i + 2] for i in range(0, 10, 2))
    assert written not in mask(f"{around} {written} {around}").text


@given(st.from_regex(r"[a-z0-9._]{1,20}@[a-z0-9]{1,15}\.[a-z]{2,6}", fullmatch=True))
def test_an_address_never_stays(address: str) -> None:
    assert address not in mask(f"mon mail est {address} voilà").text


@pytest.mark.parametrize(
    "unit", ["1 ", "12", "a", "06 ", "12 rue ", "a@", "FR76 ", "né le ", "je m'appelle ", "a.b@c"]
)
def test_a_hundred_thousand_characters_are_masked(unit: str) -> None:
    assert isinstance(mask((unit * 100_000)[:100_000]).text, str)


async def test_the_person_is_told_in_one_line() -> None:
    context = Context(Message("web", "one", "mon mail est a@example.org, appelez le 0639981234"))
    await MaskPrivate()(context)
    assert "example" not in context.text
    assert "0639981234" not in context.text
    context.close(ANSWER)
    await TellMasked()(context)
    assert context.turn
    told = context.turn.replies[-1].text
    assert "adresse électronique" in told
    assert "téléphone" in told
    assert "\n" not in told
    assert context.turn.status is Status.ANSWERED
