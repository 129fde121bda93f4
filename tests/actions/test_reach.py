"""Whether a model server is there: told in three seconds, without a key and without a password."""

from __future__ import annotations

import socket
import time
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from outreach.actions.reach import reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture
def answering() -> Iterator[Callable[[bytes], str]]:
    """Serve one connection with the given bytes, then hold it open; return the base URL."""
    listening = socket.create_server(("127.0.0.1", 0))
    held: list[socket.socket] = []
    threads: list[Thread] = []

    def serve(answer: bytes) -> str:
        def once() -> None:
            connection, _ = listening.accept()
            held.append(connection)
            connection.recv(65536)
            connection.sendall(answer)
            if answer:
                connection.shutdown(socket.SHUT_WR)

        threads.append(Thread(target=once, daemon=True))
        threads[-1].start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/v1"

    yield serve
    for thread in threads:
        thread.join(timeout=2)  # a socket closed under it would be its failure, and no fault of what is tested
    for each in (*held, listening):
        each.close()


def http(body: bytes, status: str = "200 OK") -> bytes:
    """Return an HTTP answer."""
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def test_models_are_listed(answering: Callable[[bytes], str]) -> None:
    """As OpenAI-compatible servers list them."""
    reached = reach(answering(http(b'{"data": [{"id": "a"}, {"id": "b"}]}')))
    assert (reached.answered, reached.models) == (True, ("a", "b"))


@pytest.mark.parametrize(
    "answer",
    [
        http(b"", "401 Unauthorized"), http(b"nothing here", "404 Not Found"), http(b"<html>Log in</html>"), http(b"[]"),
        http(b'{"data": 5}'), http(b'{"data": [{"name": "a"}]}'), http(b"x" * 3_000_000),
    ],
)  # fmt: skip
def test_any_answer_means_that_it_is_there(answering: Callable[[bytes], str], answer: bytes) -> None:
    """A no, a page, nonsense, a flood: answered, with no models told."""
    reached = reach(answering(answer))
    assert (reached.answered, reached.models) == (True, ())


@pytest.mark.parametrize("answer", [b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"])
def test_what_does_not_speak_http_is_not_there(answering: Callable[[bytes], str], answer: bytes) -> None:
    """Something listens, but not what is meant."""
    assert not reach(answering(answer)).answered


def test_a_silent_server_is_given_up(answering: Callable[[bytes], str]) -> None:
    """After three seconds."""
    start = time.monotonic()
    reached = reach(answering(b""))
    assert not reached.answered
    assert reached.says.endswith("did not answer within 3 seconds")
    assert time.monotonic() - start < 6


@pytest.mark.parametrize(
    "url", ["http://u:secret@127.0.0.1:1/v1?key=secret", "http://127.0.0.1:99999/v1", "http://[/v1", "ftp://127.0.0.1/"]
)
def test_what_cannot_be_reached_is_told_without_secrets(url: str) -> None:
    """A refusal, and addresses that are none."""
    reached = reach(url)
    assert not reached.answered
    assert "secret" not in reached.says


@pytest.mark.parametrize(
    ("status", "accepted"),
    [("200 OK", True), ("401 Unauthorized", False), ("403 Forbidden", False), ("404 Not Found", None), ("302 Found", None)],
)
def test_the_status_tells_whether_a_key_was_accepted(
    answering: Callable[[bytes], str], status: str, *, accepted: bool | None
) -> None:
    """A no to the key is a 401 or a 403; what says nothing of the key is taken for neither."""
    assert reach(answering(http(b"{}", status)), SecretStr("sk-x")).accepted is accepted


def test_a_key_that_no_header_can_carry_is_not_sent(answering: Callable[[bytes], str]) -> None:
    """Nothing is told of it, least of all its characters."""
    reached = reach(answering(http(b"{}")), SecretStr("sk-\u00e9\nx"))
    assert (reached.answered, reached.accepted) == (True, None)


def test_without_a_key_nothing_is_told_of_one(answering: Callable[[bytes], str]) -> None:
    """A local server needs none."""
    assert reach(answering(http(b"{}"))).accepted is None
