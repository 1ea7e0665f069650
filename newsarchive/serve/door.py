"""What every request to an archive passes before a page is made: what must not be answered is answered here."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request

from newsarchive.serve import bounds, trouble, withheld
from newsarchive.serve.archives import at
from newsarchive.serve.public import closed
from newsarchive.serve.take import TYPES
from newsarchive.serve.view import Absent, Told
from newsarchive.serve.words import cut

if TYPE_CHECKING:
    from datasette import Response
    from datasette.app import Datasette

    from newsarchive.serve.headers import App, Message, Receive, Send


def door(app: App, datasette: Datasette) -> App:
    """Let through what may be asked of an archive; other databases have no door."""

    async def answered(scope: Message, receive: Receive, send: Send) -> None:
        refused = await _refused(datasette, Request(scope, receive)) if scope["type"] == "http" else None
        if refused is None:
            await app(scope, receive, send)
        else:
            await refused.asgi_send(send)

    return answered


_ENDING = re.compile(r"/[^/]+/[^/]+\.([^/.]+)")
_ENDINGS = frozenset({"csv", "blob", "atom", *TYPES})


def _known_ending(datasette: Datasette, path: str) -> None:
    """Look whether a table or a question may be had in the form asked for: Datasette shows its SQL of any other.

    Raises:
        Absent: It may not.
    """
    asked = _ENDING.fullmatch(path.removeprefix(datasette.setting("base_url").rstrip("/")))
    if asked and asked[1] not in _ENDINGS and asked[1] not in datasette.renderers:
        raise Absent(f"Вигляду «.{cut(asked[1], 20)}» немає.", f"There is no form “.{cut(asked[1], 20)}”.")


async def _refused(datasette: Datasette, request: Request) -> Response | None:
    name = at(datasette, request.path)
    if name is None:
        return None
    public = closed(datasette)
    try:
        bounds.check(request.scope, public=public)
        _known_ending(datasette, request.path)
        await withheld.check(datasette, name, request)
    except Told as told:
        # No page of Datasette's was asked for yet, so what it prepares for its templates is not there.
        await datasette.invoke_startup()
        asked = b"" if told.status == HTTPStatus.REQUEST_URI_TOO_LONG else request.scope["query_string"]
        request.scope = {"csrftoken": str, **request.scope, "query_string": asked}
        response = await trouble.answer(datasette, request, told)
        if told.status == HTTPStatus.METHOD_NOT_ALLOWED:
            response.headers["Allow"] = ", ".join(bounds.METHODS)
        return response
    return None
