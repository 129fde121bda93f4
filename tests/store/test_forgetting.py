from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from outreach.domain.contact import Contact, Resting
from outreach.domain.fact import FactKind, Source
from outreach.domain.ledger import EntryKind
from outreach.domain.proposal import Proposal
from outreach.errors import BadInput
from outreach.gate import ClearedMessage, clear
from outreach.lint.linter import Linter
from outreach.lint.rulebook import load
from outreach.store.drafts import Making
from outreach.store.store import Store
from outreach.store.suppressions import ASKED
from tests import values
from tests.store.people import DAY, entry, fact, person, plain_engine, rows

if TYPE_CHECKING:
    from outreach.domain.brief import Brief

WORDS = (
    "zzquux",
    "plover",
    "wombat",
    "gibbon",
    "narwhal",
    "axolotl",
    "pangolin",
    "quokka",
    "Welsh captions",
    "Pryce",
    "Slow Ink",
)
"""What only stands in what is held on one person: each in another place."""


def _fill(store: Store) -> Contact:
    """Keep a person with something in every table, and others around."""
    nia = values.CONTACT.model_copy(
        update={
            "handle": "@zzquux",
            "role": "Keeper of the plover",
            "tags": ("wombat",),
            "facts": (*values.CONTACT.facts, fact("gibbon", "Feeds a gibbon")),
        }
    )
    store.contacts.add_all([person(f"other-{number}", role="Potter") for number in range(300)])
    store.contacts.add(nia)
    store.contacts.rest("nia", Resting(reason="Away with the narwhal"))
    store.contacts.wake("nia", "Back from the narwhal")
    source = Source(where="her newsletter", when=DAY)
    store.proposals.add("nia", [Proposal(quote="I keep an axolotl", kind=FactKind.FACT, source=source)])
    store.ledger.record([entry("e1", "nia", EntryKind.PROMISED, words="A book on the pangolin", offer_id="quokka")])
    store.ledger.record([entry("o1", "other-1", EntryKind.PROMISED, words="A bowl", offer_id="bowl")])
    brief: Brief = values.brief()
    message = clear(values.draft(), brief, Linter(load()))
    assert isinstance(message, ClearedMessage)
    store.drafts.keep(message, brief, making=Making(by="Ines", engine="offline"))
    return nia


def _held(url: str) -> str:
    """Return everything that any table of the database holds, as one text."""
    engine = plain_engine(url)
    held = repr(rows(engine))
    engine.dispose()
    return held


def _bytes(url: str) -> bytes:
    """Return the bytes of an SQLite file and of the files beside it."""
    path = Path(url.removeprefix("sqlite:///"))
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


def test_an_export_holds_everything_on_one_person(store: Store) -> None:
    """Every word that any table holds on her is in it, but for those of kept messages; and nothing of others."""
    nia = _fill(store)
    everything = store.contacts.everything("nia")
    shown = json.dumps(everything)
    for word in WORDS[:8]:
        assert word in shown
    assert Contact.model_validate(everything["contact"]) == nia
    assert [len(everything[key]) for key in ("noted", "rests", "ledger", "proposals", "messages")] == [3, 2, 1, 1, 1]
    assert everything["messages"][0]["ask"] == "list Slow Ink among your stockists"
    assert "I can offer you" not in shown
    assert "Potter" not in shown
    assert everything["suppression"] is None
    store.suppressions.add(nia, "She asked", DAY)
    assert store.contacts.everything("nia")["suppression"] == {"reason": "She asked", "on": "2026-03-02"}
    with pytest.raises(BadInput):
        store.contacts.everything("nobody")


@pytest.mark.parametrize("mark", [True, False])
def test_forgetting_leaves_nothing_but_the_mark(store: Store, url: str, mark: bool) -> None:
    """Not a word of hers in any table, the search index's among them, nor in the bytes of the files; others are untouched."""
    nia = _fill(store)
    before = _held(url)
    assert all(word.lower() in before.lower() for word in WORDS)
    forgotten = store.contacts.forget("nia", mark=mark, on=DAY)
    held = _held(url).lower()
    assert [word for word in WORDS if word.lower() in held] == []
    if url.startswith("sqlite"):
        kept = _bytes(url).lower()
        assert [word for word in WORDS if word.lower().encode() in kept] == []
        assert b"potter" in kept
        store.close()
        assert [word for word in WORDS if word.lower().encode() in _bytes(url).lower()] == []
    assert (forgotten.marks, forgotten.residue) == (2 if mark else 0, ())
    found = store.suppressions.of(nia)
    assert (found is not None) is mark
    if found is not None:
        assert (found.reason, found.on) == (ASKED, DAY)
    assert store.contacts.count() == 300
    assert store.candidates.promises(5) == ("other-1",)
    assert store.contacts.count("potter") == 300
    with pytest.raises(BadInput):
        store.contacts.forget("nia", mark=True)


def test_one_who_asked_before_stays_marked_and_the_reason_goes(store: Store, url: str) -> None:
    """Forgetting without a mark does not take one away; the words that stood beside it do go."""
    nia = _fill(store)
    store.suppressions.add(nia, "Her cat, the zzquux, ate my letter", DAY)
    forgotten = store.contacts.forget("nia", mark=False)
    assert forgotten.marks == 2
    assert "zzquux" not in _held(url).lower()
    store.contacts.add(nia)
    assert store.contacts.get("nia").resting == Resting(reason=ASKED)
    [row] = store.contacts.page("zzquux")
    assert row.resting_reason == ASKED


def test_a_person_known_by_name_alone_is_forgotten_without_a_mark(store: Store) -> None:
    """There is nothing to know them by; the result says so."""
    store.contacts.add(Contact(id="nia", name="Nia"))
    assert store.contacts.forget("nia", mark=True).marks == 0
    assert store.contacts.count() == 0


def test_what_cannot_be_wiped_is_named(tmp_path: Path) -> None:
    """A reader that stays keeps the write-ahead log from being emptied: the person is gone from every table all the same."""
    url = f"sqlite:///{tmp_path / 'outreach.db'}"
    (tmp_path / "outreach.db.backup-0002").write_bytes(b"")
    with Store.open(url) as store:
        _fill(store)
        engine = plain_engine(url)
        with engine.connect() as reader:
            reader.exec_driver_sql("PRAGMA busy_timeout = 10")
            reader.exec_driver_sql("BEGIN")
            assert reader.exec_driver_sql("SELECT count(*) FROM contacts").scalar() == 301
            with store._engine.connect() as own:
                own.exec_driver_sql("PRAGMA busy_timeout = 10")
            forgotten = store.contacts.forget("nia", mark=False)
        engine.dispose()
        assert forgotten.residue == (str(tmp_path / "outreach.db.backup-0002"), str(tmp_path / "outreach.db-wal"))
        assert store.contacts.count() == 300
