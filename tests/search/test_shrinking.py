import pytest

from actions.search.errors import SearchError
from actions.search.shrinking import refuse_much_smaller


def pages(**folders):
    return {f"{top}/{n}.md": f"{top}{n}" for top, count in folders.items() for n in range(count)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"faq": 3}, {"faq": 1}),
        ({"faq": 10}, {"faq": 5}),
        ({"faq": 100}, {"faq": 75}),
        ({"faq": 100, "urgences": 8}, {"faq": 100}),
        ({"faq": 30}, {"faq": 90}),
        ({}, {"faq": 1}),
    ],
)
def test_what_staff_do_in_one_go_is_accepted(before, after):
    refuse_much_smaller(pages(**before), pages(**after), ())


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ({"faq": 4}, {"faq": 1}, "3 pages ou fiches sur 4"),
        ({"faq": 10}, {"faq": 4}, "6 pages ou fiches sur 10"),
        ({"faq": 100}, {"faq": 70}, "30 pages ou fiches sur 100"),
        ({"faq": 300, "urgences": 40}, {"faq": 300}, "« urgences » a perdu 40"),
    ],
)
def test_a_much_smaller_folder_is_refused(before, after, lost):
    with pytest.raises(SearchError, match=lost) as refusal:
        refuse_much_smaller(pages(**before), pages(**after), ())
    assert "boussole index --confirm" in str(refusal.value)


def test_what_expired_or_moved_is_not_lost():
    before = pages(faq=10, urgences=40)
    moved = {path.replace("faq/", "programmes/"): digest for path, digest in before.items()}
    refuse_much_smaller(before, moved, ())
    refuse_much_smaller(before, pages(faq=10), pages(urgences=40))
