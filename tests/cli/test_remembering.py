"""`outreach draft` and the memory: the ledger decides, teammates are told of, what is cleared is kept, what is held never is."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from outreach import wiring
from outreach.domain.contact import Resting
from outreach.domain.ledger import Entry, EntryKind
from outreach.store.drafts import Drafts
from outreach.store.faults import StoreUnavailable
from tests.cli.conftest import BAD, CANARY, GOOD, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from outreach.store.store import Store
    from tests.cli.conftest import Ran

pytestmark = pytest.mark.usefixtures("calm", "store")

FEATURE = ("draft", "example", "--offer", "newsletter-feature")


def entry(kind: EntryKind, days: int, words: str = "a list of galleries", **more: Any) -> Entry:  # noqa: ANN401  # any field
    """Return an entry of so many days ago."""
    fields = {"id": f"{kind}-{days}", "contact_id": "example", "kind": kind, "words": words, "by": "Alex Example"}
    return Entry.model_validate(fields | {"on": TODAY - dt.timedelta(days=days)} | more)


def all_bytes(place: Path) -> bytes:
    """Return every byte of the database and of the files beside it."""
    return b"".join(path.read_bytes() for path in place.glob("outreach.db*"))


def test_a_cleared_message_is_kept(cli: Callable[..., Ran], scripted: Callable[..., None], store: Store) -> None:
    """With its brief, its engine and its digest; and the commands that go on are named."""
    scripted(GOOD)
    ran = cli(*FEATURE)
    (kept,) = store.drafts.of("example")
    assert (kept.making.by, kept.making.engine, kept.sent_on) == ("Alex Example", "scripted", None)
    assert (kept.brief.offer.id, kept.made_on, len(kept.digest)) == ("newsletter-feature", TODAY, 64)
    assert f"Kept as {kept.id}: `outreach show {kept.id}`" in ran.err
    assert f"`outreach record sent {kept.id}`" in ran.err


def test_no_held_words_are_in_the_database(
    cli: Callable[..., Ran], scripted: Callable[..., None], store: Store, place: Path
) -> None:
    """Neither those of a hold nor those on the way to a cleared message: the bytes of the file and its log say so."""
    scripted(BAD, BAD, BAD)
    assert cli(*FEATURE).code == 1
    scripted(BAD, GOOD)
    assert cli(*FEATURE).code == 0
    assert len(store.drafts.of("example")) == 1
    assert (place / "outreach.db-wal").stat().st_size > 0
    assert b"You read it before it goes out" in all_bytes(place)
    assert CANARY.encode() not in all_bytes(place).lower()


def test_the_ledger_decides_what_may_be_asked(cli: Callable[..., Ran], scripted: Callable[..., None], store: Store) -> None:
    """After an ask without a gift since, nothing is asked, and nothing was sent to an engine."""
    store.ledger.record([entry(EntryKind.ASKED, 40, "name a gallery"), entry(EntryKind.REPLIED, 39, "did so")])
    scripted()
    ran = cli(*FEATURE, "--ask", "name one book on glazes")
    assert (ran.code, ran.out) == (1, "")
    assert "Nothing is asked of Robin Sample now." in ran.err
    assert "writing" not in ran.err


def test_a_larger_ask_waits(cli: Callable[..., Ran], scripted: Callable[..., None]) -> None:
    """`--size` is what the ask takes of them; it goes with an ask alone."""
    scripted()
    ran = cli(*FEATURE, "--ask", "teach a course with me", "--size", "large")
    assert (ran.code, ran.out) == (1, "")
    assert "it waits until something was given twice" in ran.err
    assert "--size" in cli(*FEATURE, "--size", "large").err


def test_an_offer_is_given_as_often_as_it_can_be_this_month(
    cli: Callable[..., Ran], scripted: Callable[..., None], store: Store
) -> None:
    """Twice in November, promises among them; what was given in October does not count."""
    store.ledger.record([
        entry(EntryKind.GAVE, 60, offer_id="newsletter-feature"), entry(EntryKind.REPLIED, 59),
        entry(EntryKind.GAVE, 20, offer_id="newsletter-feature"), entry(EntryKind.REPLIED, 19),
    ])  # fmt: skip
    scripted(GOOD)
    assert cli(*FEATURE).code == 0
    store.ledger.record([entry(EntryKind.GAVE, 10, offer_id="newsletter-feature"), entry(EntryKind.REPLIED, 9)])
    scripted()
    ran = cli(*FEATURE)
    assert (ran.code, ran.out) == (2, "")
    assert "given or promised 2 times this month, which is its limit" in ran.err


def test_teammates_are_told_of_each_other_before_anything_is_written(
    cli: Callable[..., Ran], scripted: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who drafted, when, and what is asked; once it was sent, what was given and asked. One's own are not told."""
    scripted(*(GOOD | {"ask": "Would you name one book on glazes?"} for _ in range(2)), GOOD, GOOD)
    cli(*FEATURE, "--ask", "name one book on glazes")
    first = cli(*FEATURE, "--ask", "name one book on glazes", "--format", "json")
    monkeypatch.setenv("OUTREACH_BY", "Bo Lind")
    ran = cli(*FEATURE)
    told = "Mind: Alex Example drafted a message to Robin Sample on 24 November 2026, with the ask: name one book on glazes."
    assert ran.err.splitlines()[:2] == [told, "writing"]
    monkeypatch.delenv("OUTREACH_BY")
    cli("record", "sent", json.loads(first.out)["id"])
    monkeypatch.setenv("OUTREACH_BY", "Bo Lind")
    err = cli("draft", "example").err
    assert "Mind: Alex Example gave Robin Sample on 24 November 2026: a feature in my newsletter about your work." in err
    assert "Mind: Alex Example asked Robin Sample on 24 November 2026: name one book on glazes." in err
    assert err.count("drafted a message") == 1


