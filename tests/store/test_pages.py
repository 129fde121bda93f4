from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.errors import BadInput
from outreach.store import pages
from outreach.store.keys import address_key, handle_key, search_words, sort_name, tokens
from tests.store.people import fact, person

if TYPE_CHECKING:
    from outreach.domain.contact import Contact
    from outreach.store.store import Store

NAMES = ("Zoe", "zoë", "Zoé", "ÅSA", "Asa", "asa", "Émile", "emile", "山田太郎", "Ωmega", "a", "A-b", "ab", "a b")


def _ids(rows: tuple[pages.Row, ...]) -> list[str]:
    return [row.id for row in rows]


def _crowd(number: int) -> list[Contact]:
    people = [person(f"p{at:03}", name=NAMES[at % len(NAMES)]) for at in range(number)]
    return sorted(people, key=lambda each: each.id[::-1])


@pytest.mark.parametrize("limit", [1, 7, 50])
def test_pages_hold_everybody_once_in_the_order_of_names(store: Store, limit: int) -> None:
    """Page after page, by row or by id, gives the same order on every database: by name without case and accents, then id."""
    people = _crowd(60)
    store.contacts.add_all(people)
    expected = [each.id for each in sorted(people, key=lambda each: (sort_name(each.name), each.id))]
    for by_row in (True, False):
        seen: list[str] = []
        after: pages.Row | str | None = None
        while rows := store.contacts.page(after=after, limit=limit):
            seen += _ids(rows)
            after = rows[-1] if by_row else rows[-1].id
        assert seen == expected
    assert store.contacts.count() == 60


def test_pages_go_on_though_people_come_and_go(store: Store) -> None:
    """Nobody who stays is skipped or seen twice; a row leads on even when its person is gone, an id cannot."""
    store.contacts.add_all([person(f"p{number}", name=f"Name {number}") for number in range(8)])
    first = store.contacts.page(limit=4)
    store.contacts.forget("p3", mark=False)
    store.contacts.add(person("new", name="Name 1b"))
    assert _ids(store.contacts.page(after=first[-1])) == ["p4", "p5", "p6", "p7"]
    with pytest.raises(BadInput, match="first page"):
        store.contacts.page(after="p3")


def test_limits_of_any_size(store: Store) -> None:
    """Nothing for none or fewer; everything for more than there are."""
    store.contacts.add_all([person("a"), person("b")])
    assert [len(store.contacts.page(limit=limit)) for limit in (-1, 0, 1, 2, 10**30)] == [0, 0, 1, 2, 2]


def test_search_finds_words_wherever_they_stand(store: Store) -> None:
    """In name, address, handle, role, tags and facts; by how words begin; each word of the search; no case, no accents."""
    store.contacts.add_all(
        [
            person(
                "zoe", name="Zoé Brûlé", address="zb@atelier.example", handle="@ceramist", role="Potter", tags=("glaze", "Löss")
            ),
            person("tom", name="Tom Ash", facts=(fact("a", "Runs the night radio"), fact("b", "x", quote="We need a kiln"))),
            person("taro", name="山田太郎", role="陶芸家"),
        ]
    )
    found = {
        "zoe": ["zoe"], "BRULE": ["zoe"], "brûl": ["zoe"], "atelier": ["zoe"], "ceram": ["zoe"], "pott": ["zoe"], "loss": ["zoe"],
        "night": ["tom"], "kiln": ["tom"], "radio tom": ["tom"], "radio zoe": [], "example": ["taro", "tom", "zoe"],
        "adio": [], "太郎": ["taro"], "郎": ["taro"], "芸": ["taro"], "": ["taro", "tom", "zoe"], "  ": ["taro", "tom", "zoe"],
        "?!": [], "tom@people.example": ["tom"], "AND": [], "NOT tom": [], 'tom" OR "zoe': [],
    }  # fmt: skip
    assert {text: sorted(_ids(store.contacts.page(text))) for text in found} == found
    assert {text: store.contacts.count(text) for text in found} == {text: len(ids) for text, ids in found.items()}


