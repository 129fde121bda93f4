"""Match 100,000 contacts against 30 offers: `python -m tests.benchmarks.matching [CONTACTS]`.

Prints contacts a second of one core's time, so that other work on the machine does not count. Each contact has one need and two
facts, put together from the needs, traits and topics that other tests generate from, with a place name of its own in each.
"""

from __future__ import annotations

import datetime as dt
import resource
import sys
import time
from typing import TYPE_CHECKING

from outreach.domain.contact import Contact
from outreach.domain.fact import Fact, FactKind, Source
from outreach.domain.offer import Offer
from outreach.matching import Inventory
from tests.material import DETAILS, NEEDS, OFFERS, TOPICS, TRAITS

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = dt.date(2026, 3, 2)
SOURCE = Source(where="her newsletter", when=TODAY)
CONTACTS = 100_000
INVENTORY = 30


def inventory() -> Inventory:
    """Return thirty offers."""
    made = []
    for number in range(INVENTORY):
        kind, title = OFFERS[number % len(OFFERS)]
        detail = DETAILS[number % len(DETAILS)]
        made.append(Offer(id=f"offer-{number}", title=title.format(TOPICS[number % len(TOPICS)]), detail=detail, kind=kind))
    return Inventory(made)


def contacts(number: int) -> Iterator[Contact]:
    """Yield so many contacts, one at a time."""
    for each in range(number):
        topic = TOPICS[each % len(TOPICS)]
        texts = (
            (FactKind.NEED, f"{NEEDS[each % len(NEEDS)].format(topic)} in {_place(each)}"),
            (FactKind.FACT, TRAITS[each % len(TRAITS)].format(TOPICS[(each * 7) % len(TOPICS)])),
            (FactKind.FACT, f"Lives in {_place(each * 31 + 1)} and collects {TOPICS[(each * 3) % len(TOPICS)]}"),
        )
        facts = tuple(Fact(id=f"f{at}", text=text, kind=kind, source=SOURCE) for at, (kind, text) in enumerate(texts))
        yield Contact(id=f"c{each}", name=f"Person {each}", facts=facts)


def _place(number: int) -> str:
    """Return one of 17,576 names of a place."""
    first, second, third = number % 26, number // 26 % 26, number // 676 % 26
    return f"{chr(65 + first)}a{chr(97 + second)}o{chr(97 + third)}burg"


def main(argv: list[str]) -> None:
    """Print the figures."""
    number = int(argv[0]) if argv else CONTACTS
    start = time.process_time()
    prepared = inventory()
    print(f"{INVENTORY} offers prepared in {time.process_time() - start:.2f} s, the word data included")
    seconds, matched = 0.0, 0
    for contact in contacts(number):
        start = time.process_time()
        matched += bool(prepared.match(contact, TODAY))
        seconds += time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{number:,} contacts of three facts: {number / seconds:,.0f} a second of one core; an offer fits {matched:,} of them")
    print(f"peak memory: {peak:.0f} MiB")


if __name__ == "__main__":
    main(sys.argv[1:])