def test_a_teammates_message_of_long_ago_is_not_told(
    cli: Callable[..., Ran], scripted: Callable[..., None], store: Store
) -> None:
    """The policy says for how many days it is."""
    store.ledger.record([entry(EntryKind.THANKED, 8, by="Bo Lind"), entry(EntryKind.REPLIED, 7, by="Bo Lind")])
    scripted(GOOD, GOOD)
    assert "Mind" not in cli(*FEATURE).err
    store.ledger.record([entry(EntryKind.THANKED, 6, "a cup", by="Bo Lind")])
    assert "Mind: Bo Lind thanked Robin Sample on 18 November 2026: a cup." in cli(*FEATURE).err


@pytest.mark.parametrize("called", ["example", "contacts/example.yaml", "copy.yaml"])
def test_nobody_who_asked_not_to_be_contacted_is_drafted_to(
    cli: Callable[..., Ran], scripted: Callable[..., None], store: Store, place: Path, called: str
) -> None:
    """Not when they are kept, not when they were forgotten, and not through a file under another id."""
    text = (place / "contacts" / "example.yaml").read_text(encoding="utf-8")
    (place / "copy.yaml").write_text(text.replace("id: example", "id: somebody-else"), encoding="utf-8")
    store.suppressions.add(store.contacts.get("example"), "asked us to stop", TODAY)
    scripted()
    for _ in range(2):
        ran = cli("draft", called)
        assert (ran.code, ran.out) == (1, "")
        assert "Nothing is drafted to Robin Sample now." in ran.err
        if store.contacts.find("example"):
            store.contacts.forget("example", mark=False)


