from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update

from outreach.domain.history import History
from outreach.domain.ledger import Entry, EntryKind
from outreach.errors import BadInput, OutreachError
from outreach.store.derived import COLUMNS, derive
from outreach.store.tables import contacts, ledger, promises
from outreach.store.transactions import reading, writing
from tests.store.people import DAY, days, entry, person

if TYPE_CHECKING:
    from outreach.store.store import Store

GAVE, ASKED, RECEIVED, THANKED, REPLIED, PROMISED = EntryKind


def _derived(store: Store) -> tuple[list[dict[str, Any]], list[tuple[Any, ...]]]:
    """Return what the rows of the contacts say of their ledgers, and the open promises."""
    with reading(store._engine) as connection:
        columns = [contacts.c.id, *(contacts.c[name] for name in COLUMNS)]
        rows = [dict(row) for row in connection.execute(select(*columns).order_by(contacts.c.id)).mappings()]
        return rows, [tuple(row) for row in connection.execute(select(promises).order_by(promises.c.entry_id))]


def test_entries_come_back_in_the_order_of_their_days(store: Store) -> None:
    """Of one day, in the order of recording; everything of an entry comes back."""
    store.contacts.add_all([person("nia"), person("tom")])
    late = entry("e1", "nia", GAVE, days(5), offer_id="welsh", message="m1", by="Ines", words="The proofread")
    early, same_day, other = entry("e2", "nia", REPLIED), entry("e3", "nia", THANKED, days(5)), entry("e4", "tom", ASKED)
    store.ledger.record([late, early])
    store.ledger.record([same_day, other])
    assert store.ledger.of("nia") == History(entries=(early, late, same_day))
    assert store.ledger.histories(["tom", "nia", "nobody"]) == {
        "tom": History(entries=(other,)),
        "nia": History(entries=(early, late, same_day)),
        "nobody": History(),
    }


def test_recording_twice_is_recording_once(store: Store) -> None:
    """By the id of an entry, in one call or in two; another entry under that id is refused, and nothing with it."""
    store.contacts.add(person("nia"))
    first = entry("e1", "nia", GAVE)
    store.ledger.record([first, first])
    store.ledger.record([first, entry("e2", "nia", ASKED)])
    assert len(store.ledger.of("nia").entries) == 2
    for wrong in (
        [entry("e3", "nia", GAVE), entry("e1", "nia", GAVE, words="Another thing")],
        [entry("e4", "nia", GAVE), entry("e4", "nia", ASKED)],
    ):
        with pytest.raises(BadInput, match="Something else is recorded as"):
            store.ledger.record(wrong)
    assert len(store.ledger.of("nia").entries) == 2
    store.ledger.record([])


def test_only_people_who_are_kept_have_a_ledger(store: Store) -> None:
    """All or nothing: one unknown person keeps the other entry out too."""
    store.contacts.add(person("nia"))
    with pytest.raises(BadInput, match=r"There is no contact 'nai'. Near it: nia."):
        store.ledger.record([entry("e1", "nia", GAVE), entry("e2", "nai", GAVE)])
    assert store.ledger.of("nia") == History()


def test_the_database_itself_refuses_to_change_the_ledger(store: Store) -> None:
    """There is no way in the program, and none past it."""
    store.contacts.add(person("nia"))
    store.ledger.record([entry("e1", "nia", GAVE)])
    assert not {name for name in dir(store.ledger) if any(word in name for word in ("delete", "update", "remove", "change"))}
    for statement in (update(ledger).values(words="Nothing"), delete(ledger), delete(contacts)):
        with pytest.raises(OutreachError), writing(store._engine) as connection:
            connection.execute(statement)
    if store._engine.dialect.name == "postgresql":
        with pytest.raises(OutreachError, match="only appended to"), writing(store._engine) as connection:
            connection.execute(text("TRUNCATE ledger"))
    assert len(store.ledger.of("nia").entries) == 1


_ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["nia", "tom"]),
        st.sampled_from(EntryKind),
        st.integers(0, 6),
        st.sampled_from([None, "welsh", "slot"]),
        st.sampled_from([None, "m1", "m2"]),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_ENTRIES, cut=st.integers(1, 5))
