from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from outreach.domain.contact import Closeness, Resting
from outreach.domain.ledger import EntryKind
from tests.store.people import DAY, days, entry, fact, friend, need, person

if TYPE_CHECKING:
    from outreach.store.store import Store

GAVE, ASKED, RECEIVED, THANKED, REPLIED, PROMISED = EntryKind


def test_promises_come_longest_open_first_until_they_are_kept(store: Store) -> None:
    """Giving what was promised closes it; giving something else does not."""
    store.contacts.add_all([person("nia"), person("tom"), person("wen")])
    store.ledger.record(
        [
            entry("e1", "nia", PROMISED, days(2), offer_id="welsh"),
            entry("e2", "tom", PROMISED, days(1), offer_id="slot"),
            entry("e3", "tom", GAVE, days(3), offer_id="welsh"),
            entry("e4", "wen", GAVE, days(1), offer_id="slot"),
        ]
    )
    assert store.candidates.promises(9) == ("tom", "nia")
    assert store.candidates.promises(1) == ("tom",)
    store.ledger.record([entry("e5", "tom", GAVE, days(4), offer_id="slot")])
    assert store.candidates.promises(9) == ("nia",)
    assert store.candidates.promises(0) == ()


def test_thanks_are_owed_until_they_are_said(store: Store) -> None:
    """A reply is not a gift; a thank-you settles what came before it."""
    store.contacts.add_all([person("nia"), person("tom"), person("wen")])
    store.ledger.record([entry("e1", "nia", RECEIVED, days(2)), entry("e2", "tom", RECEIVED), entry("e3", "wen", REPLIED)])
    assert store.candidates.thanks_owed(9) == ("tom", "nia")
    store.ledger.record([entry("e4", "tom", THANKED, days(3))])
    assert store.candidates.thanks_owed(9) == ("nia",)


def test_new_needs_are_those_just_noted(store: Store) -> None:
    """Needs with a source count by the day they were noted, the latest first; facts do not, nor needs without a source."""
    store.contacts.add(person("old", facts=(need("a", "Needs paper"),)), days(-90))
    store.contacts.add(person("nia", facts=(need("a", "Needs ink"),)), days(1))
    store.contacts.add(person("tom", facts=(fact("a", "Has a cat"), need("b", "Needs rest", source=None))), days(1))
    store.contacts.add(person("wen"))
    store.contacts.add_fact("wen", need("a", "Needs a hall"), days(2))
    assert store.candidates.new_needs(DAY, 9) == ("wen", "nia")
    store.contacts.drop_fact("wen", "a")
    assert store.candidates.new_needs(DAY, 9) == ("nia",)


def test_long_silence_is_that_of_friends_and_colleagues(store: Store) -> None:
    """The longest first, whoever broke it last; then those of whom nothing was recorded."""
    store.contacts.add_all(
        [friend("nia"), friend("tom"), person("wen", closeness=Closeness.COLLEAGUE), friend("new"), person("far")]
    )
    store.ledger.record(
        [
            entry("e1", "nia", GAVE, days(-200)),
            entry("e2", "nia", REPLIED, days(-150)),
            entry("e3", "wen", GAVE, days(-180)),
            entry("e4", "tom", REPLIED, days(-3)),
            entry("e5", "far", GAVE, days(-300)),
        ]
    )
    assert store.candidates.silent(days(-120), 9) == ("wen", "nia", "new")
    assert store.candidates.silent(days(-120), 2) == ("wen", "nia")


def test_unanswered_messages_are_counted_till_somebody_answers(store: Store) -> None:
    """The most first; what went in one message counts once."""
    store.contacts.add_all([person("nia"), person("tom"), person("wen")])
    store.ledger.record(
        [
            *(entry(f"n{at}", "nia", GAVE, days(at)) for at in range(3)),
            *(entry(f"t{at}", "tom", ASKED, days(at)) for at in range(2)),
            *(entry(f"w{at}", "wen", GAVE, days(at), message="m") for at in range(4)),
        ]
    )
    assert store.candidates.unanswered(1, 9) == ("nia", "tom", "wen")
    assert store.candidates.unanswered(2, 9) == ("nia", "tom")
    store.ledger.record([entry("n9", "nia", REPLIED, days(9))])
    assert store.candidates.unanswered(2, 9) == ("tom",)


def test_those_who_rest_are_left_out_on_that_day(store: Store) -> None:
    """With a day, every question leaves out who rests on it; `resting` gives them."""
    rest = Resting(reason="On leave", until=days(10))
    store.contacts.add_all([friend(name, facts=(need("a", "Needs ink"),)) for name in ("nia", "tom", "wen")], DAY)
    store.ledger.record(
        [entry(f"{kind}-{name}", name, kind, days(-200)) for name in ("nia", "tom", "wen") for kind in (RECEIVED, PROMISED)]
    )
    store.contacts.rest("nia", rest)
    store.suppressions.add(store.contacts.get("tom"), "Asked", DAY)
    ask = store.candidates
    for day, awake in ((DAY, ("wen",)), (days(10), ("wen",)), (days(11), ("nia", "wen"))):
        assert (
            ask.promises(9, day)
            == ask.thanks_owed(9, day)
            == ask.silent(days(-1), 9, day)
            == ask.unanswered(1, 9, day)[::-1]
            == awake
        )
        assert ask.new_needs(DAY, 9, day)[::-1] == awake
        assert set(ask.resting(9, day)) == {"nia", "tom", "wen"} - set(awake)
    assert len(ask.promises(9)) == 3
    assert ask.resting(9) == ("nia", "tom")
    assert ask.resting(1) == ("nia",)


def test_every_question_is_answered_from_an_index(sqlite_store: Store) -> None:
    """SQLite says how it looks: always by an index, never through a whole table, and never in the ledger."""
    store = sqlite_store
    asked: list[tuple[str, Any]] = []
    event.listen(
        store._engine, "before_cursor_execute", lambda _c, _cursor, statement, values, *_: asked.append((statement, values))
    )
    ask = store.candidates
    for question in (
        lambda: ask.promises(5, DAY), lambda: ask.thanks_owed(5, DAY), lambda: ask.new_needs(DAY, 5, DAY),
        lambda: ask.silent(DAY, 5, DAY), lambda: ask.unanswered(2, 5, DAY), lambda: ask.resting(5, DAY),
        lambda: store.contacts.page(limit=5), lambda: store.ledger.given_since(DAY), lambda: store.ledger.of("nia"),
    ):  # fmt: skip
        question()
    questions = [(statement, values) for statement, values in asked if statement.startswith("SELECT")]
    assert len(questions) == 13
    with store._engine.connect() as connection:
        for statement, values in questions:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            steps = [row[3] for row in plan]
            # The table of open promises is small, and counted whole. Nothing is sorted: the index has the order.
            assert all("INDEX" in step or step in {"SCAN promises", "USE TEMP B-TREE FOR GROUP BY"} for step in steps), steps
