"""Fetching: what is refused before anything is sent, and what a server can and cannot do to us."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from outreach.errors import BadInput, PageUnreachable
from outreach.gathering import addresses
from outreach.gathering.fetching import MAX_BYTES, Fetcher
from tests.gathering.site import page, redirect, running

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "127.0.0.2"])

HELLO = page("<p>hello</p>")


def test_a_page_is_fetched() -> None:
    """With its type and charset, by a program that says what it is and carries nothing along."""
    with running({"/a?b=c": page("héllo", "Text/HTML; Charset=UTF-8", set_cookie="a=b")}) as site:
        fetcher = Fetcher(allow_private=True)
        for _ in range(2):
            fetched = fetcher.get(site.url("/a?b=c"))
    assert (fetched.url, fetched.media_type, fetched.charset) == (site.url("/a?b=c"), "text/html", "utf-8")
    assert fetched.body.decode() == "héllo"
    assert site.paths == ["/robots.txt", "/a?b=c", "/a?b=c"]
    headers = site.requests[-1][1]
    assert headers["user-agent"].startswith("outreach/")
    assert headers["host"] == f"127.0.0.1:{site.port}"
    assert not {"cookie", "authorization", "referer"} & set(headers)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0.0.0.0",  # noqa: S104  # an address to refuse
        "localhost",
        "LOCALHOST.",
        "printer.local",
        "db.internal",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "240.0.0.1",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fc00::1]",
        "[ff02::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a00:1]",
        "[::7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:1:2:3:4:80ff:fffe]",
        "[2001:db8::1]",
    ],
)
def test_private_addresses_are_refused(host: str) -> None:
    """In every spelling; nothing is sent."""
    with running({"/": HELLO}) as site, pytest.raises(BadInput, match="private network"):
        Fetcher().get(site.url(host=host))
    assert site.requests == []


@pytest.mark.parametrize("text", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808"])
def test_public_addresses(text: str) -> None:
    """Are those of the public internet."""
    assert addresses.is_public(text)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://x.example/",
        "gopher://x.example/",
        "javascript:alert(1)",
        "data:text/html,hi",
        "//x.example/",
        "x.example",
        "http://",
        "http://x.example:0/",
        "http://x.example:99999/",
        "http://user:secret@x.example/",
        "http://x.example/a b",
        "http://x.example\\@127.0.0.1/",
        "http://x.example/\r\nHost: y",
        "http://x.example/\u202e",
        "http://[::1",
        "http://0177.0.0.1/",
        "http://x.example/" + "a" * 3000,
        "",
    ],
)
def test_what_is_no_address(url: str) -> None:
    """One sentence that repeats no password."""
    with pytest.raises(BadInput) as caught:
        Fetcher(resolver=lambda _host, _port: ["93.184.216.34"]).get(url)
    assert "secret" not in str(caught.value)


def test_one_private_address_among_public_ones_is_enough() -> None:
    """To refuse a name."""
    with pytest.raises(BadInput, match="private network"):
        Fetcher(resolver=lambda _host, _port: ["93.184.216.34", "10.0.0.1"]).get("http://x.example/")


@pytest.mark.parametrize("found", [[], OSError("no"), UnicodeError("no")])
def test_a_name_without_an_address(found: Any) -> None:  # noqa: ANN401  # what a resolver may do
    """Is said to have none."""

    def resolver(_host: str, _port: int) -> list[str]:
        if isinstance(found, Exception):
            raise found
        return list(found)

    with pytest.raises(PageUnreachable, match=r"no address for x\.example"):
        Fetcher(resolver=resolver).get("http://x.example/")


def test_the_checked_address_is_the_one_connected_to() -> None:
    """The name is resolved by the fetcher alone, and goes into the Host header."""
    asked: list[str] = []

    def resolver(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with running({"/": HELLO}) as site:
        fetched = Fetcher(allow_private=True, resolver=resolver).get(site.url(host="no-such-name.example"))
    assert fetched.body == b"<p>hello</p>"
    assert asked == ["no-such-name.example"] * 2  # its robots.txt, and the page
    assert site.requests[-1][1]["host"] == f"no-such-name.example:{site.port}"


def test_a_name_that_moves_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: every request checks what it connects to."""
    answers = iter(["127.0.0.1", "127.0.0.1", "127.0.0.2"])
    monkeypatch.setattr(addresses, "is_public", lambda text: text == "127.0.0.1")
    with running({"/": HELLO}) as site:
        fetcher = Fetcher(resolver=lambda _host, _port: [next(answers)])
        assert fetcher.get(site.url(host="moving.example")).body
        with pytest.raises(BadInput, match="private network"):
            fetcher.get(site.url(host="moving.example"))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(status: int) -> None:
    """Also a relative one; what comes back is named by where it was in the end."""
    with running({"/old": redirect("new?x=1", status), "/new?x=1": HELLO}) as site:
        assert Fetcher(allow_private=True).get(site.url("/old")).url == site.url("/new?x=1")


