from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, insert, select, update

from outreach.domain.contact import Contact, Resting
from outreach.errors import BadInput, NotNow, OutreachError
from outreach.store.suppressions import ASKED
from outreach.store.tables import suppressions
from outreach.store.transactions import reading, writing
from tests.store.people import DAY, days, person

if TYPE_CHECKING:
    from outreach.store.store import Store


def test_whoever_asked_is_known_again_by_address_and_by_handle(store: Store) -> None:
    """In any case, under any name; others are not."""
    nia = person("nia", address="Nia@pryce.example", handle="@Nia")
    store.suppressions.add(nia, "Wrote on 1 March that she wants no mail", DAY)
    for again in (nia, Contact(id="a", name="X", address="NIA@PRYCE.example"), Contact(id="b", name="X", handle="nia")):
        mark = store.suppressions.of(again)
        assert mark is not None
        assert (mark.reason, mark.on) == ("Wrote on 1 March that she wants no mail", DAY)
    assert store.suppressions.of(person("tom")) is None
    assert store.suppressions.of(Contact(id="x", name="Nia")) is None


def test_the_first_mark_stands(store: Store) -> None:
    """A second one changes neither day nor reason."""
    store.suppressions.add(person("nia"), "First", DAY)
    store.suppressions.add(person("nia"), "Second", days(9))
    mark = store.suppressions.of(person("nia"))
    assert mark is not None
    assert (mark.reason, mark.on) == ("First", DAY)


def test_a_mark_lets_the_person_rest_for_good(store: Store) -> None:
    """No waking, no change, no other rest and no merge ends it."""
    store.contacts.add(person("nia", resting=Resting(reason="On leave", until=days(5))))
    store.suppressions.add(person("nia"), "Asked", DAY)
    for attempt in (
        lambda: store.contacts.change(person("nia")),
        lambda: store.contacts.rest("nia", Resting(reason="Short", until=days(1))),
        lambda: store.contacts.merge("nia", person("nia")),
    ):
        attempt()
        assert store.contacts.get("nia").resting == Resting(reason="Asked")
    with pytest.raises(NotNow, match="asked not to be contacted"):
        store.contacts.wake("nia", "Let us try again")
    assert store.contacts.page()[0].resting_reason == "Asked"


def test_no_import_clears_a_mark(store: Store) -> None:
    """Whoever is added again rests; and what else they are known by is marked with them."""
    store.suppressions.add(Contact(id="x", name="Nia", address="nia@people.example"), "Asked", DAY)
    store.contacts.add_all([person("nia"), person("tom")])
    assert store.contacts.get("nia").resting == Resting(reason="Asked")
    assert store.contacts.get("tom").resting is None
    assert store.suppressions.of(Contact(id="y", name="N", handle="nia")) is not None


def test_a_changed_address_leads_nobody_past_a_mark(store: Store) -> None:
    """The new address and the new handle are marked as the old ones were."""
    store.contacts.add(person("nia"))
    store.suppressions.add(person("nia"), "Asked", DAY)
    store.contacts.change(Contact(id="nia", name="Nia", address="new@people.example", handle="@new"))
    assert store.contacts.get("nia").resting == Resting(reason="Asked")
    for again in (
        Contact(id="a", name="N", address="new@people.example"),
        Contact(id="b", name="N", handle="new"),
        person("nia"),
    ):
        assert store.suppressions.of(again) is not None


def test_nothing_to_know_a_person_by_is_said(store: Store) -> None:
    """A name alone is no mark: others may have it."""
    with pytest.raises(BadInput, match="no address and no handle"):
        store.suppressions.add(Contact(id="nia", name="Nia"), "Asked", DAY)
    with pytest.raises(BadInput, match="cannot be kept: reason"):
        store.suppressions.add(person("nia"), " ", DAY)


def test_marks_say_nothing_and_are_salted(store: Store, tmp_path: object) -> None:
    """A mark holds no part of the address, and another database would make another one of it."""
    store.suppressions.add(person("nia"), ASKED, DAY)
    with reading(store._engine) as connection:
        marks = connection.execute(select(suppressions.c.mark)).scalars().all()
    assert len(marks) == 2
    assert all(len(mark) == 64 and "nia" not in mark for mark in marks)
    with type(store).open(f"sqlite:///{tmp_path}/another.db") as other:
        other.suppressions.add(person("nia"), ASKED, DAY)
        with reading(other._engine) as connection:
            assert not set(connection.execute(select(suppressions.c.mark)).scalars()) & set(marks)


def test_the_database_itself_keeps_the_marks(store: Store) -> None:
    """Not only is there no way to clear one: the database refuses it. Only a reason can go."""
    store.suppressions.add(person("nia"), "Asked", DAY)
    for statement in (
        delete(suppressions),
        update(suppressions).values(day=days(1)),
        update(suppressions).values(reason="Another"),
        update(suppressions).values(mark="x"),
    ):
        with pytest.raises(OutreachError, match="only appended to"), writing(store._engine) as connection:
            connection.execute(statement)
    with writing(store._engine) as connection:
        connection.execute(update(suppressions).values(reason=None))
        connection.execute(insert(suppressions).values(mark="y", day=DAY))
    mark = store.suppressions.of(person("nia"))
    assert mark is not None
    assert mark.reason == ASKED
