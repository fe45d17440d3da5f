"""A Bot API server on loopback that keeps the real limits and gives the real errors.

It stores what chats show, hands out updates as Telegram does (in order, until confirmed), and can
be told to fail: floods, cut lines, silence, errors, before or after doing what it was asked.
"""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tests.telegram.entities import EntitiesError, parse_html, utf16

TOKEN = "123456:token-for-tests"
BOT = {"id": 123456, "is_bot": True, "first_name": "Boussole", "username": "BoussoleTestBot"}
LONGEST_POLL = 0.3  # seconds: tests stop sooner
COMMAND = re.compile(r"[a-z0-9_]{1,32}")


class RefusalError(Exception):
    """An error of the Bot API."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        self.body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
        if parameters:
            self.body["parameters"] = parameters
        self.code = code


@dataclass
class Fault:
    """What goes wrong the next time a method is called."""

    method: str
    kind: str  # flood, conflict, error, gateway, refused, cut, silent, odd, html; _before or _after
    seconds: float = 0
    chat: int | None = None
    says: str = "Bad Request: something"
    moved_to: int | None = None


@dataclass
class Shown:
    """A message as a person sees it."""

    id: int
    chat: int
    kind: str
    text: str
    at: float
    entities: list[Any] = field(default_factory=list)
    keyboard: list[list[dict[str, str]]] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def titles(self) -> list[str]:
        return [button["text"] for row in self.keyboard for button in row]

    @property
    def keys(self) -> list[str]:
        return [button["callback_data"] for row in self.keyboard for button in row]

    def key(self, title: str) -> str:
        return self.keys[self.titles.index(title)]


class Api:
    """The server, and the chats behind it."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.url = ""
        self.shown: list[Shown] = []
        self.calls: list[tuple[str, dict[str, Any], float]] = []
        self.updates: list[dict[str, Any]] = []
        self.faults: list[Fault] = []
        self.blocked: set[int] = set()
        self.webhook: dict[str, Any] = {}
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.queries: dict[str, dict[str, Any]] = {}
        self.polling = 0
        self.strict_pace = False
        self.lock = threading.Lock()
        self._next_update = 1000
        self._next_message = 1
        self._last: dict[int, float] = defaultdict(float)

    # what people do

    def update(self, **content: Any) -> int:
        with self.lock:
            self._next_update += 1
            self.updates.append({"update_id": self._next_update, **content})
            return self._next_update

    def message(self, person: int = 7, chat: int | None = None, **content: Any) -> dict[str, Any]:
        chat = person if chat is None else chat
        with self.lock:
            self._next_message += 1
        return {
            "message_id": self._next_message,
            "date": int(time.time()),
            "from": {"id": person, "is_bot": False, "first_name": "Awa"},
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup", "title": "G"},
            **content,
        }

    def write(self, text: str, person: int = 7, chat: int | None = None, **content: Any) -> int:
        return self.update(message=self.message(person, chat, text=text, **content))

    def press(self, shown: Shown, key: str, person: int = 7) -> int:
        query = f"q{len(self.queries) + 1}"
        self.queries[query] = {}
        message = self.message(person, shown.chat, text=shown.text) | {
            "message_id": shown.id,
            "from": BOT,
            "reply_markup": {"inline_keyboard": shown.keyboard},
        }
        return self.update(
            callback_query={
                "id": query,
                "from": {"id": person, "is_bot": False, "first_name": "Awa"},
                "chat_instance": "1",
                "message": message,
                "data": key,
            }
        )

    # what tests look at

    def texts(self, chat: int = 7) -> list[str]:
        return [s.text for s in self.shown if s.chat == chat and s.kind == "message"]

    def last(self, chat: int = 7) -> Shown:
        return [s for s in self.shown if s.chat == chat and s.kind == "message"][-1]

    def called(self, method: str) -> list[dict[str, Any]]:
        return [data for name, data, _ in self.calls if name == method]

    # the server

    def application(self) -> Starlette:
        return Starlette(routes=[Route("/bot{token}/{method}", self.call, methods=["GET", "POST"])])

    async def call(self, request: Request) -> Response:
        method = request.path_params["method"]
        if request.path_params["token"] != self.token:
            body = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            return JSONResponse(body, 401)
        raw = parse_qs((await request.body()).decode(), keep_blank_values=True)
        data = {name: _read(values[-1]) for name, values in raw.items()}
        self.calls.append((method, data, time.monotonic()))
        fault = self._fault(method, data.get("chat_id"))
        if fault is not None and not fault.kind.endswith("_after"):
            return await self._fail(fault)
        try:
            name = re.sub("([A-Z])", r"_\1", method).lower()
            handler: Callable[[dict[str, Any]], Any] = getattr(self, f"do_{name}")
            result = handler(data)
            if asyncio.iscoroutine(result):
                result = await result
        except RefusalError as refusal:
            return JSONResponse(refusal.body, refusal.code)
        if fault is not None:
            return await self._fail(fault)
        return JSONResponse({"ok": True, "result": result})

    def _fault(self, method: str, chat: Any) -> Fault | None:
        for fault in self.faults:
            if fault.method == method and fault.chat in (None, chat):
                self.faults.remove(fault)
                return fault
        return None

    async def _fail(self, fault: Fault) -> Response:
        if fault.kind == "flood":
            seconds = int(fault.seconds)
            refusal = RefusalError(
                429, f"Too Many Requests: retry after {seconds}", retry_after=seconds
            )
            return JSONResponse(refusal.body, 429)
        if fault.kind == "conflict":
            return JSONResponse(
                RefusalError(409, "Conflict: terminated by other getUpdates").body, 409
            )
        if fault.kind == "error":
            return JSONResponse(RefusalError(500, "Internal Server Error").body, 500)
        if fault.kind == "gateway":
            return HTMLResponse("<html><h1>502 Bad Gateway</h1></html>", int(fault.seconds) or 502)
        if fault.kind == "refused":
            moved = {"migrate_to_chat_id": fault.moved_to} if fault.moved_to else {}
            return JSONResponse(RefusalError(400, fault.says, **moved).body, 400)
        if fault.kind == "odd_after":
            return JSONResponse({"ok": True, "result": {"message_id": 1}})
        if fault.kind == "html_after":
            return HTMLResponse("<html>Merci</html>")
        if fault.kind.startswith("silent"):
            await asyncio.sleep(fault.seconds)
        return Response(b"", headers={"content-length": "10"})  # the line is cut in mid-answer

    def do_get_me(self, data: dict[str, Any]) -> Any:
        return BOT

    def do_set_my_commands(self, data: dict[str, Any]) -> bool:
        commands = data["commands"]
        for command in commands:
            if not COMMAND.fullmatch(command["command"]):
                raise RefusalError(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise RefusalError(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[data.get("language_code", "")] = commands
        return True

    def do_delete_webhook(self, data: dict[str, Any]) -> bool:
        self.webhook = {}
        return True

    def do_set_webhook(self, data: dict[str, Any]) -> bool:
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", data.get("secret_token", "x")):
            raise RefusalError(400, "Bad Request: secret token contains unallowed characters")
        self.webhook = data
        return True

    async def do_get_updates(self, data: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook:
            raise RefusalError(409, "Conflict: can't use getUpdates method while webhook is active")
        self.polling += 1
        mine = self.polling
        offset = int(data.get("offset", 0))
        with self.lock:
            self.updates = [u for u in self.updates if u["update_id"] >= offset]
        deadline = time.monotonic() + min(float(data.get("timeout", 0)), LONGEST_POLL)
        while True:
            if self.polling != mine:
                raise RefusalError(409, "Conflict: terminated by other getUpdates request")
            with self.lock:
                if self.updates:
                    return self.updates[:100]
            if time.monotonic() > deadline:
                return []
            await asyncio.sleep(0.01)

    def do_send_message(self, data: dict[str, Any]) -> Any:
        text, entities = data["text"], []
        text = text if isinstance(text, str) else str(text)
        if data.get("parse_mode") == "HTML":
            try:
                text, entities = parse_html(text)
            except EntitiesError as error:
                raise RefusalError(400, f"Bad Request: {error}") from error
        if not text.strip():
            raise RefusalError(400, "Bad Request: message text is empty")
        if utf16(text) > 4096:
            raise RefusalError(400, "Bad Request: message is too long")
        return self._show(data, "message", text, entities[:100])

    def do_send_contact(self, data: dict[str, Any]) -> Any:
        if not data.get("phone_number") or not data.get("first_name"):
            raise RefusalError(400, "Bad Request: there is no first name or phone number")
        if len(str(data.get("vcard", "")).encode()) > 2048:
            raise RefusalError(400, "Bad Request: VCARD_TOO_LONG")
        return self._show(data, "contact", str(data["phone_number"]), [])

    def do_send_venue(self, data: dict[str, Any]) -> Any:
        return self._show(data, "venue", data["title"], [])

    def do_send_chat_action(self, data: dict[str, Any]) -> bool:
        self._reach(data)
        return True

    def do_answer_callback_query(self, data: dict[str, Any]) -> bool:
        query = str(data["callback_query_id"])
        if query not in self.queries:
            raise RefusalError(400, "Bad Request: query is too old or query ID is invalid")
        if len(str(data.get("text", ""))) > 200:
            raise RefusalError(400, "Bad Request: MESSAGE_TOO_LONG")
        self.queries[query] = data
        return True

    def do_edit_message_reply_markup(self, data: dict[str, Any]) -> Any:
        self._reach(data)
        keyboard = _keyboard(data)
        for shown in self.shown:
            if shown.id == data["message_id"] and shown.chat == data["chat_id"]:
                if shown.keyboard == keyboard:
                    raise RefusalError(400, "Bad Request: message is not modified")
                shown.keyboard = keyboard
                return True
        raise RefusalError(400, "Bad Request: message to edit not found")

    def _reach(self, data: dict[str, Any]) -> int:
        chat = int(data["chat_id"])
        if chat in self.blocked:
            raise RefusalError(403, "Forbidden: bot was blocked by the user")
        if chat == 404:
            raise RefusalError(400, "Bad Request: chat not found")
        return chat

    def _show(self, data: dict[str, Any], kind: str, text: str, entities: list[Any]) -> Any:
        chat, now = self._reach(data), time.monotonic()
        if self.strict_pace and now - self._last[chat] < 1.0:
            raise RefusalError(429, "Too Many Requests: retry after 1", retry_after=1)
        keyboard = _keyboard(data)
        self._last[chat] = now
        with self.lock:
            self._next_message += 1
            shown = Shown(self._next_message, chat, kind, text, now, entities, keyboard, data)
            self.shown.append(shown)
        return {
            "message_id": shown.id,
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private"},
            "from": BOT,
            "text": text,
        }


def _keyboard(data: dict[str, Any]) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = (data.get("reply_markup") or {}).get("inline_keyboard", [])
    for row in rows:
        for button in row:
            if not 1 <= len(button["callback_data"].encode()) <= 64:
                raise RefusalError(400, "Bad Request: BUTTON_DATA_INVALID")
            if not button["text"]:
                raise RefusalError(400, "Bad Request: can't parse inline keyboard button")
    if sum(map(len, rows)) > 100:
        raise RefusalError(400, "Bad Request: reply markup is too long")
    return rows


def _read(value: str) -> Any:
    """Read a form value: numbers and JSON as what they are."""
    try:
        return json.loads(value)
    except ValueError:
        return value
