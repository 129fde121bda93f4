"""Fetch one page for a person who asked for it: https or http, bounded in time and size, from public addresses only.

1. Redirects are followed by hand; each is checked like the first address: its scheme, its host, every address of the host, and
   what that host's robots.txt says.
2. The address that was checked is the one connected to; the name goes into the Host header and the certificate check.
3. A body is unpacked as it arrives, and both what arrives and what comes out of it are bounded.
4. No proxy, no cookies, no credentials: what is fetched is what anybody would get.
"""

from __future__ import annotations

import asyncio
import zlib
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urljoin

from outreach.errors import BadInput, PageUnreachable
from outreach.gathering import addresses
from outreach.gathering.robots import AGENT, Robots

if TYPE_CHECKING:
    import httpx2

    from outreach.gathering.addresses import Resolve

MAX_BYTES: Final = 2_000_000
"""The most of a page, packed or unpacked."""
TIMEOUT: Final = 20.0
"""Seconds for one page with all its redirects."""
USER_AGENT: Final = f"{AGENT}/0.1 (reads single pages when a person asks for them; follows robots.txt)"

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS: Final = 5
_MOST_ADDRESSES: Final = 4
_MAX_URL: Final = 2_000
_ACCEPT: Final = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/xml;q=0.9,text/plain;q=0.8"


class Fetched(NamedTuple):
    """What came back: the address it came from in the end, its media type (small letters), charset if told, and its bytes."""

    url: str
    media_type: str
    charset: str
    body: bytes


class Fetcher:
    """Fetches pages; what hosts say to robots is read once for each."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        timeout: float = TIMEOUT,
        resolver: Resolve = addresses.resolve,
    ) -> None:
        """`allow_private` lets it fetch from this machine and private networks; `resolver` stands in for DNS in tests."""
        self._allow_private = allow_private
        self._timeout = timeout
        self._resolver = resolver
        self._robots = Robots()

    def get(self, url: str) -> Fetched:
        """Return a page or a feed; not to be called where an event loop runs.

        Raises BadInput for an address that is not fetched from, PageUnreachable for one that gives nothing.
        """
        return asyncio.run(self.fetch(url))

    async def fetch(self, url: str) -> Fetched:
        """Return a page or a feed as `get` does, within the timeout as a whole: a server may trickle for ever."""
        host = _target(url).host
        try:
            async with asyncio.timeout(self._timeout):
                return await self._follow(url)
        except TimeoutError:
            raise PageUnreachable(f"{host} did not send the page in time.", remedy="Try again later.") from None

    async def _follow(self, url: str) -> Fetched:
        for _ in range(_MOST_REDIRECTS + 1):
            await self._ask_robots(url)
            answer = await self._once(url)
            if answer.location is None:
                return _page(answer, url)
            url = _onward(url, answer.location)
        raise PageUnreachable(f"{_target(url).host} redirects again and again.", remedy="Check the address in a browser.")

    async def _ask_robots(self, url: str) -> None:
        """Raise BadInput where a host's robots.txt keeps us from a page."""
        target = _target(url)
        origin = f"{target.scheme}://{target.netloc.decode('ascii')}"
        if not self._robots.knows(origin):
            self._robots.learn(origin, await self._rules(f"{origin}/robots.txt"))
        if not self._robots.allow(origin, url):
            remedy = "Read the page yourself and paste what matters."
            raise BadInput(f"{target.host} asks programs not to fetch this page (robots.txt).", remedy=remedy)

    async def _rules(self, url: str) -> bytes | None:
        """Return a host's robots.txt; None (RFC 9309: an error of the server's) means that nothing may be fetched."""
        for _ in range(_MOST_REDIRECTS + 1):
            answer = await self._once(url)
            if answer.location is None:
                return None if answer.status >= 500 else answer.body if answer.status == 200 else b""
            url = _onward(url, answer.location)
        return b""

    async def _once(self, url: str) -> _Answer:
        """Send one request to the checked addresses of a host, one after the other, and read the first answer."""
        import httpx2  # noqa: PLC0415  # 130 ms: only where something is fetched

        target = _target(url)
        host = target.raw_host.decode("ascii")
        port = target.port or (443 if target.scheme == "https" else 80)
        where = await asyncio.to_thread(addresses.checked, host, port, allow_private=self._allow_private, resolver=self._resolver)
        fault: httpx2.TransportError | None = None
        for address in where[:_MOST_ADDRESSES]:
            try:
                return await self._send(target, address)
            except httpx2.ConnectError as error:
                fault = error
            except httpx2.TransportError as error:
                raise _unreachable(error, host) from None
        raise _unreachable(fault, host) from None

    async def _send(self, target: httpx2.URL, address: str) -> _Answer:
        import httpx2  # noqa: PLC0415  # see above

        headers = {
            "host": target.netloc.decode("ascii"),
            "user-agent": USER_AGENT,
            "accept": _ACCEPT,
            "accept-encoding": "gzip",
            "accept-language": "en, *;q=0.5",
        }
        # No proxy and no keeping of connections: one that was made for one name must not serve another.
        limits = httpx2.Limits(max_keepalive_connections=0)
        async with (
            httpx2.AsyncClient(trust_env=False, follow_redirects=False, timeout=self._timeout, limits=limits) as client,
            client.stream(
                "GET",
                target.copy_with(host=address),
                headers=headers,
                extensions={"sni_hostname": target.raw_host.decode("ascii")},
            ) as response,
        ):
            location = response.headers.get("location") if response.status_code in _REDIRECTS else None
            body = b"" if location else await _body(response, target.host)
            return _Answer(response.status_code, location, response.headers.get("content-type", ""), body)


