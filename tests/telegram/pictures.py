"""Draw conversations as Telegram shows them, from what the channel really sends.

`python -m tests.telegram.pictures OUT` asks the live index of `BOUSSOLE_STATE` and writes one HTML
page for each conversation; a browser makes the pictures of docs/images of them.
"""

from __future__ import annotations

import asyncio
import sys
from html import escape
from pathlib import Path

from bot.channels.telegram.channel import Telegram
from bot.content import open_content
from bot.keys import Keys
from bot.metrics import Metrics
from bot.services import assemble
from bot.settings import Settings
from bot.store.database import Database
from tests.bot.conftest import serving
from tests.telegram.api import TOKEN, Api, Shown
from tests.telegram.conftest import until

CONVERSATIONS = {
    "telegram-start": ["/start"],
    "telegram-answer": ["Qui dirige l'OIM ?"],
    "telegram-urgence": ["/urgence Belgique"],
}
TAGS = {"bold": "b", "italic": "i", "text_link": "u"}
STYLE = """
body{margin:0;width:420px;background:#c9dbc0;color:#111;
font:15px/1.35 "DejaVu Sans",Arial,sans-serif}
header{background:#2f6ea5;color:#fff;padding:10px 16px}header b{display:block}
header small{opacity:.85}main{padding:10px 10px 16px}
.in,.out{border-radius:12px;padding:8px 11px;margin:6px 0;white-space:pre-wrap;
overflow-wrap:anywhere;max-width:350px;width:fit-content;background:#fff}
.out{background:#e2f8cf;margin-left:auto}
.in u{color:#1f6fb2;text-decoration:none}.keys{max-width:372px}
.keys div{display:flex;gap:4px;margin-top:4px}.keys span{flex:1;text-align:center;font-size:14px;
background:rgba(60,90,60,.55);color:#fff;border-radius:8px;padding:7px 4px}
.card{display:flex;gap:10px;align-items:center}.card i{background:#2f6ea5;color:#fff;width:36px;
height:36px;border-radius:50%;text-align:center;line-height:36px;font-style:normal}
"""


def main() -> None:
    """Write the pages into a folder."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    api = Api()
    with serving(api.application()) as url:
        pages = asyncio.run(talk(api, url))
    for name, page in pages.items():
        (out / f"{name}.html").write_text(page, encoding="utf-8")


async def talk(api: Api, url: str) -> dict[str, str]:
    """Have the conversations, and return their pages."""
    settings = Settings.load().model_copy(update={"telegram_api": url})
    keys, metrics, content = Keys.of_state(settings.state), Metrics(), open_content(settings)
    services = assemble(
        keys, content.answerer, None, metrics, Database.open(settings),
        settings.knowledge, passages=lambda: content.index().index.passages,
    )  # fmt: skip
    assert services.memory is not None
    telegram = Telegram(settings, TOKEN, services.road, keys, services.memory, print)
    pages = {}
    async with telegram.running():
        for person, (name, questions) in enumerate(CONVERSATIONS.items(), start=1):
            bubbles = []
            for question in questions:
                before = [s for s in api.shown if s.chat == person]
                api.write(question, person=person)
                await until(lambda p=person, b=before: len(api.texts(p)) > len(b), 120)
                await asyncio.sleep(6)  # for the cards that follow
                bubbles.append(f'<div class="out">{escape(question)}</div>')
                new = [s for s in api.shown if s.chat == person][len(before) :]
                bubbles += [bubble(shown) for shown in new]
            pages[name] = page("\n".join(bubbles))
    await services.close()
    return pages


def bubble(shown: Shown) -> str:
    """Return what a person sees of one message."""
    if shown.kind == "contact":
        name = escape(str(shown.data["first_name"]))
        return (
            f'<div class="in card"><i>☎</i><span><b>{name}</b>\n{escape(shown.text)}</span></div>'
        )
    rows = "".join(f"<div>{keys(row)}</div>" for row in shown.keyboard)
    return f'<div class="in">{formatted(shown)}</div><div class="keys">{rows}</div>'


def keys(row: list[dict[str, str]]) -> str:
    """Return the buttons of one row."""
    return "".join(f"<span>{escape(button['text'])}</span>" for button in row)


def formatted(shown: Shown) -> str:
    """Return the text of a message with its entities."""
    raw, marks = shown.text.encode("utf-16-le"), dict[int, str]()
    for entity in shown.entities:
        tag = TAGS.get(entity.type, "span")
        end = entity.offset + entity.length
        marks[entity.offset] = marks.get(entity.offset, "") + f"<{tag}>"
        marks[end] = f"</{tag}>" + marks.get(end, "")
    written, place = "", 0
    for where in sorted(marks):
        written += escape(raw[place * 2 : where * 2].decode("utf-16-le")) + marks[where]
        place = where
    return written + escape(raw[place * 2 :].decode("utf-16-le"))


def page(bubbles: str) -> str:
    """Return one page."""
    head = "<header><b>Boussole</b><small>robot</small></header>"
    return f'<meta charset="utf-8"><style>{STYLE}</style>{head}<main>{bubbles}</main>'


if __name__ == "__main__":
    main()
