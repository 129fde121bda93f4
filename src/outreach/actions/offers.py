"""The inventory of offers: list it with what is left of each this month, add to it, change it, take out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from outreach.actions.values import made
from outreach.domain.offer import Offer
from outreach.offers_file import OffersFile
from outreach.workspace import OFFERS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from outreach.domain.ledger import Entry
    from outreach.store.store import Store
    from outreach.workspace import Workspace

_FILE = "sqlite:///"
_PROMISES = 1_000
"""The most people whose open promises are looked at; more of them are a fault of another kind."""


class Promise(NamedTuple):
    """A promise that is still open, and the name of the person it was made to."""

    name: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Given:
    """What the ledger says of offers: how often each was given or promised this month, and the promises that are open."""

    times: Mapping[str, int] = field(default_factory=dict)
    promises: tuple[Promise, ...] = ()


class Listed(NamedTuple):
    """An offer with what is left of it this month (None: it has no limit), and whether it still stands."""

    offer: Offer
    left: int | None
    stands: bool


def is_kept(url: str) -> bool:
    """Tell whether there is a memory at the URL of a database: looking at offers makes no file for one."""
    return not url.startswith(_FILE) or Path(url.removeprefix(_FILE)).exists()


def given_this_month(store: Store, today: dt.date) -> Given:
    """Return what the ledger says of offers on a day."""
    people = store.candidates.promises(_PROMISES)
    histories, known = store.ledger.histories(people), store.contacts.several(people)
    promises = tuple(
        Promise(known[id_].name, entry)
        for id_ in people
        if id_ in known
        for entry in histories[id_].open_promises
        if entry.offer_id
    )
    return Given(store.ledger.given_since(today.replace(day=1)), promises)


def listed(offers: tuple[Offer, ...], given: Given, today: dt.date) -> tuple[Listed, ...]:
    """Return every offer in the order of the file."""
    return tuple(
        Listed(
            offer,
            None if offer.limit_per_month is None else max(0, offer.limit_per_month - given.times.get(offer.id, 0)),
            offer.stands_on(today),
        )
        for offer in offers
    )


def add(place: Workspace, fields: Mapping[str, object], called: Mapping[str, str]) -> Offer:
    """Add an offer to the inventory and return it; `called` says how the person knows a field ("--title").

    Raises BadInput with every mistake in the fields or in the file; then nothing is written.
    """
    offer = made(Offer, fields, called)
    file = OffersFile(place.root / OFFERS)
    file.add(offer)
    file.save()
    return offer


def change(place: Workspace, id_: str, fields: Mapping[str, object], called: Mapping[str, str]) -> Offer:
    """Change an offer of the inventory to these fields and return it; raise BadInput, and write nothing, as `add` does."""
    offer = made(Offer, {**fields, "id": id_}, called)
    file = OffersFile(place.root / OFFERS)
    file.change(offer)
    file.save()
    return offer


def remove(place: Workspace, id_: str) -> None:
    """Take an offer out of the inventory; raise BadInput, and write nothing, where there is none of that id."""
    file = OffersFile(place.root / OFFERS)
    file.remove(id_)
    file.save()
