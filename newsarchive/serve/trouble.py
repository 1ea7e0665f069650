"""What a reader sees where a page cannot be shown: calm, in the reader's language, with a way on."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from traceback import walk_tb
from typing import TYPE_CHECKING

from datasette import Response
from datasette.database import QueryInterrupted
from datasette.utils import tilde_decode
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from newsarchive.serve.archives import at
from newsarchive.serve.tongue import language
from newsarchive.serve.view import Told
from newsarchive.serve.words import say

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request


logger = logging.getLogger(__name__)

Answer = Callable[[], Awaitable[Response | None]]

WORDS = {
    400: (
        ("Запит не вдалося виконати", "The request could not be followed"),
        ("Перевірте адресу або спитайте простіше.", "Check the address, or ask a simpler question."),
    ),
    405: (
        ("Тут лише читають", "This is for reading only"),
        ("Архів відповідає на запити GET та HEAD.", "The archive answers GET and HEAD."),
    ),
    414: (
        ("Адреса задовга", "The address is too long"),
        ("Спитайте коротше.", "Ask for less at once."),
    ),
    403: (
        ("Цю сторінку закрито", "This page is closed"),
        ("Архів показує лише те, що потрібно читачеві.", "The archive shows only what a reader needs."),
    ),
    404: (
        ("Такої сторінки немає", "No such page"),
        (
            "Можливо, адресу скопійовано не повністю. Спробуйте знайти потрібне пошуком.",
            "Perhaps the address was not copied whole. Try to find what you need by a search.",
        ),
    ),
    451: (
        ("Цього не показують", "This is not shown"),
        (
            "Збережене не знищено, але архів його не показує. Решта архіву доступна.",
            "What was kept is not destroyed, but the archive does not show it. All the rest is open.",
        ),
    ),
    503: (
        ("Зараз забагато охочих", "Too many ask at once"),
        ("Зачекайте хвилину й спробуйте ще раз.", "Wait a minute and try again."),
    ),
    500: (
        ("Щось пішло не так", "Something went wrong"),
        (
            "Архів цілий; зламалася лише ця сторінка. Спробуйте ще раз або поверніться на головну.",
            "The archive is whole; only this page broke. Try again, or go back to the front page.",
        ),
    ),
}
"""Status -> what happened and what to do, each in Ukrainian and in English."""

_RETRY_AFTER = {503: "60"}
"""Status -> seconds after which to ask again (RFC 9110, 10.2.3), as its words say."""

TOO_LONG = ("Запит тривав надто довго, тож його зупинено.", "The question took too long and was stopped.")


def instead(datasette: Datasette, request: Request, exception: Exception, others: list[Answer]) -> list[Answer]:
    """The answers to an exception: ours, and Datasette's where it is not ours to answer or not foreseen."""
    if at(datasette, request.path) is None:
        return others
    status, message = _foreseen(exception, request)
    if status != HTTPStatus.INTERNAL_SERVER_ERROR:
        way = exception.way if isinstance(exception, Told) else None
        return [partial(_told, datasette, request, status, message, way)]
    return others if request.path.endswith(".json") else [partial(_page, datasette, request, status, message), *others]


async def answer(datasette: Datasette, request: Request, told: Told) -> Response:
    """What is told a reader before a page was asked for."""
    return await _told(datasette, request, told.status, told.words(language(request)), told.way)


async def _told(
    datasette: Datasette, request: Request, status: int, message: str, way: tuple[str, str, str] | None = None
) -> Response:
    """What is told instead of a page: as JSON where that was asked for."""
    if not request.path.endswith(".json"):
        return await _page(datasette, request, status, message, way)
    phrase = HTTPStatus(status).phrase
    error = {"ok": False, "error": message or phrase, "status": int(status), "title": phrase}
    return Response.json(error, status=status, headers=_again(status))


def closed(datasette: Datasette, request: Request) -> Answer | None:
    """The answer to what is forbidden; none where Datasette itself should answer."""
    name = at(datasette, request.path)
    return partial(_shut, datasette, request, name) if name is not None else None


async def _shut(datasette: Datasette, request: Request, name: str) -> Response:
    """Say that a page is closed, unless it is no page: Datasette asks who may see the row of a table that is none."""
    database = datasette.get_database(name)
    table, row, _ = request.path.partition(f"/{database.route}/")[2].partition("/")
    absent = row and not table.startswith("-") and not await database.table_exists(tilde_decode(table))
    return await _told(datasette, request, HTTPStatus.NOT_FOUND if absent else HTTPStatus.FORBIDDEN, "")


def _foreseen(exception: Exception, request: Request) -> tuple[int, str]:
    lang = language(request)
    if isinstance(exception, Told):
        return exception.status, exception.words(lang)
    if isinstance(exception, QueryInterrupted) or exception.args == ("interrupted",):
        return HTTPStatus.BAD_REQUEST, say(lang, *TOO_LONG)
    if isinstance(exception, Base400):
        return exception.status, _useful(exception.status, str(exception))
    if isinstance(exception, DatasetteError):
        # It is raised of questions alone, and often calls them a fault of its own.
        status = HTTPStatus.BAD_REQUEST if exception.status >= _FAULT else exception.status
        return status, say(lang, *TOO_LONG) if exception.message_is_html else _useful(status, exception.message)
    if _misread(exception, request):
        logger.warning("serve: Datasette could not read %s (%s)", request.full_path, type(exception).__name__)
        return HTTPStatus.BAD_REQUEST, ""
    return HTTPStatus.INTERNAL_SERVER_ERROR, ""


_FAULT = 500
_CLUMSY = (ValueError, LookupError, TypeError, AttributeError, AssertionError, OverflowError)


def _misread(exception: Exception, request: Request) -> bool:
    """Whether Datasette stumbled over what was asked, which it does not look at first: ``_facet_size=x``.

    Known by three signs: something was asked, nothing of ours was called, and neither disk nor database is at fault.
    """
    if isinstance(exception, sqlite3.Error):
        wrong_sql = getattr(exception, "sqlite_errorcode", sqlite3.SQLITE_ERROR) == sqlite3.SQLITE_ERROR
        stumbled = wrong_sql and isinstance(exception, sqlite3.OperationalError | sqlite3.ProgrammingError)
    else:
        stumbled = isinstance(exception, _CLUMSY)
    frames = [frame.f_globals.get("__name__", "") for frame, _ in walk_tb(exception.__traceback__)]
    ours = any(name.partition(".")[0] == _HOUSE for name in frames)
    return bool(request.query_string) and stumbled and not ours


_HOUSE = __name__.partition(".")[0]


def _useful(status: int, message: str) -> str:
    """Datasette's own words: they help only whoever asked it in its own terms."""
    return message if status == HTTPStatus.BAD_REQUEST else ""


async def _page(
    datasette: Datasette, request: Request, status: int, message: str, way: tuple[str, str, str] | None = None
) -> Response:
    title, hint = WORDS[status if status in WORDS else HTTPStatus.BAD_REQUEST]
    context = {
        "title": title,
        "hint": hint,
        "status": int(status),
        "error": message,
        "way": way,
        "database": at(datasette, request.path),
    }
    html = await datasette.render_template("newsarchive/error.html", context, request=request)
    return Response.html(html, status=status, headers=_again(status))


def _again(status: int) -> dict[str, str]:
    return {"retry-after": _RETRY_AFTER[status]} if status in _RETRY_AFTER else {}
