from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from outreach.domain.contact import Resting
from outreach.domain.fact import FactKind, Source
from outreach.domain.ledger import EntryKind
from outreach.domain.proposal import Proposal
from outreach.errors import BadInput
from tests.store.people import DAY, entry, need, person

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.store.store import Store

THREADS = 6


def _at_once(step: Callable[[int], object]) -> list[object]:
    """Run a step in several threads that begin together; return what each returned, or its BadInput."""
    begin = threading.Barrier(THREADS)

    def run(number: int) -> object:
        begin.wait()
        try:
            return step(number)
        except BadInput as error:
            return error

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def test_threads_lose_nothing_on_one_person(store: Store) -> None:
    """Facts, entries, rests and merges of one contact at the same time: all of them happen, and nobody waits in a circle."""
    store.contacts.add(person("nia"))

    def everything(number: int) -> None:
        for at in range(4):
            store.contacts.add_fact("nia", need(f"f{number}-{at}", f"Needs {number} {at}"), DAY)
            store.ledger.record([entry(f"e{number}-{at}", "nia", EntryKind.GAVE)])
            store.contacts.rest("nia", Resting(reason=f"Rest {number}"))
            store.contacts.merge("nia", person("nia", tags=(f"tag-{number}-{at}",)))
            store.contacts.add(person(f"other-{number}-{at}"))
            store.contacts.forget(f"other-{number}-{at}", mark=False)

    assert _at_once(everything) == [None] * THREADS
    nia = store.contacts.get("nia")
    assert len(nia.facts) == len(nia.tags) == len(store.ledger.of("nia").entries) == 4 * THREADS
    assert store.contacts.page()[0].facts == 4 * THREADS
    assert store.contacts.count() == 1


def test_one_of_several_gets_what_only_one_can_have(store: Store) -> None:
    """The same address added at once, the same proposal accepted at once: one does it, the others are told."""
    added = _at_once(lambda number: store.contacts.add(person(f"p{number}", address="one@people.example")))
    assert sum(each is None for each in added) == 1
    assert sum("belongs to" in str(each) for each in added) == THREADS - 1
    [kept] = store.contacts.page()
    source = Source(where="her newsletter", when=DAY)
    [number] = store.proposals.add(kept.id, [Proposal(quote="I need ink", kind=FactKind.NEED, source=source)])
    accepted = _at_once(lambda _: store.proposals.accept(number, None, None, DAY))
    assert sum(isinstance(each, BadInput) for each in accepted) == THREADS - 1
    assert len(store.contacts.get(kept.id).facts) == 1


def test_recording_the_same_at_once_records_it_once(store: Store) -> None:
    """An entry is known by its id, whoever comes first."""
    store.contacts.add(person("nia"))
    assert _at_once(lambda _: store.ledger.record([entry("e1", "nia", EntryKind.GAVE)])) == [None] * THREADS
    assert len(store.ledger.of("nia").entries) == 1
