from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from outreach.domain.draft import Author, Usage
from outreach.domain.ledger import EntryKind
from outreach.errors import BadInput, OutreachError
from outreach.gate import ClearedMessage, Waiver, clear
from outreach.lint.linter import Linter
from outreach.lint.rulebook import load
from outreach.store.drafts import Making, digest
from outreach.store.ledger import DraftNotice
from outreach.store.tables import drafts
from outreach.store.transactions import writing
from tests import values
from tests.store.people import DAY, days, entry, person

if TYPE_CHECKING:
    from outreach.store.store import Store

MAKING = Making(by="Ines", engine="offline", prompts={"draft": "ab12"}, usage=Usage(prompt_tokens=7, counted=True))


@pytest.fixture(scope="module")
def linter() -> Linter:
    """Give the linter under the shipped rules."""
    return Linter(load())


@pytest.fixture
def message(linter: Linter) -> ClearedMessage:
    """Give a cleared message to Nia."""
    cleared = clear(values.draft(), values.brief(), linter)
    assert isinstance(cleared, ClearedMessage)
    return cleared


def test_a_kept_message_comes_back_as_a_draft_with_its_brief(store: Store, message: ClearedMessage, linter: Linter) -> None:
    """All that it rests on comes back; its words only as a draft, which clears again."""
    store.contacts.add(values.CONTACT)
    id_ = store.drafts.keep(message, values.brief(), making=MAKING)
    kept = store.drafts.get(id_)
    assert (kept.contact_id, kept.made_on, kept.making, kept.sent_on) == ("nia", values.TODAY, MAKING, None)
    assert kept.brief == values.brief()
    assert kept.rulebook == linter.rulebook.fingerprint
    assert kept.digest == digest(message.subject, message.body)
    assert isinstance(clear(kept.draft, kept.brief, linter), ClearedMessage)
    assert "Welsh captions" not in repr(kept.draft)
    with pytest.raises(BadInput, match="There is no such message"):
        store.drafts.get("d0")


def test_a_persons_own_words_keep_what_was_waived(store: Store, linter: Linter) -> None:
    """Code and reason of each waiver stay with the message."""
    store.contacts.add(values.CONTACT)
    draft = values.draft(body=values.BAD_BODY, author=Author.PERSON)
    codes = {
        finding.code
        for finding in linter.lint(values.draft().subject.get_secret_value(), values.BAD_BODY, values.brief()).findings
    }
    cleared = clear(draft, values.brief(), linter, tuple(Waiver(code, "An old joke of ours") for code in codes))
    assert isinstance(cleared, ClearedMessage)
    kept = store.drafts.get(store.drafts.keep(cleared, values.brief(), making=MAKING))
    assert {each.code for each in kept.waived} == {waiver.code for waiver in cleared.waived}
    assert kept.waived[0].reason == "An old joke of ours"
    assert kept.draft.author is Author.PERSON


def test_messages_of_a_contact_come_latest_first(store: Store, message: ClearedMessage) -> None:
    """Each person's own; a message to somebody who is not kept is refused."""
    store.contacts.add_all([values.CONTACT, person("tom")])
    first = store.drafts.keep(message, values.brief(today=days(-1)), making=MAKING)
    second = store.drafts.keep(message, values.brief(), making=MAKING)
    assert [kept.id for kept in store.drafts.of("nia")] == [second, first]
    assert store.drafts.of("tom") == ()
    with pytest.raises(BadInput, match=r"There is no contact .mia.\. Near it: nia"):
        store.drafts.keep(message, values.brief(contact=values.CONTACT.model_copy(update={"id": "mia"})), making=MAKING)


def test_sending_is_noted_together_with_its_entries(store: Store, message: ClearedMessage) -> None:
    """Twice is as once; what cannot be recorded leaves the message unsent."""
    store.contacts.add_all([values.CONTACT, person("tom")])
    id_ = store.drafts.keep(message, values.brief(), making=MAKING)
    entries = [entry(f"{id_}-{kind}", "nia", kind, message=id_) for kind in (EntryKind.GAVE, EntryKind.ASKED)]
    with pytest.raises(BadInput, match="is of the contact whom the message is to"):
        store.drafts.mark_sent(id_, DAY, [entry("x", "tom", EntryKind.GAVE)])
    with pytest.raises(BadInput, match="Something else is recorded"):
        store.drafts.mark_sent(id_, DAY, [*entries, entry(f"{id_}-gave", "nia", EntryKind.REPLIED)])
    assert store.drafts.get(id_).sent_on is None
    assert store.ledger.of("nia").entries == ()
    store.drafts.mark_sent(id_, DAY, entries)
    store.drafts.mark_sent(id_, DAY, entries)
    assert store.drafts.get(id_).sent_on == DAY
    assert list(store.ledger.of("nia").entries) == entries
    with pytest.raises(BadInput, match="was sent on 2026-03-02 already"):
        store.drafts.mark_sent(id_, days(1), entries)


def test_teammates_hear_of_a_message_before_it_is_sent(store: Store, message: ClearedMessage) -> None:
    """Kept by another: told, with its ask and whether it was sent."""
    store.contacts.add(values.CONTACT)
    id_ = store.drafts.keep(message, values.brief(), making=MAKING)
    ask = "list Slow Ink among your stockists"
    assert store.ledger.others("nia", "Omar", DAY) == (DraftNotice(id_, "Ines", DAY, None, ask),)
    assert store.ledger.others("nia", "ines", DAY) == ()
    assert store.ledger.others("nia", "Omar", days(1)) == ()
    store.drafts.mark_sent(id_, days(2), [])
    assert store.ledger.others("nia", "Omar", days(1)) == (DraftNotice(id_, "Ines", DAY, days(2), ask),)


def test_a_record_that_something_else_wrote_is_told_without_its_words(store: Store, message: ClearedMessage) -> None:
    """A brief that a later or an earlier program wrote otherwise gives a sentence, not a traceback with words."""
    store.contacts.add(values.CONTACT)
    id_ = store.drafts.keep(message, values.brief(), making=MAKING)
    with writing(store._engine) as connection:
        connection.execute(update(drafts).values(brief={"secret": values.CANARY}))
    with pytest.raises(OutreachError, match="is not as this program writes them") as caught:
        store.drafts.get(id_)
    assert values.CANARY not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert json.dumps(store.contacts.everything("nia"))