def test_what_a_row_says_of_its_ledger_is_what_the_ledger_says(store: Store, steps: list[Any], cut: int) -> None:
    """Recorded in any order and in any portions, the derived columns are the history's own, and recounting changes nothing."""
    for known in ("nia", "tom"):
        if store.contacts.several([known]):
            store.contacts.forget(known, mark=False)
        store.contacts.add(person(known))
    entries = [
        Entry(id=f"e{at}", contact_id=who, kind=kind, words="x", on=days(day), by="Ines", offer_id=offer, message=message)
        for at, (who, kind, day, offer, message) in enumerate(steps)
    ]
    for start in range(0, len(entries), cut):
        store.ledger.record(entries[start : start + cut])
    rows, still = _derived(store)
    histories = store.ledger.histories(["nia", "tom"])
    assert rows == [{"id": id_, **derive(history)} for id_, history in histories.items()]
    assert sorted(row[0] for row in still) == sorted(each.id for history in histories.values() for each in history.open_promises)
    store.ledger.recount()
    assert _derived(store) == (rows, still)
    given: dict[str, int] = {}
    for history in histories.values():
        for each in (*(one for one in history.entries if one.kind is GAVE and one.on >= days(3)), *history.open_promises):
            if each.offer_id:
                given[each.offer_id] = given.get(each.offer_id, 0) + 1
    assert store.ledger.given_since(days(3)) == given


def test_recounting_mends_rows_that_say_something_else(store: Store) -> None:
    """What rows and promises say derives from the ledger alone."""
    store.contacts.add_all([person("nia"), person("tom")])
    store.ledger.record([entry("e1", "nia", PROMISED, offer_id="welsh"), entry("e2", "tom", RECEIVED)])
    right = _derived(store)
    with writing(store._engine) as connection:
        connection.execute(update(contacts).values(written_on=None, thanks=9, promises=9, unanswered=9, touched_on=days(99)))
        connection.execute(delete(promises))
        connection.execute(insert(promises).values(entry_id="x", contact_id="tom", day=DAY))
    assert _derived(store) != right
    store.ledger.recount()
    assert _derived(store) == right


def test_the_row_of_a_list_says_when_one_wrote_and_heard(store: Store) -> None:
    """The days are the ledger's, whatever order it was recorded in."""
    store.contacts.add(person("nia"))
    store.ledger.record(
        [entry("e1", "nia", GAVE, days(4)), entry("e2", "nia", ASKED, days(1)), entry("e3", "nia", REPLIED, days(2))]
    )
    [row] = store.contacts.page()
    assert (row.written_on, row.heard_on) == (days(4), days(2))


def test_what_teammates_did_is_told_and_ones_own_is_not(store: Store) -> None:
    """By anybody else, however they write their name; from that day on; the latest first."""
    store.contacts.add(person("nia"))
    mine, theirs, older = (
        entry("e1", "nia", ASKED, days(3), by="Ines Moreau"),
        entry("e2", "nia", ASKED, days(2), by="Omar"),
        entry("e3", "nia", GAVE, days(-9), by="Omar"),
    )
    latest = entry("e4", "nia", GAVE, days(4), by="Wen")
    store.ledger.record([mine, theirs, older, latest])
    assert store.ledger.others("nia", "ines  MOREAU", DAY) == (latest, theirs)
    assert store.ledger.others("nia", "Omar", DAY) == (latest, mine)
    assert store.ledger.others("nia", "Omar", days(5)) == ()
    assert store.ledger.others("tom", "Omar", DAY) == ()


def test_entries_built_past_their_bounds_are_refused(store: Store) -> None:
    """Nothing is recorded that could not be read again."""
    store.contacts.add(person("nia"))
    with pytest.raises(BadInput, match="cannot be kept: words"):
        store.ledger.record([entry("e1", "nia", GAVE).model_copy(update={"words": "w" * 1_000_000})])
    store.ledger.record([entry("e1", "nia", GAVE).model_copy(update={"words": "a\0b\ud800"})])
    assert store.ledger.of("nia").entries[0].words == "ab"
    assert isinstance(store.ledger.of("nia").entries[0].on, dt.date)
