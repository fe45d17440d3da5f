"""The page that works without JavaScript."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import httpx
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from actions.reply.reply import Card, Reply, Source, Status, Turn
from bot.application import build_application
from bot.channels.markdown import Renderer, allowed
from bot.channels.templates import Templates
from bot.channels.transcript import Exchange, Transcript
from bot.channels.written import told_by_card
from bot.keys import Keys
from bot.metrics import Metrics
from bot.services import Services, assemble
from bot.settings import Settings
from bot.store.feedback import Opinion
from tests.bot.conftest import ANSWER, Answers, DialogueStub, chat

HTML = {"accept": "text/html"}
VOID = {"meta", "link", "img", "input", "br", "hr"}
NASTY = st.text(
    st.one_of(
        st.sampled_from(list("<>\"'&/=()[]{}%!;:-`*_#\n\\")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


class Tags(HTMLParser):
    """Collect what a browser would build."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self._inside: list[str] = []
        self.feed(html)
        self.close()
        assert not self._inside, f"not closed: {self._inside}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._inside.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def value(self, name: str) -> str:
        """Return the value of the hidden field of a name."""
        found = [i for i, (_, k, v) in enumerate(self.attributes) if (k, v) == ("name", name)]
        return next(v for _, k, v in self.attributes[found[0] :] if k == "value")


async def post(http: httpx.AsyncClient, **fields: str) -> Tags:
    answer = await http.post("/texte", data=fields, headers=HTML)
    assert answer.status_code == 200, answer.text
    return Tags(answer.text)


async def send(http: httpx.AsyncClient, address: str, **fields: str) -> Tags:
    answer = await http.post(address, data=fields, headers=HTML)
    assert answer.status_code == 200, answer.text
    return Tags(answer.text)


async def test_the_first_page(http: httpx.AsyncClient) -> None:
    answer = await http.get("/")
    page = Tags(answer.text)
    assert "un programme informatique" in page.text
    assert ("script", "src", "/widget.js") in page.attributes
    assert "style" not in page.tags
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert "set-cookie" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"


async def test_every_field_has_a_label_and_the_page_a_language(http: httpx.AsyncClient) -> None:
    page = Tags((await http.get("/")).text)
    assert ("html", "lang", "fr") in page.attributes
    assert ("label", "for", "message") in page.attributes
    assert page.tags.count("h1") == 1
    assert page.tags.count("main") == 1


async def test_a_question_is_answered_with_source_and_dates(http: httpx.AsyncClient) -> None:
    page = await post(http, message="Combien de membres ?")
    assert "Combien de membres ?" in page.text
    assert "L'OIM compte 175 États membres." in page.text
    assert "date inconnue, vérifié le 20 novembre 2026" in page.text
    assert ("a", "href", "https://example.org/fr") in page.attributes
    assert ("a", "href", "tel:+33199000000") in page.attributes


async def test_the_conversation_goes_on(http: httpx.AsyncClient, dialogue: DialogueStub) -> None:
    first = await post(http, message="Première question")
    fields = {name: first.value(name) for name in ("session", "transcript")}
    second = await post(http, message="Deuxième question", **fields)
    assert second.text.index("Première question") < second.text.index("Deuxième question")
    assert dialogue.got[0]["sender"] == dialogue.got[1]["sender"]


async def test_the_page_and_the_interface_share_a_conversation(
    http: httpx.AsyncClient, dialogue: DialogueStub
) -> None:
    session = (await chat(http, "Un"))["session"]
    await post(http, message="Deux", session=session)
    assert dialogue.got[0]["sender"] == dialogue.got[1]["sender"]


async def test_a_button_works_and_shows_its_title(
    http: httpx.AsyncClient, dialogue: DialogueStub
) -> None:
    first = await post(http, message="Où ?")
    fields = {name: first.value(name) for name in ("session", "transcript")}
    payload = first.value("payload")
    page = await post(http, message="", payload=payload, **fields)
    assert "Vous\nGéorgie" in page.text.replace("VousGéorgie", "Vous\nGéorgie")
    assert dialogue.got[1]["message"] == '/set_country{"country": "GE"}'
    assert page.attributes.count(("button", "name", "payload")) == 2, "old buttons are gone"


async def test_an_opinion_is_kept_with_its_reason(
    http: httpx.AsyncClient, services: Services
) -> None:
    page = await post(http, message="Combien de membres ?")
    fields = {name: page.value(name) for name in ("session", "transcript")}
    page = await send(http, "/texte/avis", value="down", message="en cours", **fields)
    assert "Qu'est-ce qui ne va pas ?" in page.text
    assert "en cours" in page.text, "what was being typed is still there"
    page = await send(http, "/texte/avis", reason="outdated", **fields)
    assert "Merci, c'est noté." in page.text
    assert services.memory is not None
    assert await services.memory.feedback.all() == [Opinion("down", "outdated")]


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"value": "up"}, 404), ({"value": "beau"}, 422), ({"reason": "laid"}, 422)],
)
async def test_opinions_that_cannot_be_kept(
    http: httpx.AsyncClient, fields: dict[str, str], status: int
) -> None:
    page = await http.post("/texte/avis", data=fields, headers=HTML)
    assert page.status_code == status


async def test_a_conversation_is_erased_with_a_receipt(
    http: httpx.AsyncClient, dialogue: DialogueStub
) -> None:
    first = await post(http, message="Combien de membres ?")
    page = await send(http, "/texte/effacer", session=first.value("session"), message="perdu")
    assert "effac" in page.text
    assert "Combien de membres ?" not in page.text
    assert page.value("session") == ""
    assert dialogue.forgot == [dialogue.got[0]["sender"]]


