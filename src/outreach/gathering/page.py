"""The main text of a web page, without its navigation, notices and advertisements."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from outreach.errors import BadInput
from outreach.gathering.gathered import Gathered, passage, source_of, title_of

if TYPE_CHECKING:
    from outreach.gathering.fetching import Fetched

_MOST_TAGS: Final = 40_000
"""The most tags of a page that are read: no article has as many, and each of them takes time."""

_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")


def read_page(fetched: Fetched, *, day: dt.date) -> Gathered:
    """Return what a page says, dated as it says or else on the day it was seen; raise BadInput where it says nothing."""
    host = urlsplit(fetched.url).hostname or ""
    if fetched.media_type == "text/plain":
        text, title, date = passage(decoded(fetched).split("\n\n")), "", None
    else:
        text, title, date = _extracted(fetched)
    if not text:
        remedy = "It may need a browser to show anything: open it, and paste what matters."
        raise BadInput(f"The page at {host} holds no text that can be read.", remedy=remedy)
    return Gathered(title, text, source_of("the page", title, host, date, day))


def decoded(fetched: Fetched) -> str:
    """Return a body as text: in the charset that came with it, else in UTF-8."""
    try:
        codec = codecs.lookup(fetched.charset or "utf-8").name
        return fetched.body.decode(codec, "replace")
    except (LookupError, ValueError, TypeError):
        return fetched.body.decode("utf-8", "replace")


def _extracted(fetched: Fetched) -> tuple[str, str, dt.date | None]:
    """Return main text, title and date of a page in HTML."""
    import trafilatura  # noqa: PLC0415  # half a second: only where a page is read

    # Without a charset the library looks for one in the page itself.
    short = fetched._replace(body=b"<".join(fetched.body.split(b"<", _MOST_TAGS)[:_MOST_TAGS]))
    html = _DECLARATION.sub("", decoded(short)) if short.charset else short.body
    document = trafilatura.bare_extraction(
        html,
        url=fetched.url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if document is None or isinstance(document, dict):
        return "", "", None
    return passage((document.text or "").split("\n")), title_of(document.title), _date(document.date)


def _date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None
