"""Faults on real sockets of this machine, where no mock decides how they look."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest

from outreach.engines.openai_compatible import OpenAICompatible
from outreach.errors import EngineUnreachable
from outreach.prompting.library import Prompts
from tests.engines.faulty import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

HEADERS = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n"


@contextlib.contextmanager
def listening(behave: Callable[[socket.socket, threading.Event], None]) -> Iterator[str]:
    """Accept connections and do with each what a test says, until the test is over."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)

        def serve() -> None:
            while not over.is_set():
                with contextlib.suppress(OSError):
                    connection, _ = server.accept()
                    with connection:
                        connection.settimeout(1)
                        connection.recv(65_536)
                        behave(connection, over)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"
        finally:
            over.set()
            thread.join()


def fault(url: str) -> str:
    """Return what an engine says of a server that does not do what it should."""

    async def at_once(_: float) -> None:
        return None

    engine = OpenAICompatible(base_url=url, model="m", prompts=Prompts(), timeout=0.3, sleep=at_once)
    with pytest.raises(EngineUnreachable) as caught:
        run(engine)
    return str(caught.value)


def test_a_closed_port_refuses() -> None:
    """Nobody listens there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    said = fault(f"http://127.0.0.1:{port}/v1")
    assert said == f"127.0.0.1:{port} refuses connections. Start the server there, or correct base_url."


def test_a_server_that_hangs() -> None:
    """It takes the request and says nothing; one more try, then the sentence."""

    def hang(_: socket.socket, over: threading.Event) -> None:
        over.wait(5)

    before = time.monotonic()
    with listening(hang) as url:
        assert "did not answer within 0.3 seconds." in fault(url)
    assert time.monotonic() - before < 3


def test_a_server_that_trickles() -> None:
    """A byte now and then resets every timeout on reading, so the whole request has one."""

    def trickle(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(HEADERS)
        while not over.wait(0.05):
            connection.sendall(b" ")

    before = time.monotonic()
    with listening(trickle) as url:
        assert "did not answer within 0.3 seconds." in fault(url)
    assert time.monotonic() - before < 3


def test_a_connection_that_drops() -> None:
    """Half an answer is no answer."""
    with listening(lambda connection, _: connection.sendall(HEADERS + b'{"choices": [')) as url:
        assert "broke before the draft was here. Try again." in fault(url)
