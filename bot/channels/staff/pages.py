"""The staff pages: log-in, state of the service and of the folder, questions, drafts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import wraps
from http import HTTPStatus

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.channels.body import read_body
from bot.channels.forms import read_fields
from bot.channels.health import Health
from bot.channels.staff.door import COOKIE, PATH, Door
from bot.channels.staff.review import ReviewPages
from bot.channels.staff.words import StaffTemplates, text
from bot.keys import Keys
from bot.staff.draft import Draft, draft
from bot.staff.folder import Folder
from bot.staff.groups import Group
from bot.staff.report import Report
from bot.staff.report_texts import opinion_line
from bot.staff.reports import Reports
from bot.staff.switch import describe
from bot.store.memory import Memory
from bot.store.switches import Switch

SPANS = (7, 30)
MOST_GROUPS = 50
MOST_BYTES = 4096
GROUP = "staff-group"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Language": "fr",
    "X-Robots-Tag": "noindex, nofollow",
}
ASKED = (HTTPStatus.UNAUTHORIZED, {"WWW-Authenticate": 'Bearer realm="equipe"'})
REFUSALS: Mapping[str, tuple[HTTPStatus, dict[str, str]]] = {
    "wrong": (HTTPStatus.FORBIDDEN, {}),
    "too_many": (HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": "60"}),
}
WRONG = frozenset({"empty", "wrong", "too_many"})

Handler = Callable[[Request], Awaitable[Response]]


class StaffPages:
    """Show staff how things stand; change nothing."""

    def __init__(
        self,
        door: Door,
        health: Health,
        folder: Folder,
        memory: Memory | None,
        keys: Keys,
        styles: tuple[str, str],
    ) -> None:
        """Take who lets in, and what is shown; without memory there are no questions."""
        self._door = door
        self._health = health
        self._folder = folder
        self._memory = memory
        self._reports = Reports(memory) if memory is not None else None
        self._keys = keys
        self._review = ReviewPages(memory, keys, self._show)
        self._templates = StaffTemplates()
        self._style, self._own_style = styles

    def routes(self) -> list[Route]:
        """Return the routes of the staff pages."""
        pages: Mapping[str, Handler] = {
            "": self.state,
            "/contenu": self.content,
            "/questions": self.questions,
            "/brouillon": self.draft,
            "/brouillon.md": self.draft_file,
            **self._review.pages(),
        }
        return [
            Route(f"{PATH}/entrer", self.enter, methods=["POST"]),
            Route(f"{PATH}/entrer", self.back, methods=["GET"]),
            Route(f"{PATH}/sortir", self.leave, methods=["POST"]),
            *(Route(PATH + path, self._guarded(page)) for path, page in pages.items()),
        ]

    async def enter(self, request: Request) -> Response:
        """Let somebody in who knows the token."""
        body = await read_body(request, MOST_BYTES)
        given = read_fields(request.headers.get("content-type", ""), body).get("jeton", "")
        if not given.strip():
            return self._refuse("empty")
        outcome = await self._door.tries(request, given)
        if outcome != "right":
            return self._refuse(outcome)
        answer = RedirectResponse(PATH, HTTPStatus.SEE_OTHER, HEADERS)
        self._door.open(request, answer)
        return answer

    async def back(self, _: Request) -> Response:
        """Bring whoever asks for the form by its address to the page that shows it."""
        return RedirectResponse(PATH, HTTPStatus.SEE_OTHER, HEADERS)

    async def leave(self, request: Request) -> Response:
        """End the session."""
        answer = self._form(HTTPStatus.OK, "left")
        self._door.close(request, answer)
        return answer

    async def state(self, _: Request) -> Response:
        """Show what is live and which parts are up."""
        switches = await self._switches()
        return self._show(
            "state.html",
            "state",
            ready=await self._health.readiness(),
            look=await self._folder.look(),
            switches=[describe(switch) for switch in switches],
        )

    async def content(self, _: Request) -> Response:
        """Show what is wrong in the folder, by file, and what expires."""
        look = await self._folder.look()
        return self._show("content.html", "content", look=look, today=look.at.date())

    async def questions(self, request: Request) -> Response:
        """Show the questions that had no answer, together where they are alike."""
        days = _span(request)
        report = await self._report(days)
        groups = report.unanswered if report is not None else ()
        return self._show(
            "questions.html",
            "questions",
            days=days,
            spans=SPANS,
            report=report,
            groups=[(self._name(group), group) for group in groups[:MOST_GROUPS]],
            more=max(0, len(groups) - MOST_GROUPS),
            opinion_line=opinion_line,
        )

    async def draft(self, request: Request) -> Response:
        """Show the draft of a page for one group of questions."""
        made = await self._draft(request)
        if made is None:
            return self._show("no_draft.html", "draft", status=HTTPStatus.NOT_FOUND)
        query = f"jours={_span(request)}&groupe={request.query_params['groupe']}"
        return self._show("draft.html", "draft", draft=made, query=query, days=_span(request))

    async def draft_file(self, request: Request) -> Response:
        """Send the draft as a file."""
        made = await self._draft(request)
        if made is None:
            return self._show("no_draft.html", "draft", status=HTTPStatus.NOT_FOUND)
        return Response(
            made.page,
            headers={**HEADERS, "Content-Disposition": f'attachment; filename="{made.name}"'},
            media_type="text/markdown; charset=utf-8",
        )

    def _guarded(self, page: Handler) -> Handler:
        """Ask for the cookie, or for the token in the header where a program asks."""

        @wraps(page)
        async def checked(request: Request) -> Response:
            if self._door.is_open(request):
                return await page(request)
            kind, _, given = request.headers.get("authorization", "").partition(" ")
            if kind.lower() != "bearer":
                return self._refuse("ended" if COOKIE in request.cookies else "closed")
            outcome = await self._door.tries(request, given)
            return await page(request) if outcome == "right" else self._refuse(outcome)

        return checked

    async def _switches(self) -> Sequence[Switch]:
        """Return the state of the channels; none where it cannot be read."""
        if self._memory is None:
            return ()
        try:
            return tuple((await self._memory.switches.all()).values())
        except SQLAlchemyError:
            return ()

    async def _report(self, days: int) -> Report | None:
        """Return the report; none where nothing is remembered, or the database is away."""
        if self._reports is None:
            return None
        look = await self._folder.look()
        try:
            return await self._reports.last(days, look.library)
        except SQLAlchemyError:
            return None

    async def _draft(self, request: Request) -> Draft | None:
        """Return the draft of the group that holds the question named in the address."""
        report = await self._report(_span(request))
        wanted = request.query_params.get("groupe", "")
        for group in report.unanswered if report is not None else ():
            if any(self._keys.matches(wanted, GROUP, one) for one in group.questions):
                return draft(group.questions)
        return None

    def _name(self, group: Group) -> str:
        """Name a group by its most typical question: no word of it stands in an address."""
        return self._keys.tag(GROUP, group.questions[0])

    def _refuse(self, why: str) -> Response:
        """Show the form again, and say why."""
        status, headers = REFUSALS.get(why, ASKED)
        return self._form(status, why, headers)

    def _form(
        self, status: HTTPStatus, why: str, headers: Mapping[str, str] | None = None
    ) -> Response:
        page = self._templates.render(
            "enter.html",
            style=self._style,
            own_style=self._own_style,
            title=text("enter.title"),
            said=text(f"enter.{why}"),
            wrong=why in WRONG,
            current="",
        )
        return HTMLResponse(page, status, {**HEADERS, **(headers or {})})

    def _show(
        self, name: str, current: str, *, status: HTTPStatus = HTTPStatus.OK, **values: object
    ) -> Response:
        page = self._templates.render(
            name,
            style=self._style,
            own_style=self._own_style,
            title=text(f"{current}.title"),
            current=current,
            **values,
        )
        return HTMLResponse(page, status, HEADERS)


def _span(request: Request) -> int:
    """Return the days asked for, one of those that are offered."""
    given = request.query_params.get("jours", "")
    return int(given) if given in map(str, SPANS) else SPANS[0]
