"""A web site on this machine that answers as a test says, over real sockets."""

from __future__ import annotations

import contextlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class Site:
    """What stands at which path, and the headers of the requests that came."""

    def __init__(self, routes: dict[str, Any]) -> None:
        self.routes = {"/robots.txt": (404, {}, b"")} | routes
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.port = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """Return the address of a path."""
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """Return which paths were asked for, in order."""
        return [path for path, _ in self.requests]


def page(body: str | bytes, media_type: str = "text/html; charset=utf-8", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return a page."""
    raw = body.encode() if isinstance(body, str) else body
    return 200, {"content-type": media_type} | {name.replace("_", "-"): value for name, value in headers.items()}, raw


def redirect(location: str, status: int = 302) -> tuple[int, dict[str, str], bytes]:
    """Return a redirect."""
    return status, {"location": location}, b""


@contextlib.contextmanager
def running(routes: dict[str, Any]) -> Iterator[Site]:
    """Run a site until the test is over."""
    site = Site(routes)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            route = site.routes.get(self.path, (404, {}, b""))
            if callable(route):
                with contextlib.suppress(OSError):
                    route(self)
                return
            status, headers, body = route
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the standard library's parameter
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
