"""Long answers in several messages, formatting whole; whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.formatted import Formatted, Span, bold, link, plain, units
from bot.channels.telegram.markdown import Markdown
from bot.channels.telegram.split import LONGEST, MOST_ENTITIES, split
from tests.telegram.entities import parse_html, utf16

WORDS = st.text(st.sampled_from("abé .!?\n<>&\"'»🙂👍🏽\u0301\u200d🇫🇷*_[]()#-1"), max_size=400)


@st.composite
def formatted(draw: st.DrawFn) -> Formatted:
    """Draw texts with nested or neighbouring spans."""
    parts = []
    for text in draw(st.lists(WORDS, max_size=6)):
        style = draw(st.sampled_from([plain, bold, lambda t: link(t, 'https://a.org/?b="&c')]))
        part = style(text)
        if part.spans and len(text) > 4:
            part = Formatted(text, (*part.spans, Span(1, len(text) - 1, "i")))
        parts.append(part)
    return Formatted.join("", parts)


@given(formatted())
def test_html_says_the_same_text_and_the_same_formatting(whole: Formatted) -> None:
    text, entities = parse_html(whole.part(0, len(whole.text)).html())
    assert text == whole.text.strip()
    assert all(entity.url in (None, 'https://a.org/?b="&c') for entity in entities)


@given(formatted(), st.integers(min_value=20, max_value=120))
def test_nothing_is_lost_and_no_message_is_too_long(whole: Formatted, longest: int) -> None:
    parts = split(whole, longest)
    assert "".join("".join(p.text.split()) for p in parts) == "".join(whole.text.split())
    for part in parts:
        text, entities = parse_html(part.html())
        assert text == part.text
        assert 0 < utf16(text) <= longest
        assert len(entities) <= MOST_ENTITIES


@given(WORDS, st.integers(min_value=30, max_value=90), st.integers(0, 200))
def test_a_short_link_is_never_cut(text: str, longest: int, place: int) -> None:
    before, after = text[:place], text[place:]
    whole = Formatted.join("", [plain(before), link("le lien", "https://a.org"), plain(after)])
    entities = [e for p in split(whole, longest) for e in parse_html(p.html())[1]]
    assert [(e.type, e.length) for e in entities] == [("text_link", 7)]


@given(st.text(max_size=300))
def test_any_markdown_becomes_html_that_telegram_accepts(text: str) -> None:
    for part in split(Markdown()(text)):
        shown, _ = parse_html(part.html())
        assert shown == part.text.strip()


@given(st.text(max_size=60))
def test_text_that_is_not_markdown_is_shown_as_it_is(text: str) -> None:
    shown, entities = parse_html(plain(f"x{text}x").html())
    assert shown == f"x{text}x"
    assert not entities


def test_a_message_ends_with_a_sentence() -> None:
    sentence = (
        "L'OIM aide M. Diallo et d'autres personnes à rentrer chez elles, si elles le veulent. "
    )
    parts = split(plain(sentence * 200))
    assert len(parts) > 3
    for part in parts:
        assert part.text.startswith("L'OIM")
        assert part.text.endswith("veulent.")


def test_a_message_ends_with_a_paragraph_where_it_can() -> None:
    paragraph = ("Une phrase. " * 120).strip()
    parts = split(plain("\n\n".join([paragraph] * 6)))
    assert [part.text for part in parts] == [f"{paragraph}\n\n{paragraph}"] * 3


def test_a_bold_text_longer_than_a_message_is_cut_between_words() -> None:
    parts = split(bold("mot " * 3000))
    assert all(part.text.startswith("mot") and part.text.endswith("mot") for part in parts)
    assert all(part.html().startswith("<b>") for part in parts)


def test_length_is_counted_as_telegram_counts() -> None:
    parts = split(plain("🙂" * 5000))
    assert [units(part.text) for part in parts] == [LONGEST, LONGEST, 10_000 - 2 * LONGEST]


def test_more_than_a_hundred_links_keep_their_links() -> None:
    whole = Formatted.join(" ", [link(f"l{i}", "https://a.org") for i in range(250)])
    counts = [len(parse_html(part.html())[1]) for part in split(whole)]
    assert sum(counts) == 250
    assert max(counts) <= MOST_ENTITIES


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("**175** États", "<b>175</b> États"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("[le site](https://a.org/?b=1&c=2)", '<a href="https://a.org/?b=1&amp;c=2">le site</a>'),
        ("- un\n- deux", "• un\n• deux"),
        ("2. un\n3. deux", "2. un\n3. deux"),
        ("a\n\nb", "a\n\nb"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("![i](https://a.org/i.png)", '!<a href="https://a.org/i.png">i</a>'),
    ],
)
def test_markdown_in_telegrams_html(markdown: str, shown: str) -> None:
    assert Markdown()(markdown).html() == shown
