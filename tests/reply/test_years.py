"""Years that a text names or covers."""

import pytest

from actions.reply.asked import numbers_missing
from actions.reply.years import years_covered, years_in


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Directeur de 2008 à 2011", {2008, 2009, 2010, 2011}),
        ("d'octobre 2008 à septembre 2010", {2008, 2009, 2010}),
        ("le plan 2014-2016", {2014, 2015, 2016}),
        ("le plan 2014 – 2016", {2014, 2015, 2016}),
        ("entre 2009 et 2011", {2009, 2010, 2011}),
        ("en 2009 et 2011", {2009, 2011}),
        ("l'exercice 2016/2017", {2016, 2017}),
        ("de 1951 à 2024", {1951, 2024}),
        ("de 2018 à 2011", {2011, 2018}),
        ("2 019 personnes, 20,2015 et 12012 autres", set()),
        ("", set()),
    ],
)
def test_spans_cover_the_years_between(text: str, covered: set[int]) -> None:
    assert years_covered(text) == covered


def test_years_stand_in_their_order() -> None:
    assert years_in("en 2019, après 2013") == [2019, 2013]


def test_a_year_within_a_span_is_not_missing() -> None:
    assert not numbers_missing("Qui dirigeait en 2013 ?", "Ana Lem, de 2008 à 2018")
    assert numbers_missing("Qui dirigeait en 2020 ?", "Ana Lem, de 2008 à 2018")
    assert numbers_missing("Qui a reçu 300 euros en 2013 ?", "Ana Lem, de 2008 à 2018")
