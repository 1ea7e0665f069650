"""What a reader sees where a page cannot be shown: calm, in Ukrainian, with a way on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from datasette import Response
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from newsarchive.serve.archives import at

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

Answer = Callable[[], Awaitable[Response | None]]

WORDS = {
    400: (
        "Запит не вдалося виконати",
        "The request could not be followed",
        "Спробуйте простіший запит або менше умов.",
    ),
    403: ("Цю сторінку закрито", "This page is closed", "Архів показує лише те, що потрібно читачеві."),
    404: (
        "Такої сторінки немає",
        "No such page",
        "Можливо, адресу скопійовано не повністю. Спробуйте знайти потрібне пошуком.",
    ),
    500: (
        "Щось пішло не так",
        "Something went wrong",
        "Архів цілий; зламалася лише ця сторінка. Спробуйте ще раз або поверніться на головну.",
    ),
}

TOO_LONG = "Запит тривав надто довго, тож його зупинено."


def instead(datasette: Datasette, request: Request, exception: Exception, others: list[Answer]) -> list[Answer]:
    """The answers to an exception: ours, and Datasette's where it is not ours to answer or not foreseen."""
    if at(datasette, request.path) is None or request.path.endswith(".json"):
        return others
    status, message = _foreseen(exception)
    ours = partial(_page, datasette, request, status, message)
    return [ours, *others] if status == HTTPStatus.INTERNAL_SERVER_ERROR else [ours]


def closed(datasette: Datasette, request: Request, message: str) -> Answer | None:
    """The answer to what is forbidden; none where Datasette itself should answer."""
    ours = at(datasette, request.path) is not None
    return partial(_page, datasette, request, HTTPStatus.FORBIDDEN, message) if ours else None


def _foreseen(exception: Exception) -> tuple[int, str]:
    if isinstance(exception, Base400):
        return exception.status, str(exception)
    if isinstance(exception, DatasetteError):
        asked_badly = exception.message.startswith("Cannot sort")  # Datasette calls this its own fault: 500
        status = HTTPStatus.BAD_REQUEST if asked_badly else exception.status
        return status, TOO_LONG if exception.message_is_html else exception.message
    return HTTPStatus.INTERNAL_SERVER_ERROR, ""


async def _page(datasette: Datasette, request: Request, status: int, message: str) -> Response:
    known = status if status in WORDS else HTTPStatus.BAD_REQUEST
    title, english, hint = WORDS[known]
    ours = not message.isascii()  # Datasette's own words help only whoever asked in SQL
    context = {
        "title": title,
        "english": english,
        "hint": hint,
        "status": int(status),
        "error": message if ours or known == HTTPStatus.BAD_REQUEST else "",
        "database": at(datasette, request.path),
    }
    html = await datasette.render_template("newsarchive/error.html", context, request=request)
    return Response.html(html, status=status)
