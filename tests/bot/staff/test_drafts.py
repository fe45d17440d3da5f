"""What an unanswered question leads to: a draft of a page, a line for the golden set."""

from __future__ import annotations

import json
import re
from pathlib import Path

import httpx
import pytest

from actions.library.load import load_library
from actions.library.read_page import read_page
from bot.evaluation.questions import read_questions
from bot.services import Services
from bot.staff.draft import draft
from tests.bot.staff.site import (
    HOSTILE,
    Say,
    ask_around,
    links,
    shown,
)
from tests.bot.test_page import Tags


async def test_one_click_leads_to_a_draft(
    inside: httpx.AsyncClient, say: Say, services: Services, tmp_path: Path
) -> None:
    await ask_around(say, services)
    page = await shown(inside, "/equipe/questions")
    first = links(page, "/equipe/brouillon?")[0]
    assert "visa" not in first, "no word of a question stands in an address"
    made = await shown(inside, first)
    assert ("textarea", "id", "text") in made.attributes
    assert ("label", "for", "text") in made.attributes
    file = await inside.get(links(page, "/equipe/brouillon.md?")[0])
    assert file.headers["content-type"].startswith("text/markdown")
    assert re.fullmatch(
        r'attachment; filename="[a-z0-9-]+\.md"', file.headers["content-disposition"]
    )
    assert file.text.strip() in made.text
    assert "Combien coûte un visa pour le Canada ?" in file.text
    assert "[nom]" not in file.text
    (golden,) = re.findall(r'\{"q".*\}', made.text)
    assert json.loads(golden)["q"] in file.text


async def test_a_draft_of_an_unknown_group_is_a_page(inside: httpx.AsyncClient) -> None:
    for address in (
        "/equipe/brouillon",
        "/equipe/brouillon?groupe=x",
        "/equipe/brouillon.md?groupe=é",
    ):
        answer = await inside.get(address)
        assert answer.status_code == 404
        assert "n'existe plus" in Tags(answer.text).text


async def test_a_hostile_question_stays_text_everywhere(
    inside: httpx.AsyncClient, say: Say
) -> None:
    await say(HOSTILE)
    page = await shown(inside, "/equipe/questions")
    assert HOSTILE in page.text
    assert not {"script", "img", "textarea"} & set(page.tags) - {"img"}
    assert page.tags.count("img") == 1, "the sign of the house only"
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    made = await shown(inside, links(page, "/equipe/brouillon?")[0])
    assert made.tags.count("textarea") == 2
    assert "script" not in made.tags
    assert (
        (await inside.get(links(page, "/equipe/brouillon.md?")[0]))
        .headers["content-type"]
        .startswith("text/markdown")
    )


@pytest.mark.parametrize(
    "questions",
    [
        ["Où est le port ?"],
        ["Où est le port ?", "le port : où ?", "  le\nport\tc'est où  "],
        [HOSTILE, "# titre: [a, b] {c} --- | > % @ `"],
        ["---", "- oui", "null", "2026-01-01", "42"],
        ["Appelez [numéro de téléphone]"],
    ],
)
def test_a_draft_can_be_dropped_and_is_refused_until_it_is_written(
    tmp_path: Path, questions: list[str]
) -> None:
    made = draft(questions)
    file = tmp_path / made.path
    file.parent.mkdir()
    file.write_text(made.page, encoding="utf-8")
    loaded = load_library(tmp_path)
    assert not loaded.library.pages
    assert len(loaded.errors) == 1
    file.write_text(made.page + "\nLe port est au bout de la rue.\n", encoding="utf-8")
    page, findings = read_page(file, made.path)
    assert page is not None
    assert not [finding for finding in findings if finding.level == "error"]
    asked = [" ".join(question.split()) for question in questions]
    assert (page.title, list(page.questions)) == (asked[0], list(dict.fromkeys(asked)))


def test_the_golden_line_is_one_and_fails_until_it_is_completed(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(draft(['Où est "le" port ?']).golden + "\n", encoding="utf-8")
    ((item,),) = read_questions([file])
    assert item.question == 'Où est "le" port ?'
    assert item.answerable
    assert all("À COMPLÉTER" in must for must in item.must)


def test_masked_questions_are_left_out_where_others_say_the_same() -> None:
    made = draft(["Je suis [nom], où est le port ?", "Où est le port ?"])
    assert "[nom]" not in made.page
    assert made.name == "ou-est-le-port.md"
