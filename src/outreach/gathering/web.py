"""A person's page or feed on the web, as texts that facts can be proposed from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.gathering.feed import LATEST, is_feed, read_feed
from outreach.gathering.page import read_page

if TYPE_CHECKING:
    import datetime as dt

    from outreach.gathering.fetching import Fetcher
    from outreach.gathering.gathered import Gathered


def read_web(url: str, fetcher: Fetcher, *, day: dt.date, latest: int = LATEST) -> tuple[Gathered, ...]:
    """Return the text of a page, or the latest entries of a feed, the newest first; `day` is today.

    Raises BadInput for an address that is not fetched from or says nothing, PageUnreachable where nothing comes back.
    """
    fetched = fetcher.get(url)
    return read_feed(fetched, day=day, latest=latest) if is_feed(fetched) else (read_page(fetched, day=day),)
