"""The lines in threads that say who wrote what follows: "On Monday, Nour wrote:", headers, chat lines."""

from __future__ import annotations

import re
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from outreach.gathering.columns import ADDRESS
from outreach.gathering.dates import day_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

_LONGEST: Final = 300
_VERB: Final = r"(?:wrote|writes|schrieb|skrev|schreef|a écrit|escribió|escreveu|ha scritto)"
_ON: Final = re.compile(r"(?:on|am|le|el|il|op|den|em)\s", re.IGNORECASE)
_AFTER_TIME: Final = re.compile(r".*\d\S*\s+(?:(?:at|um|à|a las|alle|kl\.?|om|[ap]\.?m\.?|gmt|utc)\b\S*\s+)*", re.IGNORECASE)
_SAYS: Final = re.compile(_VERB, re.IGNORECASE)
_SEPARATOR: Final = re.compile(
    r"\s*(?:-{2,} ?(?:original|forwarded|ursprüngliche|weitergeleitete)\b.{0,60}|begin forwarded message:|_{10,})\s*\Z",
    re.IGNORECASE,
)
_HEADER: Final = re.compile(
    r"\*?(?P<name>from|sent|date|to|cc|subject|reply-to|von|gesendet|datum|an|betreff|de|envoyé|à|objet|enviado|para|asunto)"
    r"\s?:\*?\s(?P<value>.{0,500})\Z",
    re.IGNORECASE,
)
_FROM: Final = frozenset({"from", "von", "de"})
_WHEN: Final = frozenset({"sent", "date", "gesendet", "datum", "envoyé", "enviado"})
_CHAT: Final = re.compile(
    r"\[?(?P<when>\d{1,4}[./-]\d{1,2}[./-]\d{1,4}),? (?:at )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?\]?(?: -)? "
    r"(?P<who>[^:]{1,60}): (?P<said>.*)\Z",
    re.IGNORECASE,
)


class Author(NamedTuple):
    """Who wrote, and on which day, as far as it is written; empty and None where it is not."""

    name: str = ""
    address: str = ""
    date: dt.date | None = None

    def is_(self, name: str, address: str | None) -> bool:
        """Tell whether this is the person of that name and address; an address counts before any name."""
        if self.address and address:
            return self.address.casefold() == address.casefold()
        mine, given = self.name.casefold().split(), name.casefold().split()
        return bool(mine) and (
            mine == given or (len(mine) == 1 and mine == given[:1]) or (len(given) > 1 and set(given) <= set(mine))
        )


def attributed(line: str) -> Author | None:
    """Return who wrote what follows a line such as "On 10 Feb 2026, Nour Haddad <nour@x.example> wrote:"."""
    says = _SAYS.search(line) if line.endswith(":") and len(line) <= _LONGEST else None
    if says is None:
        return None
    before, after = line[: says.start()].strip(), line[says.end() : -1].strip(" ,")
    if not _ON.match(before):
        return _author(before, None) if not after and _is_name(before) else None
    if after:
        return _author(after, day_in(before))
    when, comma, who = before.rpartition(",")
    if not comma or not any(character.isdigit() for character in when):
        timed = _AFTER_TIME.match(before)
        when, who = (before[: timed.end()], before[timed.end() :]) if timed else ("", "")
    return _author(who, day_in(when)) if who.strip() else None


def is_header(line: str) -> bool:
    """Tell a line that a block of headers may begin with."""
    return _HEADER.match(line) is not None or _SEPARATOR.match(line) is not None


def header_block(lines: Sequence[str]) -> tuple[Author, int] | None:
    """Return who wrote what follows a block of headers (From, Sent, To …), and how many lines it takes."""
    start = 1 if lines and _SEPARATOR.match(lines[0]) else 0
    while start and start < len(lines) and not lines[start]:
        start += 1
    headers: dict[str, str] = {}
    taken = start
    for line in lines[start:]:
        match = _HEADER.match(line)
        if match is None:
            break
        headers.setdefault(match["name"].lower(), match["value"])
        taken += 1
    who = next((headers[name] for name in headers if name in _FROM), None)
    if who is None or len(headers) < 2:
        return None
    return _author(who, day_of(next((headers[name] for name in headers if name in _WHEN), ""))), taken


def chat_line(line: str) -> tuple[Author, str] | None:
    """Return who said something in a line of a chat's export, and the words."""
    match = _CHAT.match(line[:4000])
    return (Author(match["who"].strip(), "", day_in(match["when"])), match["said"]) if match else None


def _author(who: str, date: dt.date | None) -> Author:
    """Return an author out of "Nour Haddad <nour@x.example>", "nour@x.example" or a name."""
    name, address = parseaddr(who)
    found = ADDRESS.search(address) or ADDRESS.search(who)
    if "@" not in address:
        name = who.partition("<")[0]
    return Author(name.strip(" \"'*"), found[0] if found else "", date)


def _is_name(text: str) -> bool:
    return bool(text) and text.count(" ") <= 4 and all(not word[:1].isalpha() or word[:1].isupper() for word in text.split())


def day_of(text: str) -> dt.date | None:
    """Return the day that a date header or a line names, or None."""
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError):
        return day_in(text)