@pytest.mark.parametrize(
    ("location", "says"),
    [
        ("http://127.0.0.2/", "private network"),
        ("http://[::ffff:10.0.0.1]/", "private network"),
        ("//169.254.169.254/latest/meta-data", "private network"),
        ("file:///etc/passwd", "begins with https"),
        ("javascript:alert(1)", "begins with https"),
        ("http://user:pw@127.0.0.1/", "user name"),
        ("http://[", "no address"),
    ],
)
def test_a_redirect_is_checked_again(location: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot lead anywhere that could not be named at once."""
    monkeypatch.setattr(addresses, "is_public", lambda text: text == "127.0.0.1")
    with running({"/": redirect(location)}) as site, pytest.raises(BadInput, match=says):
        Fetcher().get(site.url())


def test_redirects_come_to_an_end() -> None:
    """A circle is left."""
    with running({"/": redirect("/")}) as site, pytest.raises(PageUnreachable, match="again and again"):
        Fetcher(allow_private=True).get(site.url())
    assert len(site.requests) < 10


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private", "/private/x", False),
        ("User-agent: *\nDisallow: /private", "/public", True),
        ("User-agent: *\nDisallow: /*.html$", "/x.html", False),
        ("User-agent: *\nDisallow: /\nAllow: /open", "/open/x", True),
        ("User-agent: outreach\nDisallow: /\n\nUser-agent: *\nAllow: /", "/x", False),
        ("User-agent: other\nDisallow: /", "/x", True),
        ("<html>not a robots file</html>", "/x", True),
        ("\xff\xfe\x00 noise", "/x", True),
    ],
)
def test_robots_are_respected(robots: str, path: str, allowed: bool) -> None:  # a parameter of the test
    """With wildcards and the longest match, as RFC 9309 has it."""
    with running({"/robots.txt": page(robots, "text/plain"), path: HELLO}) as site:
        fetcher = Fetcher(allow_private=True)
        if allowed:
            assert fetcher.get(site.url(path)).body
            return
        with pytest.raises(BadInput, match=r"robots\.txt"):
            fetcher.get(site.url(path))
    assert site.paths == ["/robots.txt"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_robots_that_cannot_be_had(status: int, allowed: bool) -> None:  # a parameter of the test
    """None there: everything may be fetched. A server that fails: nothing may."""
    with running({"/robots.txt": (status, {}, b"Disallow: /"), "/": HELLO}) as site:
        fetcher = Fetcher(allow_private=True)
        if allowed:
            assert fetcher.get(site.url()).body
        else:
            with pytest.raises(BadInput, match=r"robots\.txt"):
                fetcher.get(site.url())


def test_robots_of_the_host_that_a_redirect_leads_to() -> None:
    """Count as well."""
    with (
        running({"/robots.txt": page("User-agent: *\nDisallow: /", "text/plain"), "/": HELLO}) as other,
        running({"/": redirect(other.url())}) as site,
        pytest.raises(BadInput, match=r"robots\.txt"),
    ):
        Fetcher(allow_private=True).get(site.url())
    assert other.paths == ["/robots.txt"]


@pytest.mark.parametrize(
    ("route", "error", "says"),
    [
        ((404, {}, b"no"), PageUnreachable, "status 404"),
        ((500, {}, b"no"), PageUnreachable, "status 500"),
        ((204, {}, b""), PageUnreachable, "status 204"),
        ((302, {}, b""), PageUnreachable, "status 302"),
        (page(b"\x89PNG", "image/png"), BadInput, "is no text"),
        (page(b"{}", "application/octet-stream"), BadInput, "is no text"),
        (page(b"x" * (MAX_BYTES + 1)), BadInput, "larger than"),
        (page(gzip.compress(b"x" * (MAX_BYTES + 1)), content_encoding="gzip"), BadInput, "larger than"),
        (page(gzip.compress(bytes(300_000_000), 9), content_encoding="gzip"), BadInput, "larger than"),
        (page(b"no gzip", content_encoding="gzip"), PageUnreachable, "broken page"),
        (page(b"x", content_encoding="br"), PageUnreachable, "packed in an unknown way"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_no_page(route: Any, error: type[Exception], says: str) -> None:  # noqa: ANN401  # a route
    """Is a sentence, and bounded in memory."""
    with running({"/": route}) as site, pytest.raises(error, match=says):
        Fetcher(allow_private=True).get(site.url())


def test_a_packed_page_is_unpacked() -> None:
    """To the last byte."""
    words = b"<p>" + b"word " * 50_000
    with running({"/": page(gzip.compress(words), content_encoding="gzip")}) as site:
        assert Fetcher(allow_private=True).get(site.url()).body == words


def _trickle_body(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("content-type", "text/html")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def _trickle_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(200):
        handler.wfile.write(b"x-%d: y\r\n" % number)
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("route", [_trickle_body, _trickle_head, lambda _handler: time.sleep(2)], ids=["body", "head", "silence"])
def test_a_slow_server_does_not_hold_us(route: Any) -> None:  # noqa: ANN401  # a route
    """The time is bounded as a whole, whatever comes a byte at a time."""
    before = time.monotonic()
    with running({"/": route}) as site:
        with pytest.raises(PageUnreachable, match="in time"):
            Fetcher(allow_private=True, timeout=0.5).get(site.url())
        assert time.monotonic() - before < 1.5


def test_a_broken_connection() -> None:
    """And one that is refused."""
    with running({"/": lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nx")}) as site:
        with pytest.raises(PageUnreachable, match="broke"):
            Fetcher(allow_private=True).get(site.url())
        gone = site.url()
    with pytest.raises(PageUnreachable, match="No connection"):
        Fetcher(allow_private=True).get(gone)


def test_no_proxy_comes_between(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would resolve names by itself."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with running({"/": HELLO}) as site:
        assert Fetcher(allow_private=True).get(site.url()).body


def test_a_secure_connection_names_its_host() -> None:
    """The certificate asked for is the name's and not the address's; what is no TLS is a sentence."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                heard.append(connection.recv(65_536))
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        url = f"https://secure-name.example:{server.getsockname()[1]}/"
        with pytest.raises(PageUnreachable, match="secure connection"):
            Fetcher(allow_private=True, resolver=lambda _host, _port: ["127.0.0.1"]).get(url)
        thread.join()
    assert b"secure-name.example" in heard[0]
