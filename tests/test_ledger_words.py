"""The ledger is never a lever: none of its words reach a prompt, or a message of the engine that needs no model."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from outreach.briefing import Request, make_brief
from outreach.domain.contact import Closeness
from outreach.domain.draft import Draft
from outreach.domain.history import History
from outreach.domain.ledger import Entry, EntryKind
from outreach.engines.base import Assignment
from outreach.engines.offline.engine import Offline
from outreach.errors import OutreachError
from outreach.prompting.data import for_draft, for_repair
from tests.values import CANARY, CONTACT, OFFER, OTHER_OFFER, SENDER, TODAY

WORDS = st.sampled_from([CANARY, f"she owes me {CANARY}", f"{CANARY} for a proofread of Welsh captions"])
OFFERS = st.sampled_from([None, "welsh", "slot"])
PAST = st.lists(st.tuples(st.sampled_from(EntryKind), st.integers(0, 400), WORDS, OFFERS), min_size=1, max_size=8)
Past = list[tuple[EntryKind, int, str, str | None]]


def history(past: Past) -> History:
    """Return a history whose every word is the canary's."""
    rows = sorted(past, key=lambda row: -row[1])
    return History(
        entries=tuple(
            Entry(
                id=f"e{number}", contact_id="nia", kind=kind, words=words, on=TODAY - dt.timedelta(days=days),
                by=f"{CANARY} {number}", offer_id=offer, message=f"{CANARY}-{number}",
            )
            for number, (kind, days, words, offer) in enumerate(rows)
        )
    )  # fmt: skip


def told(values: dict[str, str | int | bool | SecretStr]) -> str:
    """Return everything that a prompt would hold."""
    return " ".join(each.get_secret_value() if isinstance(each, SecretStr) else str(each) for each in values.values())


@settings(deadline=None)
@given(past=PAST, ask=st.sampled_from([None, "list Slow Ink among your stockists"]), closeness=st.sampled_from(Closeness))
def test_no_word_of_the_ledger_leaves_it(past: Past, ask: str | None, closeness: Closeness) -> None:
    """Whatever was given, asked, promised, owed or answered, by whomever."""
    contact = CONTACT.model_copy(update={"closeness": closeness})
    request = Request(contact, SENDER, (OFFER, OTHER_OFFER), TODAY, ask=ask, history=history(past))
    try:
        brief = make_brief(request).brief
    except OutreachError:
        return  # nothing is drafted at all
    previous = Draft.model_validate({"subject": "A proofread", "body": "Hello Nia,\n\nhere it is."})
    assert CANARY not in told(for_draft(brief)) + told(for_repair(brief, previous, ()))
    draft = asyncio.run(Offline().write(Assignment(brief))).draft
    assert CANARY not in draft.subject.get_secret_value() + draft.body.get_secret_value()


def test_the_canary_would_be_seen() -> None:
    """A promise is quoted to the sender, in the standing: that is where it must stay."""
    promised = history([(EntryKind.PROMISED, 3, CANARY, "welsh")])
    brief = make_brief(Request(CONTACT, SENDER, (OFFER,), TODAY, history=promised)).brief
    assert CANARY in brief.standing.reason


@pytest.mark.parametrize("ask", [None, "list Slow Ink among your stockists"])
def test_a_history_changes_no_word_of_a_prompt(ask: str | None) -> None:
    """With it and without it the same brief is the same prompt."""
    past = history([(EntryKind.GAVE, 60, CANARY, None), (EntryKind.REPLIED, 50, CANARY, None)])
    briefs = [make_brief(Request(CONTACT, SENDER, (OFFER,), TODAY, ask=ask, history=each)).brief for each in (History(), past)]
    assert told(for_draft(briefs[0])) == told(for_draft(briefs[1]))