class _Answer(NamedTuple):
    """One answer: its status, where it sends one on to, its content type and its unpacked body."""

    status: int
    location: str | None
    content_type: str
    body: bytes


def _target(url: str) -> httpx2.URL:
    """Return an address that can be fetched; raise BadInput for any other."""
    import httpx2  # noqa: PLC0415  # see above

    remedy = "Write it like https://example.org/page."
    if len(url) > _MAX_URL or not url.isprintable() or " " in url or "\\" in url:
        raise BadInput("This is not the address of a page.", remedy=remedy)
    try:
        target = httpx2.URL(url)
        usable = (
            target.scheme in {"http", "https"} and bool(target.raw_host) and (target.port is None or 0 < target.port < 65_536)
        )
    except (httpx2.InvalidURL, ValueError):
        usable = False
    if not usable:
        raise BadInput("This is not the address of a page: it begins with https:// or http://.", remedy=remedy)
    if target.userinfo:
        raise BadInput("The address holds a user name or a password.", remedy="Leave them out.")
    return target


def _onward(url: str, location: str) -> str:
    """Return where a redirect leads; raise BadInput where that is no address."""
    try:
        return urljoin(url, location)
    except ValueError:
        raise BadInput(
            f"{_target(url).host} redirects to something that is no address.", remedy="Open it in a browser."
        ) from None


async def _body(response: httpx2.Response, host: str) -> bytes:
    """Return the unpacked body; raise where it is too large, or packed in a way that was not asked for."""
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in {"gzip", "x-gzip", "identity", ""}:
        raise PageUnreachable(f"{host} sent a page that is packed in an unknown way.", remedy="Paste what matters of it.")
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS) if "gzip" in packed else None
    whole = bytearray()
    try:
        async for piece in response.aiter_raw():
            # Never more than one byte past the bound: a few packed bytes can stand for gigabytes.
            whole += piece if unpacker is None else unpacker.decompress(piece, MAX_BYTES + 1 - len(whole))
            if len(whole) > MAX_BYTES:
                raise BadInput(f"The page at {host} is larger than {MAX_BYTES:,} bytes.", remedy="Paste what matters of it.")
    except zlib.error:
        raise PageUnreachable(f"{host} sent a broken page.", remedy="Try again.") from None
    return bytes(whole)


def _page(answer: _Answer, url: str) -> Fetched:
    """Return a page out of an answer that is one; raise where it is none, or nothing to be read."""
    host = _target(url).host
    if answer.status != 200:
        remedy = "Check the address in a browser."
        raise PageUnreachable(f"{host} answered with status {answer.status} and no page.", remedy=remedy)
    media_type, _, parameters = answer.content_type.partition(";")
    kind = media_type.strip().lower()
    if not (kind.startswith("text/") or kind.endswith(("/xml", "+xml")) or kind in {"", "application/rss", "application/atom"}):
        raise BadInput(
            f"What stands at this address of {host} is no text.", remedy="Name a page or a feed, or paste what matters."
        )
    charset = parameters.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    return Fetched(url, kind, charset, answer.body)


def _unreachable(error: httpx2.TransportError | None, host: str) -> PageUnreachable:
    """Say what kept a page from being fetched, with nothing of what the server sent."""
    import httpx2  # noqa: PLC0415  # see above

    if isinstance(error, httpx2.TimeoutException):
        return PageUnreachable(f"{host} did not send the page in time.", remedy="Try again later.")
    if "CERTIFICATE" in str(error).upper() or "SSL" in str(error).upper():
        return PageUnreachable(f"No secure connection to {host} could be made.", remedy="Check the address in a browser.")
    if isinstance(error, httpx2.ConnectError):
        return PageUnreachable(f"No connection to {host} could be made.", remedy="Check the address and the network.")
    return PageUnreachable(f"The connection to {host} broke before the page was here.", remedy="Try again.")
