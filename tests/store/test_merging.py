from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from outreach.domain.contact import Closeness, Contact, Resting
from outreach.errors import BadInput
from outreach.store.merging import merged
from tests.store.people import DAY, fact, need, person

if TYPE_CHECKING:
    from outreach.store.store import Store

KEPT = Contact(
    id="nia",
    name="Nia Pryce",
    address="nia@pryce.example",
    closeness=Closeness.FRIEND,
    tags=("Print",),
    facts=(fact("press", "Runs a small press"),),
)
BROUGHT = Contact(
    id="n-pryce",
    name="PRYCE, N.",
    address="old@pryce.example",
    handle="@nia",
    role="Printer",
    tags=("print", "Wales", "Wales"),
    facts=(fact("press", "Looks after two cats"), fact("b", "runs a small  PRESS."), need("c", "Looks for paper")),
    resting=Resting(reason="On leave"),
)


def test_a_merge_adds_what_is_new_and_overwrites_nothing() -> None:
    """What a person wrote stays; gaps are filled; facts that say the same are one, and ids do not collide."""
    both = merged(KEPT, BROUGHT)
    assert (both.id, both.name, both.address, both.closeness) == (KEPT.id, KEPT.name, KEPT.address, KEPT.closeness)
    assert (both.handle, both.role, both.resting) == (BROUGHT.handle, BROUGHT.role, BROUGHT.resting)
    assert both.tags == ("Print", "Wales")
    assert [(each.id, each.text) for each in both.facts] == [
        ("press", "Runs a small press"),
        ("looks-after-two-cats", "Looks after two cats"),
        ("c", "Looks for paper"),
    ]
    assert merged(both, BROUGHT) == both
    assert merged(KEPT, KEPT) == KEPT


def test_a_merge_in_the_store_is_the_merge_that_was_shown(store: Store) -> None:
    """The preview and the result are one function; new facts are noted on the day of the merge."""
    store.contacts.add(KEPT)
    assert store.contacts.merge("nia", BROUGHT, DAY) == merged(KEPT, BROUGHT) == store.contacts.get("nia")
    assert store.contacts.everything("nia")["noted"] == {
        "press": "2026-02-01",
        "looks-after-two-cats": "2026-03-02",
        "c": "2026-03-02",
    }
    assert store.contacts.merge("nia", BROUGHT, DAY) == merged(KEPT, BROUGHT)
    assert store.contacts.count() == 1


def test_a_merge_does_not_take_a_third_persons_handle(store: Store) -> None:
    """It says whose it is, and changes nothing."""
    store.contacts.add_all([KEPT, person("third", handle="NIA")])
    with pytest.raises(BadInput, match=r"handle @nia belongs to Third \(third\) already"):
        store.contacts.merge("nia", BROUGHT)
    assert store.contacts.get("nia") == KEPT
    with pytest.raises(BadInput, match="There is no contact 'nobody'"):
        store.contacts.merge("nobody", BROUGHT)
