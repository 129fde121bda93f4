"""The latest entries of an RSS or Atom feed as dated texts. The feed was fetched before; nothing here goes to the network."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from outreach.errors import BadInput
from outreach.gathering.gathered import Gathered, passage, source_of, title_of
from outreach.gathering.markup import blocks

if TYPE_CHECKING:
    from outreach.gathering.fetching import Fetched

LATEST: Final = 5
"""How many entries are read where nothing else is said."""

_ROOT: Final = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_HEAD: Final = 2_000
_MOST: Final = 200
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)


def is_feed(fetched: Fetched) -> bool:
    """Tell a feed from a page by its media type, or by what it begins with."""
    return "rss" in fetched.media_type or "atom" in fetched.media_type or _ROOT.search(fetched.body[:_HEAD]) is not None


def read_feed(fetched: Fetched, *, day: dt.date, latest: int = LATEST) -> tuple[Gathered, ...]:
    """Return the latest entries, the newest first; raise BadInput for a feed without any that says something."""
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415  # 80 ms: only where a feed is read

    host = urlsplit(fetched.url).hostname or ""
    if _ENTITY.search(fetched.body):
        raise BadInput(f"The feed at {host} defines entities of its own, which no feed needs.", remedy="Name the page instead.")
    # A stream and never a text: a text could be taken for an address or the name of a file.
    headers = {"content-type": f"{fetched.media_type or 'application/xml'}; charset={fetched.charset or 'utf-8'}"}
    parsed: Any = feedparser.parse(io.BytesIO(fetched.body), response_headers=headers)
    entries = sorted(parsed.entries[:_MOST], key=lambda entry: _date(entry) or dt.date.min, reverse=True)
    found = tuple(one for entry in entries if (one := _gathered(entry, host, day)) is not None)[:latest]
    if not found:
        raise BadInput(f"The feed at {host} has no entries that can be read.", remedy="Name the page instead.")
    return found


def _gathered(entry: Any, host: str, day: dt.date) -> Gathered | None:  # noqa: ANN401  # feedparser has no types
    title = title_of(entry.get("title"))
    contents = [part.get("value") or "" for part in entry.get("content", [])]
    longest = max([*contents, entry.get("summary") or ""], key=len)
    text = passage(blocks(longest))
    return Gathered(title, text, source_of("the post", title, host, _date(entry), day)) if text else None


def _date(entry: Any) -> dt.date | None:  # noqa: ANN401  # feedparser has no types
    """Return the day an entry was published, or else updated, in universal time."""
    for name in ("published_parsed", "updated_parsed"):
        parsed = entry.get(name)
        if parsed:
            try:
                return dt.date(*parsed[:3])
            except (ValueError, TypeError):
                continue
    return None
