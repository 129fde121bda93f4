"""The server behind `outreach serve`: textual-serve, closed to the pages of other sites and silent about what it serves."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from aiohttp import web
from textual_serve.server import Server

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler

HOST = "127.0.0.1"
_POLICY = "style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; frame-ancestors 'none'"
"""The library's page would fetch a font from another host, which would be told of every visit."""


class Loopback(Server):
    """A server on the loopback address.

    A page of another site can reach that address through the browser too, by a request of its own or under a name that it lets
    point here. So a request must name this server, and what asks for it must be a page of this server.
    """

    def __init__(self, command: str, port: int) -> None:
        """Serve the interface that a command runs, on a port."""
        super().__init__(command, host=HOST, port=port, title="outreach")
        self._names = {f"{HOST}:{port}", f"localhost:{port}", *((HOST, "localhost") if port == 80 else ())}

    def initialize_logging(self) -> None:
        """Log nothing: the library would print local variables, and they may be words."""
        logging.disable(logging.CRITICAL)

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command has said where it is."""

    async def _make_app(self) -> web.Application:
        app: web.Application = await super()._make_app()
        app.middlewares.append(self._own_pages_alone)
        return app

    @web.middleware
    async def _own_pages_alone(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse what comes from elsewhere."""
        origin = request.headers.get("Origin")
        if request.host not in self._names or (origin is not None and origin not in {f"http://{name}" for name in self._names}):
            raise web.HTTPForbidden(text="Only this machine's own pages are served.")
        answer = await handler(request)
        if not answer.prepared:
            answer.headers["Content-Security-Policy"] = _POLICY
        return answer