@pytest.mark.parametrize("session", ["", "une autre", "x.y"])
async def test_what_is_no_conversation_is_not_erased(
    http: httpx.AsyncClient, dialogue: DialogueStub, session: str
) -> None:
    page = await send(http, "/texte/effacer", session=session)
    assert "il n'y a pas de conversation à effacer" in page.text
    assert dialogue.forgot == []


async def test_a_crisis_offers_a_way_out(http: httpx.AsyncClient) -> None:
    page = await post(http, message="mon mari me frappe, je suis en France")
    assert "Quitter vite" in page.text
    assert ("a", "href", "https://fr.wikipedia.org/") in page.attributes
    assert ("a", "href", "tel:112") in page.attributes
    assert "Cette réponse vous aide-t-elle ?" not in page.text


async def test_a_forged_transcript_is_dropped(http: httpx.AsyncClient, keys: Keys) -> None:
    fake = Transcript((Exchange("fausse question", ANSWER),))
    session = (await post(http, message="x")).value("session")
    for sealed in (fake.seal(Keys(b"o" * 32), session), fake.seal(keys, "other"), "é.ü", "."):
        page = await post(http, message="Bonjour", session=session, transcript=sealed)
        assert "fausse question" not in page.text


def test_a_transcript_stays_small(keys: Keys) -> None:
    transcript = Transcript()
    for number in range(20):
        words = " ".join(str(hash((number, i))) for i in range(400))
        transcript = transcript.add(Exchange(f"q{number}", Turn(Status.ANSWERED, (Reply(words),))))
    sealed = transcript.seal(keys, "s")
    assert len(sealed) < 17_000
    back = Transcript.unseal(keys, "s", sealed)
    assert back.exchanges[-1].question == "q19"


@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [
        ({"content-type": "application/json"}, b"{}", 415),
        ({"content-type": "application/x-www-form-urlencoded"}, b"&".join([b"a=1"] * 50), 400),
        ({"content-type": "application/x-www-form-urlencoded"}, b"a" * 2_200_000, 413),
    ],
)
async def test_bad_forms(
    http: httpx.AsyncClient, headers: dict[str, str], content: bytes, status: int
) -> None:
    page = await http.post("/texte", content=content, headers={**headers, **HTML})
    assert page.status_code == status
    assert Tags(page.text).tags.count("h1") == 1
    problem = await http.post("/texte", content=content, headers=headers)
    assert problem.headers["content-type"] == "application/problem+json"


async def test_an_unknown_page_is_french(http: httpx.AsyncClient) -> None:
    page = await http.get("/nulle-part", headers=HTML)
    assert page.status_code == 404
    assert "Page introuvable" in page.text
    assert "content-security-policy" in page.headers


async def test_a_page_is_light(http: httpx.AsyncClient) -> None:
    page, look = await http.get("/"), await http.get("/page.css")
    assert len(page.content) + len(look.content) < 20_000
    assert look.headers["content-type"].startswith("text/css")


Ask = Callable[[str], Tags]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Return what asks a question and gets it back as the title and address of a source."""
    answers = Answers()
    services = assemble(Keys(b"k" * 32), answers, None, Metrics())
    transport = httpx.ASGITransport(build_application(Settings.load(), services))

    async def go(typed: str) -> Tags:
        answers.turn = Turn(Status.ANSWERED, (Reply("ok", (Source(typed, typed),)),))
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as http:
            return await post(http, message="a" + typed.replace("/", ""))

    with asyncio.Runner() as runner:
        yield lambda typed: runner.run(go(typed))


@hypothesis_settings(max_examples=60, deadline=None)
@given(text=NASTY)
def test_no_message_injects_html(ask: Ask, text: str) -> None:
    """What a person types and what a reply says change no tag of the page."""
    page, plain = ask(text), ask("b")
    extra = [tag for tag in page.tags if tag not in plain.tags]
    assert set(extra) <= {"a"}
    assert page.tags.count("li") == plain.tags.count("li")
    _assert_harmless(page)


@hypothesis_settings(deadline=None)
@given(text=NASTY)
def test_markdown_is_harmless(text: str) -> None:
    page = Tags(str(Renderer()(text)))
    assert set(page.tags) <= {
        *("p", "br", "em", "strong", "ul", "ol", "li", "a"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    _assert_harmless(page)


def _assert_harmless(page: Tags) -> None:
    assert "script" not in page.tags
    for tag, name, value in page.attributes:
        assert not name.startswith("on")
        if name == "href" and tag == "a":
            assert re.match(
                r"(https?:|mailto:|tel:|/(texte|confidentialite|accessibilite)?$|#chat$)",
                value.strip(),
                re.IGNORECASE,
            )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JAVASCRIPT:x",
        "data:text/html,x",
        "/admin",
        "//x.example",
        "http",
        "",
    ],
)
def test_addresses_that_are_not_followed(address: str) -> None:
    assert not allowed(address)


def test_templates_escape(keys: Keys) -> None:
    html = Templates().render("error.html", title="<b>", detail="<script>", style="/page.css")
    assert "<script>" not in html
    assert "&lt;b&gt;" in html


def test_a_card_that_says_everything_stands_alone():
    card = Card("contact", {"name": "Bureau", "phone": "+33199001234", "country": "FR"})
    whole = Reply("- Téléphone : +33 1 99 00 12 34\n- Pays : France", card=card)
    part = Reply("Le bureau reçoit le matin.", card=card)
    assert told_by_card(whole)
    assert not told_by_card(part)
    assert not told_by_card(Reply("Rien."))