def test_a_file_of_somebody_kept_has_their_ledger(
    cli: Callable[..., Ran], scripted: Callable[..., None], store: Store, place: Path
) -> None:
    """By address: a copy of the file under another id is still the same person, who was written to last week."""
    text = (place / "contacts" / "example.yaml").read_text(encoding="utf-8")
    (place / "copy.yaml").write_text(text.replace("id: example", "id: somebody-else"), encoding="utf-8")
    store.ledger.record([entry(EntryKind.GAVE, 3)])
    scripted()
    ran = cli("draft", "copy.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "has not answered yet: wait until" in ran.err


def test_somebody_in_a_file_alone_is_drafted_to_and_not_kept(
    cli: Callable[..., Ran], scripted: Callable[..., None], store: Store
) -> None:
    """The command that takes them in is named."""
    store.contacts.forget("example", mark=False)
    scripted(GOOD)
    ran = cli(*FEATURE, "--format", "json")
    assert (ran.code, json.loads(ran.out)["id"]) == (0, None)
    assert "This is not kept: Robin Sample stands in a file alone." in ran.err
    assert "`outreach contacts import contacts/example.yaml`" in ran.err


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (StoreUnavailable("The disk is full.", remedy="Make room."), "It could not be kept. The disk is full. Make room.\n"),
        (RuntimeError(CANARY), "It could not be kept. internal error (RuntimeError).\n"),
    ],
)
def test_a_failing_memory_loses_no_message(
    cli: Callable[..., Ran], scripted: Callable[..., None], monkeypatch: pytest.MonkeyPatch, error: Exception, says: str
) -> None:
    """One sentence, and the message all the same."""

    def fail(*_: object) -> str:
        raise error

    monkeypatch.setattr(Drafts, "keep", fail)
    scripted(GOOD)
    ran = cli(*FEATURE)
    assert ran.code == 0
    assert GOOD["body"] in ran.out
    assert ran.err.endswith(says)
    assert CANARY not in ran.err


def test_a_memory_that_cannot_be_opened_drafts_nothing(cli: Callable[..., Ran], place: Path, store: Store) -> None:
    """Who asked not to be contacted could not be known."""
    store.close()
    for path in place.glob("outreach.db*"):
        path.unlink()
    (place / "outreach.db").write_bytes(b"not a database" * 100)
    ran = cli(*FEATURE)
    assert ran.code in {2, 3}
    assert ran.out == ""
    assert "is not a database of this program" in ran.err


@pytest.mark.usefixtures("scripted")
def test_the_demo_writes_nothing(cli: Callable[..., Ran], place: Path, store: Store) -> None:
    """Not even where there is a workspace with a memory."""
    before = {path.name for path in place.rglob("*")}
    assert cli("demo").code == 0
    assert {path.name for path in place.rglob("*")} == before
    assert store.contacts.count() == 1


