"""Of several news items about the same thing the newest comes first."""

from datetime import date

import pytest

from actions.reply.ordered import alike, first_of
from actions.reply.when import month_of, when_of
from actions.search.fusion import Signals
from actions.search.passage import Passage
from actions.search.searcher import Hit

TODAY = date(2026, 11, 24)


def news(title, published=None, text="Un bilan.", kind="actualite"):
    return Passage(
        path=f"{title}.md",
        kind=kind,
        title=title,
        url=None,
        published=date.fromisoformat(published) if published else None,
        verified=None,
        countries=(),
        facts=(),
        headings=(),
        anchor=None,
        blocks=(text,),
    )


TOLLS = [
    news("Méditerranée, 1 530 morts au 24 mai 2017", "2017-05-26"),
    news("Méditerranée, 606 morts au 23 février 2026", "2026-02-23"),
    news("Méditerranée, 2 217 morts au 16 décembre 2018"),
    news("Ouverture d'une école au Mali", "2026-05-01"),
]


def found(passages, fused=(5.0, 4.9, 4.8, 4.7)):
    return [
        Hit(row, passage, Signals(*[0] * 11, score))
        for row, (passage, score) in enumerate(zip(passages, fused, strict=False))
    ]


def titles(question, hits):
    ordered, _ = first_of(question, hits, when_of(question, TODAY), None, TODAY)
    return [hit.passage.title.split(" au ")[-1] for hit in ordered]


@pytest.mark.parametrize(
    "question",
    [
        "combien de morts en Méditerranée ?",
        "dernier bilan en Méditerranée",
        "morts récemment en mer",
    ],
)
def test_the_newest_of_the_same_thing_comes_first(question):
    assert titles(question, found(TOLLS)) == [
        "23 février 2026",
        "16 décembre 2018",
        "24 mai 2017",
        "Mali",
    ]


@pytest.mark.parametrize(
    "question",
    ["combien de morts en Méditerranée en 2017 ?", "combien y avait-il de morts avant ?"],
)
def test_a_question_about_another_time_is_left_as_it_is(question):
    assert titles(question, found(TOLLS))[0] == "24 mai 2017"


def test_a_newer_item_that_is_much_farther_off_does_not_win():
    hits = found(TOLLS, (9.0, 3.0, 2.0, 1.0))
    assert titles("combien de morts en Méditerranée ?", hits)[0] == "24 mai 2017"


def test_numbers_and_months_do_not_make_news_alike():
    assert alike(TOLLS[0], TOLLS[1])
    assert not alike(TOLLS[0], TOLLS[3])
    assert not alike(TOLLS[0], news(TOLLS[0].title, kind="organisation"))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (news("Bilan", "2019-03-12"), (2019, 3)),
        (news("Bilan au 16 décembre 2018"), (2018, 12)),
        (news("Bilan", text="En juin 2016 puis en mai 2017."), (2016, 6)),
        (news("Le Conseil en 2006"), (2006, 0)),
        (news("Le plan de 2030", text="Rien de daté."), None),
    ],
)
def test_the_time_a_page_speaks_of(passage, expected):
    assert month_of(passage, TODAY) == expected


@pytest.mark.parametrize(
    ("question", "present", "latest", "years"),
    [
        ("Quelles sont les dernières nouvelles du Niger ?", True, True, ()),
        ("actu oim", True, True, ()),
        ("Combien de retours en 2023 ?", False, False, (2023,)),
        ("Mon manuel de 2015 dit 157. Combien de membres maintenant ?", True, True, ()),
        ("J'ai 98 403 pour 2016. Quel est le total pour 2018 ?", False, False, (2018,)),
        ("Qui était le chef de mission ?", False, False, ()),
        ("renoncer jusqu'au dernier moment", True, False, ()),
    ],
)
def test_the_time_a_question_is_about(question, present, latest, years):
    when = when_of(question, TODAY)
    assert (when.present, when.latest) == (present, latest)
    if years:
        assert when.years == years
