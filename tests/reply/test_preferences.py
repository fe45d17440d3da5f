"""What a question says of the time of the pages that can answer it."""

from datetime import date

import pytest

from actions.reply.preferences import preference
from actions.reply.when import months_in, when_of
from tests.reply.test_ordered import TODAY, news


def worth(question, passage):
    when = when_of(question, TODAY)
    return preference(question, (), when, None, TODAY)(passage)


def test_news_of_the_month_that_is_named_is_worth_more():
    march = news("Retours depuis la Libye", "2017-03-10")
    june = news("Retours depuis la Libye", "2017-06-10")
    for question in ("combien de retours en mars 2017 ?", "les retours de mars"):
        assert worth(question, march) > worth(question, june)
    assert worth("combien de retours en 2017 ?", march) == worth(
        "combien de retours en 2017 ?", june
    )


def test_news_that_names_the_month_in_its_text_loses_nothing():
    later = news("Bilan", "2017-07-02", "Au mois de juin, 12 bateaux sont arrivés.")
    other = news("Bilan", "2017-07-02", "Douze bateaux sont arrivés.")
    assert worth("les bateaux de juin 2017", later) > worth("les bateaux de juin 2017", other)


def test_a_page_without_a_month_is_as_before():
    page = news("Directeurs", None, "De 2008 à 2018 : Ana Lem.", kind="organisation")
    assert worth("le directeur en mars", page) == worth("le directeur", page) == 0


@pytest.mark.parametrize(("year", "covered"), [(2013, True), (2021, False)])
def test_a_span_of_years_speaks_of_those_between(year, covered):
    page = news("Directeurs", None, "De 2008 à 2018 : Ana Lem.", kind="organisation")
    assert (worth(f"qui dirigeait en {year} ?", page) > 0) is covered


def test_months_are_read_as_words():
    assert months_in("En Août et en décembre") == (8, 12)
    assert months_in("Marseille, maintenant") == ()
    assert when_of("En mars 2016 il a plu. Et en avril ?", date(2026, 1, 1)).months == (4,)