def test_a_mailto_link_and_a_message_too_long_for_one(
    cli: Callable[..., Ran], scripted: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The link is the answer; what is too long is told and printed as text."""
    scripted(GOOD, GOOD)
    ran = cli(*FEATURE, "--format", "mailto")
    assert ran.out.startswith("mailto:robin%40people.example?".replace("%40", "@"))
    assert "You%20read%20it%20before" in ran.out
    monkeypatch.setattr("outreach.export.mailto.LONGEST", 500)
    ran = cli(*FEATURE, "--format", "mailto")
    assert (ran.code, GOOD["body"] in ran.out) == (0, True)
    assert "mail programs take 500" in ran.err
    assert "It is printed as text." in ran.err


def test_a_message_is_copied_and_opened(
    cli: Callable[..., Ran], scripted: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the answer, which stays the same; where there is neither, one sentence says so."""
    copied: list[str] = []
    opened: list[str] = []
    monkeypatch.setattr("outreach.cli.leaving.to_clipboard", lambda message: not copied.append(message.body))  # type: ignore[func-returns-value]
    monkeypatch.setattr("outreach.cli.leaving.open_mail", lambda message: not opened.append(message.body))  # type: ignore[func-returns-value]
    scripted(GOOD, GOOD)
    ran = cli(*FEATURE, "--copy", "--open")
    assert "It is on the clipboard." in ran.err
    assert "It is open in your mail program; sending it is yours." in ran.err
    assert ran.out.endswith(f"{copied[0]}\n")
    assert copied == opened
    monkeypatch.setattr("outreach.cli.leaving.to_clipboard", lambda _: False)
    monkeypatch.setattr("outreach.cli.leaving.open_mail", lambda _: False)
    ran = cli(*FEATURE, "--copy", "--open")
    assert ran.code == 0
    assert "There is no clipboard here" in ran.err
    assert "No mail program took it" in ran.err


def test_a_kept_message_is_shown_again(cli: Callable[..., Ran], scripted: Callable[..., None]) -> None:
    """The same words in every format, and how one goes on."""
    scripted(GOOD)
    first = json.loads(cli(*FEATURE, "--format", "json").out)
    shown = cli("show", first["id"])
    assert shown.out == f"Subject: {first['subject']}\n\n{first['body']}\n"
    assert f"`outreach record sent {first['id']}`" in shown.err
    again = json.loads(cli("show", first["id"], "--format", "json").out)
    assert (again["body"], again["id"], again["made_on"], again["sent_on"]) == (first["body"], first["id"], "2026-11-24", None)
    assert "X-Unsent: 1" in cli("show", first["id"], "--format", "eml").out
    assert cli("show", first["id"], "--format", "mailto").out.startswith("mailto:")
    assert "no such message" in cli("show", "d0").err


def test_a_kept_message_is_held_to_todays_rules(
    cli: Callable[..., Ran], scripted: Callable[..., None], place: Path, store: Store
) -> None:
    """A rule that the team made since then holds it: findings, exit code 1, and none of its words."""
    scripted(GOOD)
    id_ = json.loads(cli(*FEATURE, "--format", "json").out)["id"]
    rule = RULE.replace("WORD", "glazes")
    (place / "rules").mkdir()
    (place / "rules" / "team.yaml").write_text(rule, encoding="utf-8")
    for form in ("text", "json", "eml", "mailto"):
        ran = cli("show", id_, "--format", form, "--copy", "--open")
        assert ran.code == 1
        assert "TST02" in ran.out + ran.err
        assert "You read it before" not in ran.out + ran.err
    assert store.drafts.get(id_).sent_on is None


def test_a_kept_message_of_an_offer_that_has_expired_is_held(
    cli: Callable[..., Ran], scripted: Callable[..., None], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would promise what is not to be had; one that was sent in time may still be read."""
    offers = place / "offers.yaml"
    text = offers.read_text(encoding="utf-8").replace("limit_per_month: 2", "expires: 2026-12-01")
    offers.write_text(text, encoding="utf-8")
    scripted(GOOD, GOOD)
    ids = [json.loads(cli(*FEATURE, "--format", "json").out)["id"] for _ in range(2)]
    assert cli("record", "sent", ids[0]).code == 0
    monkeypatch.setattr(wiring, "today", lambda: dt.date(2026, 12, 9))
    sent, unsent = cli("show", ids[0]), cli("show", ids[1])
    assert (sent.code, unsent.code, unsent.out) == (0, 1, "")
    assert sent.err == "Sent on 2026-11-24.\n"


def test_a_kept_message_to_somebody_who_rests_is_not_shown(
    cli: Callable[..., Ran], scripted: Callable[..., None], store: Store
) -> None:
    """If it is not their time, let them be; and while an answer is awaited, that is said."""
    scripted(GOOD, GOOD)
    ids = [json.loads(cli(*FEATURE, "--format", "json").out)["id"] for _ in range(2)]
    cli("record", "sent", ids[0])
    assert "Mind before you send it: Robin was written to on 24 November 2026" in cli("show", ids[1]).err
    store.contacts.rest("example", Resting(reason="on leave"))
    ran = cli("show", ids[1])
    assert (ran.code, ran.out) == (1, "")
    assert "they are resting (on leave)" in ran.err
    assert cli("show", ids[0]).code == 0


RULE = """\
rules:
  - code: TST02
    name: team-word
    reason: vague-offer
    severity: error
    says: A word of the team's list stands in it.
    why: The team has agreed so.
    source: the team
    instead: Use another.
    check: {forbid: ['(?i)\\bWORD\\b']}
    bad: ['The [[WORD]].', 'A [[WORD]] here.', 'No [[WORD]] now.']
    good: ['I have mended the link on your page.', 'The list is attached for you.', 'The notes are yours to keep.']
"""