def test_search_follows_every_change(store: Store) -> None:
    """What was changed, merged or dropped is found as it is now."""
    store.contacts.add(person("nia", role="Printer"))
    store.contacts.change(person("nia", role="Binder"))
    assert (store.contacts.count("printer"), store.contacts.count("binder")) == (0, 1)
    store.contacts.merge("nia", person("new", address=None, handle=None, tags=("letterpress",)))
    assert store.contacts.count("letterpress") == 1
    store.contacts.forget("nia", mark=False)
    assert store.contacts.count("binder") == 0


def test_search_goes_page_by_page(store: Store) -> None:
    """A search is paged as the whole list is."""
    store.contacts.add_all([person(f"p{number:02}", role="Binder" if number % 2 else "Printer") for number in range(20)])
    first = store.contacts.page("bind", limit=6)
    rest = store.contacts.page("bind", after=first[-1], limit=6)
    assert _ids(first + rest) == [f"p{number:02}" for number in range(1, 20, 2)]


@pytest.mark.parametrize("search", ["bind", "b", "print old", "a", "zz"])
def test_what_many_have_is_found_as_what_few_have(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch, search: str) -> None:
    """Looking through those who come next gives the pages that the index gives, at every size of page."""
    people = [
        person(f"p{at:02}", name=NAMES[at % len(NAMES)], role=("Binder", "Old printer", "Baker")[at % 7 % 3]) for at in range(60)
    ]
    sqlite_store.contacts.add_all(people)
    walks = []
    for looked_through in (0, 5, 2000):
        monkeypatch.setattr(pages, "_NEXT", looked_through)
        walks.append([_walk(sqlite_store, search, limit) for limit in (1, 4, 60)])
    assert walks[0] == walks[1] == walks[2]
    assert len({tuple(walk) for walk in walks[0]}) == 1


def _walk(store: Store, search: str, limit: int) -> list[str]:
    found, after = [], None
    while rows := store.contacts.page(search, after, limit):
        found += _ids(rows)
        after = rows[-1]
    return found


def test_search_without_an_index_finds_the_same(sqlite_store: Store) -> None:
    """Where SQLite has no FTS5 the words are looked through: slower, with the same answer."""
    store = sqlite_store
    store.contacts.add_all([person("zoe", role="Potter 100%"), person("tom", role="Radio host")])
    answers = {text: store.contacts.page(text) for text in ("pot", "otter", "radio tom", "100%", "host zoe", "example")}
    with store._engine.begin() as connection:
        for name in ("insert", "update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER contacts_search_{name}")
        connection.exec_driver_sql("DROP TABLE contacts_search")
    store._engine.dispose()  # a connection asks once
    assert {text: store.contacts.page(text) for text in answers} == answers


@given(st.text(max_size=200))
def test_tokens_are_what_every_index_takes(text: str) -> None:
    """Letters and digits without blanks, case or quotes, and a token's own token is itself."""
    for token in tokens(text):
        assert token.isalnum()
        assert not token.isspace()
        assert len(token) <= 64
        assert tokens(token) == (token,)


@settings(deadline=None)
@given(st.text(max_size=50))
def test_keys_are_stable(text: str) -> None:
    """The key of a key is itself, unless it is a digest; upper and lower case have one key."""
    for key in (address_key(text), handle_key(text)):
        assert key is None or len(key) <= 200
        if key is not None:
            assert address_key(key) in {key, None}
    assert sort_name(sort_name(text)) == sort_name(text)


def test_long_keys_are_digests() -> None:
    """What an index could not take is told apart all the same."""
    assert address_key("a" * 5000) != address_key("a" * 5001)
    assert str(handle_key("ﷺ" * 300)).startswith("sha256:")
    assert len(sort_name("ﷺ" * 300)) == 200
    assert len(search_words([f"word{number}" for number in range(100_000)])) <= 200_000
