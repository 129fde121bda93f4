from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from outreach.domain.fact import Fact, FactKind, Source
from outreach.domain.proposal import Proposal
from outreach.errors import BadInput
from tests.store.people import DAY, fact, person

if TYPE_CHECKING:
    from outreach.store.store import Store

SOURCE = Source(where="her newsletter", when=dt.date(2026, 2, 1))


def _proposal(quote: str, kind: FactKind = FactKind.NEED) -> Proposal:
    return Proposal(quote=quote, kind=kind, source=SOURCE)


def test_proposals_wait_until_somebody_decides(store: Store) -> None:
    """They are no facts meanwhile: neither in the contact nor in the search."""
    store.contacts.add_all([person("nia"), person("tom")])
    first, second = store.proposals.add("nia", [_proposal("I need ink"), _proposal("I print", FactKind.FACT)])
    assert [(each.id, each.proposal.quote) for each in store.proposals.of("nia")] == [(first, "I need ink"), (second, "I print")]
    assert store.proposals.get(second).proposal == _proposal("I print", FactKind.FACT)
    assert store.proposals.of("tom") == ()
    assert store.contacts.get("nia").facts == ()
    assert store.contacts.count("ink") == 0
    store.proposals.drop(first)
    assert [each.id for each in store.proposals.of("nia")] == [second]


def test_accepting_makes_a_fact_with_the_quote_as_it_was(store: Store) -> None:
    """Worded anew, or in the quote's own words; of another kind where a person says so."""
    store.contacts.add(person("nia"))
    first, second = store.proposals.add("nia", [_proposal("I need ink"), _proposal("I print")])
    made = store.proposals.accept(first, "Needs ink for the spring", None, DAY)
    assert made == Fact(
        id="needs-ink-for-the-spring", text="Needs ink for the spring", kind=FactKind.NEED, source=SOURCE, quote="I need ink"
    )
    plain = store.proposals.accept(second, None, FactKind.FACT, DAY)
    assert (plain.text, plain.quote, plain.kind) == ("I print", "I print", FactKind.FACT)
    assert store.contacts.get("nia").facts == (made, plain)
    assert store.contacts.everything("nia")["noted"] == {made.id: "2026-03-02", plain.id: "2026-03-02"}
    assert store.candidates.new_needs(DAY, 5) == ("nia",)
    assert store.proposals.of("nia") == ()


def test_the_same_words_wait_once(store: Store) -> None:
    """Gathered again they keep their number; what became a fact is not proposed again."""
    store.contacts.add(person("nia", facts=(fact("a", "Prints", quote="I print"),)))
    [number] = store.proposals.add("nia", [_proposal("I need ink"), _proposal("I print"), _proposal("I need ink")])
    assert store.proposals.add("nia", [_proposal("I need ink")]) == (number,)
    store.proposals.accept(number, "Needs ink", FactKind.NEED, DAY)
    assert store.proposals.add("nia", [_proposal("I need ink")]) == ()


def test_numbers_that_nothing_waits_under(store: Store) -> None:
    """Accepted, dropped, never there, or no number that a database knows: one sentence."""
    store.contacts.add(person("nia"))
    [number] = store.proposals.add("nia", [_proposal("I need ink")])
    store.proposals.accept(number, None, None, DAY)
    for wrong in (number, 0, -1, 10**30):
        for attempt in (store.proposals.get, store.proposals.drop, lambda one: store.proposals.accept(one, None, None)):
            with pytest.raises(BadInput, match="No proposal waits under the number"):
                attempt(wrong)
    with pytest.raises(BadInput, match="There is no contact 'nobody'"):
        store.proposals.add("nobody", [_proposal("x")])


def test_a_wording_that_is_too_long_leaves_the_proposal_waiting(store: Store) -> None:
    """A refused acceptance changes nothing."""
    store.contacts.add(person("nia"))
    [number] = store.proposals.add("nia", [_proposal("I need ink")])
    with pytest.raises(BadInput, match="cannot be kept: text"):
        store.proposals.accept(number, "w" * 1_000_000, None, DAY)
    assert [each.id for each in store.proposals.of("nia")] == [number]
    assert store.contacts.get("nia").facts == ()
