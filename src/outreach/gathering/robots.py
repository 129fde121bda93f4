"""What hosts say to programs that fetch pages (RFC 9309), read once for each host."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from protego import Protego

AGENT: Final = "outreach"
"""The name by which a robots.txt speaks to this program."""

_MAX_BYTES: Final = 500_000  # RFC 9309, section 2.5: at least 500 kibibytes are read


class Robots:
    """The rules of the hosts met so far."""

    def __init__(self) -> None:
        self._rules: dict[str, Protego | None] = {}

    def knows(self, origin: str) -> bool:
        """Tell whether the rules of an origin (scheme, host and port) were read."""
        return origin in self._rules

    def learn(self, origin: str, body: bytes | None) -> None:
        """Keep an origin's robots.txt; None stands for one that the server could not give."""
        from protego import Protego  # noqa: PLC0415  # only where something is fetched

        text = "" if body is None else body[:_MAX_BYTES].decode("utf-8-sig", "replace")
        self._rules[origin] = None if body is None else Protego.parse(text)

    def allow(self, origin: str, url: str) -> bool:
        """Tell whether an origin lets this program fetch one of its pages. Without rules to be had it does not."""
        rules = self._rules[origin]
        return rules is not None and rules.can_fetch(url, AGENT)
