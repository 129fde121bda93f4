"""The ranking: every figure with its source, nobody hidden, nothing set off, page by page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from outreach import workspace
from outreach.actions.memory import Memory
from outreach.actions.rank import rank
from outreach.actions.recall import recall
from outreach.domain.contact import Contact, Resting
from outreach.domain.fact import Fact, FactKind, Source
from outreach.domain.ledger import Entry, EntryKind
from outreach.errors import BadInput
from outreach.settings import Settings
from outreach.store.store import Store
from outreach.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = dt.date(2026, 11, 24)
BLOG = Source(where="her blog", when=dt.date(2026, 11, 2))


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """Open the memory of a new workspace."""
    workspace.create(tmp_path)
    with Store.open(f"sqlite:///{tmp_path / 'outreach.db'}") as store:
        yield Memory(store, Workspace(tmp_path), Settings(by="Alex"), TODAY)


def fact(text: str, *, need: bool = False, source: Source | None = BLOG) -> Fact:
    """Return a fact or a need."""
    return Fact(id=f"f{abs(hash(text)) % 10_000}", text=text, kind=FactKind.NEED if need else FactKind.FACT, source=source)


def add(memory: Memory, id_: str, *facts: Fact, resting: Resting | None = None) -> None:
    """Keep a person of whom these facts are known."""
    memory.store.contacts.add(Contact(id=id_, name=id_.title(), facts=facts, resting=resting))


def happened(memory: Memory, id_: str, kind: EntryKind, day: dt.date, words: str) -> None:
    """Record what happened."""
    number = len(memory.store.ledger.of(id_).entries)
    memory.store.ledger.record([Entry(id=f"{id_}-{number}", contact_id=id_, kind=kind, words=words, on=day, by="Alex")])


def test_figures_have_sources(memory: Memory) -> None:
    """What fits and why, the newest fact, what was heard, and what passed between you, kind by kind."""
    need = fact("Is looking for readers for a blog about glazes", need=True)
    add(memory, "ada", fact("Runs a kiln"), need)
    happened(memory, "ada", EntryKind.GAVE, dt.date(2026, 3, 1), "a list")
    happened(memory, "ada", EntryKind.GAVE, dt.date(2026, 5, 1), "a map")
    happened(memory, "ada", EntryKind.RECEIVED, dt.date(2026, 6, 1), "a pot")
    (ada,) = rank(memory).people
    assert ada.fit is not None
    assert (ada.fit.offer.id, ada.fit.fact) == ("newsletter-feature", need)
    assert "readers" in ada.fit.why
    assert (ada.heard, ada.written) == (dt.date(2026, 6, 1), dt.date(2026, 5, 1))
    assert ada.newest is not None
    assert ada.newest.source == BLOG
    assert ada.active == BLOG.when
    assert [(each.kind, each.times, each.first, each.last) for each in ada.passed] == [
        ("gave", 2, dt.date(2026, 3, 1), dt.date(2026, 5, 1)),
        ("received", 1, dt.date(2026, 6, 1), dt.date(2026, 6, 1)),
    ]
    assert ada.standing.reason.startswith("Ada gave something on 1 June 2026")


def test_nobody_is_hidden_and_the_best_met_come_first(memory: Memory) -> None:
    """Those who rest and those of whom nothing is known are there too."""
    add(memory, "ada")
    add(memory, "bea", fact("Keeps bees"), resting=Resting(reason="on leave"))
    add(memory, "cem", fact("Is looking for readers for a blog about glazes", need=True))
    add(memory, "dov", fact("Keeps goats"))
    happened(memory, "dov", EntryKind.REPLIED, dt.date(2026, 11, 20), "glad")
    ranking = rank(memory)
    assert [each.contact.id for each in ranking.people] == ["cem", "dov", "bea", "ada"]
    assert [each.standing.move for each in ranking.people] == ["trade", "trade", "rest", "trade"]
    assert ranking.after is None


def test_pages_hold_everybody_once(memory: Memory) -> None:
    """A page at a time; a search narrows it; a limit is bounded."""
    for number in range(7):
        add(memory, f"p{number}", fact("Keeps goats" if number % 2 else "Keeps bees"))
    seen: list[str] = []
    after: str | None = None
    while True:
        page = rank(memory, after=after, limit=3)
        seen += [each.contact.id for each in page.people]
        after = page.after
        if after is None:
            break
    assert sorted(seen) == [f"p{number}" for number in range(7)]
    assert len(rank(memory, "goats").people) == 3
    for limit in (0, 501):
        with pytest.raises(BadInput):
            rank(memory, limit=limit)


def test_notes_on_conduct_are_seen_here_and_reach_no_brief(memory: Memory) -> None:
    """In their own words, with their source; what is drafted from does not have them."""
    add(memory, "ada", fact("Keeps bees"), fact("Conduct: shared a draft of ours unasked"))
    happened(memory, "ada", EntryKind.REPLIED, dt.date(2026, 6, 1), "was curt with Bo #conduct")
    happened(memory, "ada", EntryKind.REPLIED, dt.date(2026, 6, 2), "conducted the choir")
    (ada,) = rank(memory).people
    assert [tuple(each) for each in ada.conduct] == [
        ("Conduct: shared a draft of ours unasked", "her blog, 2 November 2026"),
        ("was curt with Bo #conduct", "ledger: replied, 1 June 2026, Alex"),
    ]
    assert [each.text for each in recall(memory, "ada").contact.facts] == ["Keeps bees"]
