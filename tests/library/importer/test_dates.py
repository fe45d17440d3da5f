from datetime import date

import pytest

from actions.library.importer.dates import full_date, partial_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 21 juin 2018", date(2018, 6, 21)),
        ("1er août 2006", date(2006, 8, 1)),
        ("2021-05-04T10:00:00", date(2021, 5, 4)),
        ("04/05/2021", date(2021, 5, 4)),
        ("31 février 2021", None),
        ("2021-13-40", None),
        ("9 mars", None),
        ("mars 2021", None),
    ],
)
def test_only_full_dates_are_dates(text, expected):
    assert full_date(text) == expected


def test_a_day_without_a_year_is_told():
    assert partial_date("Lomé, 9 mars – Un texte") == "9 mars"
    assert partial_date("le 9 mars 2021") is None
