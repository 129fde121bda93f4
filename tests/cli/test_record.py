"""`outreach record`: plain words in, the standing out; what is recorded stays, once."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from outreach.domain.ledger import Entry, EntryKind
from tests.cli.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.store.store import Store
    from tests.cli.conftest import Ran

pytestmark = pytest.mark.usefixtures("calm")


def entries(store: Store) -> tuple[Entry, ...]:
    """Return what the ledger holds of the example contact."""
    return store.ledger.of("example").entries


def drafted(cli: Callable[..., Ran], *more: str) -> str:
    """Draft to the example contact and return the id under which it is kept."""
    ran = cli("draft", "example", "--engine", "offline", "--format", "json", *more)
    assert ran.code == 0, ran.err
    return str(json.loads(ran.out)["id"])


@pytest.mark.parametrize("kind", EntryKind)
def test_every_kind_is_recorded_in_the_persons_own_words(cli: Callable[..., Ran], store: Store, kind: EntryKind) -> None:
    """Dated, by whom, and in words that nobody weighs: even those of debt."""
    ran = cli("record", kind, "Robin Sample", "says she owes me one, $5 & all", "--on", "2026-10-01")
    assert (ran.code, ran.err) == (0, "")
    (entry,) = entries(store)
    assert (entry.kind, entry.words, entry.on) == (kind, "says she owes me one, $5 & all", dt.date(2026, 10, 1))
    assert (entry.by, entry.offer_id, entry.message) == ("Alex Example", None, None)
    first, second = ran.out.splitlines()
    assert first == f"2026-10-01  {kind:<9} Robin Sample: says she owes me one, $5 & all, by Alex Example"
    assert second.startswith("Standing: ")
    assert second.endswith(".")


@pytest.mark.parametrize("called", ["example", "ROBIN@people.example", "robin sample"])
def test_a_person_is_known_by_what_is_theirs(cli: Callable[..., Ran], store: Store, called: str) -> None:
    """Id, address or name."""
    assert cli("record", "replied", called, "is glad of it").code == 0
    assert len(entries(store)) == 1


def test_a_teammate_records_under_their_own_name(cli: Callable[..., Ran], store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """OUTREACH_BY says who sits there."""
    monkeypatch.setenv("OUTREACH_BY", "Bo Lind")
    cli("record", "gave", "example", "a kiln for a day")
    assert entries(store)[0].by == "Bo Lind"


def test_a_promise_stays_in_sight_until_it_is_given(cli: Callable[..., Ran], store: Store) -> None:
    """Something else given does not keep it, and the command that does is named."""
    said = cli("record", "promised", "example", "notes on a draft", "--offer", "draft-reading").out
    assert (
        "Standing: give. Alex Example promised Robin something on 24 November 2026 (notes on a draft): keep that first." in said
    )
    other = cli("record", "gave", "example", "a pot of glaze")
    assert "keep that first" in other.out
    assert "`outreach record gave example WORDS --offer draft-reading`" in other.err
    kept = cli("record", "gave", "example", "the notes", "--offer", "draft-reading")
    assert "keep that first" not in kept.out
    assert kept.err == ""
    assert store.ledger.of("example").open_promises == ()


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("gave", "nobody", "x"), "no contact 'nobody'"),
        (("gave", "exmple", "x"), "Near it: example"),
        (("gave", "example", "x", "--offer", "moon"), "Offers here: newsletter-feature, draft-reading"),
        (("asked", "example", "x", "--offer", "draft-reading"), "Unrecognized arguments"),
        (("gave", "example", "x", "--on", "2026-11-25"), "still to come"),
        (("gave", "example", "x", "--on", "yesterday"), "takes a date"),
        (("gave", "example", " "), "WORDS"),
        (("gave", "example", "x" * 301), "longer than 300 characters"),
        (("gave", "example", "x", "--message", "Two Words"), "--message"),
        (("sent", "d0"), "no such message"),
        ((), "required: WHAT"),
    ],
)
def test_what_cannot_be_recorded_is_said_and_not_recorded(
    cli: Callable[..., Ran], store: Store, argv: tuple[str, ...], says: str
) -> None:
    """One sentence, exit code 2, and an empty ledger."""
    ran = cli("record", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert entries(store) == ()


def test_a_contact_file_alone_has_no_ledger(cli: Callable[..., Ran], store: Store) -> None:
    """The command that takes it in is named."""
    store.contacts.forget("example", mark=False)
    ran = cli("record", "gave", "example", "x")
    assert (ran.code, ran.out) == (2, "")
    assert "`outreach contacts import contacts/example.yaml`" in ran.err


def test_i_sent_it(cli: Callable[..., Ran], store: Store) -> None:
    """The offer is given and the ask asked, in one message, and the draft is marked."""
    id_ = drafted(cli, "--offer", "newsletter-feature", "--ask", "name one book on glazes")
    ran = cli("record", "sent", id_)
    assert ran.code == 0, ran.err
    gave, asked = entries(store)
    assert (gave.kind, gave.offer_id, gave.words) == ("gave", "newsletter-feature", "a feature in my newsletter about your work")
    assert (asked.kind, asked.offer_id, asked.words) == ("asked", None, "name one book on glazes")
    assert {each.message for each in (gave, asked)} == {id_}
    assert {each.on for each in (gave, asked)} == {TODAY}
    assert store.drafts.get(id_).sent_on == TODAY
    assert "Standing: wait. Robin was written to on 24 November 2026" in ran.out


def test_a_message_is_sent_once(cli: Callable[..., Ran], store: Store) -> None:
    """A second time records nothing, on whatever day."""
    id_ = drafted(cli, "--offer", "newsletter-feature")
    assert cli("record", "sent", id_).code == 0
    before = entries(store)
    for more in ((), ("--on", "2026-11-23")):
        ran = cli("record", "sent", id_, *more)
        assert (ran.code, ran.out) == (2, "")
        assert "recorded as sent on 2026-11-24 already; nothing was recorded again" in ran.err
    assert entries(store) == before


def test_a_message_is_not_sent_before_it_was_made(cli: Callable[..., Ran], store: Store) -> None:
    """Nor in days to come; and then it is not marked."""
    id_ = drafted(cli, "--offer", "newsletter-feature")
    for day, says in (("2026-11-23", "drafted on 2026-11-24"), ("2026-11-25", "still to come")):
        ran = cli("record", "sent", id_, "--on", day)
        assert (ran.code, ran.out) == (2, "")
        assert says in ran.err
    assert store.drafts.get(id_).sent_on is None
    assert entries(store) == ()
