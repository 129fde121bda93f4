from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.domain.contact import Channel, Closeness, Contact, Resting
from outreach.domain.fact import Fact, FactKind, Source
from outreach.errors import BadInput
from tests.store.people import DAY, fact, need, person

if TYPE_CHECKING:
    from outreach.store.store import Store

_LINES = st.text(min_size=1, max_size=300)
_DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1))


def _made(model: type, **fields: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Draw what a model takes; texts that are empty once cleaned are drawn anew."""

    def build(values: dict[str, object]) -> object:
        try:
            return model(**values)
        except ValueError:
            return None

    return st.fixed_dictionaries(fields).map(build).filter(lambda value: value is not None)


_SOURCES = _made(Source, where=_LINES, when=_DAYS)
_FACTS = _made(
    Fact,
    id=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,63}", fullmatch=True),
    text=_LINES,
    kind=st.sampled_from(FactKind),
    source=st.none() | _SOURCES,
    quote=st.none() | _LINES,
)
_CONTACTS = _made(
    Contact,
    id=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,63}", fullmatch=True),
    name=_LINES,
    greeting=st.none() | _LINES,
    address=st.none() | st.just("Ines.Ö@Example.ORG"),
    handle=st.none() | _LINES,
    role=st.none() | _LINES,
    channel=st.sampled_from(Channel),
    closeness=st.sampled_from(Closeness),
    tags=st.lists(_LINES, max_size=4).map(tuple),
    resting=st.none() | _made(Resting, reason=_LINES, until=st.none() | _DAYS),
    facts=st.lists(_FACTS, max_size=4, unique_by=lambda each: getattr(each, "id", None)).map(tuple),
)


def _remove_all(store: Store) -> None:
    for each in list(store.contacts.iterate()):
        store.contacts.forget(each.id, mark=False)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(contact=_CONTACTS)
def test_what_is_kept_comes_back_as_it_was(store: Store, contact: Contact) -> None:
    """Any contact, in any script, comes back equal: added, changed into, and listed."""
    _remove_all(store)
    store.contacts.add(contact, DAY)
    assert store.contacts.get(contact.id) == contact
    assert list(store.contacts.iterate()) == [contact]
    bare = Contact(id=contact.id, name="Somebody Else")
    store.contacts.change(bare)
    assert store.contacts.get(contact.id) == bare
    store.contacts.change(contact)
    assert store.contacts.get(contact.id) == contact
    [row] = store.contacts.page()
    assert (row.id, row.name, row.closeness, row.facts) == (contact.id, contact.name, contact.closeness, len(contact.facts))
    assert row.needs == len(contact.needs)


def test_an_id_an_address_and_a_handle_belong_to_one_person(store: Store) -> None:
    """Whoever has it is named, in every case and with or without an @; nothing is kept of the second one."""
    store.contacts.add(person("nia", name="Nia Pryce", address="Nia@Pryce.example", handle="@NiaP"))
    for other in (
        Contact(id="nia", name="Another"),
        Contact(id="other", name="Another", address="NIA@pryce.EXAMPLE"),
        Contact(id="other", name="Another", handle="niap"),
        Contact(id="other", name="Another", handle="\uff20\uff2eiap"),
    ):
        with pytest.raises(BadInput, match=r"belongs to Nia Pryce \(nia\) already"):
            store.contacts.add(other)
    with pytest.raises(BadInput, match=r"belongs to Nia Pryce"):
        store.contacts.add_all([person("tom"), Contact(id="other", name="Another", handle="niap")])
    assert store.contacts.count() == 1


def test_two_of_one_import_cannot_be_the_same(store: Store) -> None:
    """Doubles among those that are added together are told apart from those that are kept already."""
    with pytest.raises(BadInput, match=r"address TOM@people.example belongs to Tom \(tom\) already"):
        store.contacts.add_all([person("tom"), person("tam", address="TOM@people.example")])
    assert store.contacts.count() == 0


def test_a_change_cannot_take_what_another_has(store: Store) -> None:
    """One's own address stays one's own; another's is refused."""
    store.contacts.add_all([person("nia"), person("tom")])
    store.contacts.change(person("nia", role="Printer"))
    with pytest.raises(BadInput, match=r"address tom@people.example belongs to Tom \(tom\) already"):
        store.contacts.change(person("nia", address="tom@people.example"))
    assert store.contacts.get("nia").role == "Printer"


def test_a_person_who_is_not_there_is_told_with_names_near_it(store: Store) -> None:
    """Near ids and near names are found; nothing is, where nothing is near."""
    store.contacts.add_all([person("nia-pryce", name="Nia Pryce"), person("tom", name="Tomasz Zieliński")])
    with pytest.raises(BadInput, match=r"There is no contact 'nia-price'. Near it: nia-pryce."):
        store.contacts.get("nia-price")
    with pytest.raises(BadInput, match="Near it: tom"):
        store.contacts.get("tomasz zielinski")
    with pytest.raises(BadInput, match="contacts list"):
        store.contacts.get("qqqq")
    with pytest.raises(BadInput):
        store.contacts.change(person("nobody"))


def test_find_knows_people_by_what_they_are_called(store: Store) -> None:
    """By id, address and handle in any case; by name only where one person has it."""
    store.contacts.add_all([person("nia", name="Nia Pryce"), person("tom", name="Tom Ash"), person("tom-2", name="TOM ASH")])
    assert [found.id if (found := store.contacts.find(text)) else None for text in (
        "nia", " nia ", "NIA@People.example", "Nia", "@NIA", "nia  pryce", "Tom Ash", "tom-2", "nobody", "",
    )] == ["nia", "nia", "nia", "nia", "nia", "nia", None, "tom-2", None, None]  # fmt: skip


def test_same_finds_who_it_may_be_the_surest_first(store: Store) -> None:
    """Address before handle before name; accents and case do not tell people apart."""
    store.contacts.add_all(
        [
            Contact(id="name", name="zoé  brún"),
            Contact(id="handle", name="Another", handle="zoe"),
            Contact(id="address", name="Third", address="zoe@brun.example"),
            Contact(id="else", name="Fourth"),
        ]
    )
    asked = Contact(id="new", name="Zoe Brun", address="ZOE@brun.example", handle="@Zoe")
    assert store.contacts.same(asked) == ("address", "handle", "name")
    assert store.contacts.same(Contact(id="x", name="Nobody Here")) == ()


def test_facts_are_added_and_dropped_and_keep_their_day(store: Store) -> None:
    """A fact is noted on its day; a later change does not move it; an id is not used twice."""
    store.contacts.add(person("nia", facts=(fact("press", "Runs a small press"),)))
    store.contacts.add_fact("nia", need("proof", "Looks for a proofreader"), DAY)
    with pytest.raises(BadInput, match="has a fact 'proof' already"):
        store.contacts.add_fact("nia", need("proof", "Something else"), DAY)
    store.contacts.change(store.contacts.get("nia").model_copy(update={"role": "Printer"}), DAY + dt.timedelta(days=9))
    noted = store.contacts.everything("nia")["noted"]
    assert noted == {"press": "2026-02-01", "proof": "2026-03-02"}
    store.contacts.drop_fact("nia", "press")
    assert [each.id for each in store.contacts.get("nia").facts] == ["proof"]
    with pytest.raises(BadInput, match=r"no fact 'press' is known. Facts: proof"):
        store.contacts.drop_fact("nia", "press")
    [row] = store.contacts.page("proofreader")
    assert (row.facts, row.needs) == (1, 1)
    assert store.contacts.page("press") == ()


def test_rest_and_waking_are_kept_with_their_reasons(store: Store) -> None:
    """The row says what holds; everything() tells what came before."""
    store.contacts.add(person("nia"))
    store.contacts.rest("nia", Resting(reason="On leave", until=dt.date(2026, 6, 1)))
    assert store.contacts.get("nia").resting == Resting(reason="On leave", until=dt.date(2026, 6, 1))
    store.contacts.wake("nia", "She is back")
    assert store.contacts.get("nia").resting is None
    rests = store.contacts.everything("nia")["rests"]
    assert [(each["woken"], each["reason"], each["until"]) for each in rests] == [
        (False, "On leave", "2026-06-01"),
        (True, "She is back", None),
    ]


def test_hostile_text_is_only_text(store: Store) -> None:
    """NUL, lone surrogates, quotes, patterns and a megabyte crash nothing, find nobody and change nothing."""
    store.contacts.add(person("nia", role="100% '; DROP TABLE contacts; --"))
    for text in (
        "\0",
        "a\0b",
        "\ud800",
        "'; DROP TABLE contacts; --",
        "%",
        "_",
        '"',
        "* OR 1",
        "NEAR(a b)",
        "x" * 1_000_000,
        "é" * 500_000,
    ):
        assert store.contacts.find(text) is None
        with pytest.raises(BadInput) as caught:
            store.contacts.get(text)
        assert len(str(caught.value)) < 600
        store.contacts.page(text)
        store.contacts.count(text)
        store.contacts.same(Contact.model_construct(id="x", name=text, address=text, handle=text))
        assert store.contacts.several([text]) == {}
        with pytest.raises(BadInput):
            store.contacts.page(after=text)
    assert store.contacts.get("nia").role == "100% '; DROP TABLE contacts; --"


@pytest.mark.parametrize("field", ["role", "handle", "name", "id"])
def test_a_field_built_past_its_bounds_is_refused(store: Store, field: str) -> None:
    """Nothing is kept that could not be read again; the error does not repeat it."""
    with pytest.raises(BadInput, match=f"cannot be kept: {field}") as caught:
        store.contacts.add(person("nia").model_copy(update={field: "w" * 1_000_000}))
    assert len(str(caught.value)) < 300
    store.contacts.add(person("tom"))
    with pytest.raises(BadInput, match="cannot be kept: two facts share the id 'a'"):
        store.contacts.change(person("tom").model_copy(update={"facts": (fact("a", "b"), fact("a", "c"))}))
    with pytest.raises(BadInput, match="cannot be kept: reason"):
        store.contacts.wake("tom", "")
    assert list(store.contacts.iterate()) == [person("tom")]


def test_what_hides_is_cleaned_at_the_door(store: Store) -> None:
    """NUL, escapes and lone surrogates that were put in past the checks do not stay."""
    store.contacts.add(person("nia").model_copy(update={"role": "Print\0er \x1b[2J\ud800"}))
    assert store.contacts.get("nia").role == "Printer [2J"


def test_iterate_streams_everybody_in_small_batches(store: Store) -> None:
    """Each once, by id, whatever the batch."""
    people = [person(f"person-{number:03}", facts=(fact("a", f"Fact {number}"),)) for number in range(25)]
    store.contacts.add_all(people)
    for batch in (1, 7, 25, 100):
        assert list(store.contacts.iterate(batch)) == people
