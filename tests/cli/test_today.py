"""`outreach today`: whom something could be given to, in which order, and whom to leave alone."""

from __future__ import annotations

import datetime as dt
import json
import shlex
from typing import TYPE_CHECKING, Any

import pytest

from outreach.domain.contact import Closeness, Contact, Resting
from outreach.domain.fact import Fact, FactKind, Source
from outreach.domain.ledger import Entry, EntryKind
from tests.cli.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from outreach.store.store import Store
    from tests.cli.conftest import Ran

READERS = "Is looking for readers for a blog about glazes"


def ago(days: int) -> dt.date:
    """Return the day so many days ago."""
    return TODAY - dt.timedelta(days=days)


def somebody(id_: str, need: str | None = None, noted: int = 3, **more: Any) -> Contact:  # noqa: ANN401  # any field of a contact
    """Return a person, with a need or with a plain fact."""
    source = Source(where="her blog", when=ago(noted))
    kind = FactKind.NEED if need else FactKind.FACT
    fact = Fact(id="f1", text=need or "Keeps bees above the old harbour", kind=kind, source=source)
    return Contact.model_validate({"id": id_, "name": f"{id_.title()} Reed", "facts": (fact,)} | more)


@pytest.fixture
def people(store: Store) -> Store:
    """Return the memory without the example contact."""
    store.contacts.forget("example", mark=False)
    return store


def add(store: Store, contact: Contact, *happened: tuple[EntryKind, int, str, str | None]) -> None:
    """Keep a person with what happened with them: kind, days ago, words, offer."""
    store.contacts.add(contact)
    for number, (kind, days, words, offer) in enumerate(happened):
        fields = {"id": f"{contact.id}-{number}", "contact_id": contact.id, "by": "Alex Example", "offer_id": offer}
        store.ledger.record([Entry.model_validate(fields | {"kind": kind, "words": words, "on": ago(days)})])


def told(ran: Ran) -> dict[str, list[dict[str, Any]]]:
    """Return the answer of `--format json`."""
    assert ran.code == 0, ran.err
    answer: dict[str, list[dict[str, Any]]] = json.loads(ran.out)
    return answer


def test_promise_thanks_need_silence(cli: Callable[..., Ran], people: Store) -> None:
    """In this order, each with its reason and the command that goes on."""
    add(people, somebody("ada", closeness=Closeness.FRIEND), (EntryKind.REPLIED, 200, "in good spirits", None))
    add(people, somebody("bea", READERS))
    add(people, somebody("cem"), (EntryKind.RECEIVED, 9, "the name of a kiln builder", None))
    add(people, somebody("dov"), (EntryKind.PROMISED, 30, "notes on his essay", "draft-reading"))
    ran = cli("today")
    assert (ran.code, ran.err) == (0, "")
    assert [line for line in ran.out.splitlines() if line[:1].isdigit()] == [
        "1. Dov Reed (dov): promise", "2. Cem Reed (cem): thanks", "3. Bea Reed (bea): need", "4. Ada Reed (ada): silence",
    ]  # fmt: skip
    flat = " ".join(ran.out.split())
    assert "You promised this on 25 October 2026, and it is not given yet: notes on his essay. outreach draft dov" in flat
    assert "Cem gave you this on 15 November 2026 and was not thanked: the name of a kiln builder." in flat
    assert "outreach record thanked cem 'the name of a kiln builder'" in flat
    assert "The offer newsletter-feature fits: it meets their need" in flat
    assert "her blog, 21 November 2026. outreach draft bea --offer newsletter-feature" in flat
    assert "Ada is a friend, and nothing passed between you since 8 May 2026. outreach contacts show ada" in flat


@pytest.mark.usefixtures("calm")
def test_the_commands_do_go_on(cli: Callable[..., Ran], people: Store) -> None:
    """Each of them runs, and then its person is off the list; words with quotes in them too."""
    add(people, somebody("bea", READERS))
    add(people, somebody("cem"), (EntryKind.RECEIVED, 9, 'the potters\' "$HOME" list; `ls`', None))
    add(people, somebody("dov"), (EntryKind.PROMISED, 30, "a day at the kiln", None))
    for each in told(cli("today", "--format", "json"))["write"]:
        program, *argv = shlex.split(each["command"])
        assert program == "outreach"
        ran = cli(*argv)
        assert ran.code == 0, ran.err
        if argv[0] == "draft":
            (kept,) = people.drafts.of("bea")
            assert cli("record", "sent", kept.id).code == 0
    assert people.ledger.of("cem").entries[-1].words == 'the potters\' "$HOME" list; `ls`'
    assert told(cli("today", "--format", "json"))["write"] == []


def test_whom_the_standing_forbids_is_among_those_to_leave_alone(cli: Callable[..., Ran], people: Store) -> None:
    """However well an offer fits: who was just written to, who did not answer twice, who rests."""
    add(people, somebody("ada", READERS), (EntryKind.GAVE, 2, "a list", None))
    add(people, somebody("bea", READERS), (EntryKind.GAVE, 60, "a list", None), (EntryKind.GAVE, 40, "a map", None))
    add(people, somebody("cem", READERS, resting=Resting(reason="on leave", until=ago(-9))))
    answer = told(cli("today", "--format", "json"))
    assert answer["write"] == []
    left = {each["contact"]: each for each in answer["leave"]}
    assert {id_: each["standing"] for id_, each in left.items()} == {"ada": "wait", "bea": "rest", "cem": "rest"}
    assert left["cem"]["reason"] == "Cem is resting until 3 December 2026: on leave"
    assert left["ada"]["until"] == "2026-12-06"
    text = cli("today")
    assert "Leave alone for now" in text.out
    assert "- Cem Reed: Cem is resting until 3 December 2026: on leave." in text.out


def test_an_offer_that_is_used_up_or_was_given_to_them_calls_for_nobody(
    cli: Callable[..., Ran], people: Store, place: Path
) -> None:
    """Neither an old need, nor one that no offer meets."""
    add(people, somebody("ada", READERS))
    add(people, somebody("bea", READERS, noted=400))
    add(people, somebody("cem", "Wants to learn the bagpipes"))
    add(people, somebody("dov", READERS), (EntryKind.GAVE, 20, "it", "newsletter-feature"), (EntryKind.REPLIED, 19, "glad", None))

    def named() -> list[str]:
        return [each["contact"] for each in told(cli("today", "--format", "json"))["write"]]

    assert named() == ["ada"]
    offers = place / "offers.yaml"
    offers.write_text(offers.read_text(encoding="utf-8").replace("limit_per_month: 2", "limit_per_month: 1"), encoding="utf-8")
    assert named() == []


def test_who_was_just_written_to_is_not_called_for_by_a_need(cli: Callable[..., Ran], people: Store) -> None:
    """A friend may be written to again at once, but the day waits for an answer, as long as one is patient."""
    near: dict[str, Any] = {"closeness": Closeness.FRIEND}
    add(people, somebody("ada", READERS, **near), (EntryKind.GAVE, 14, "a list", None))
    add(people, somebody("bea", READERS, **near), (EntryKind.GAVE, 15, "a list", None))
    add(people, somebody("cem", READERS, **near), (EntryKind.GAVE, 3, "a list", None), (EntryKind.REPLIED, 2, "glad", None))
    assert {each["contact"] for each in told(cli("today", "--format", "json"))["write"]} == {"bea", "cem"}


def test_it_names_five_or_as_many_as_one_likes(cli: Callable[..., Ran], people: Store, place: Path) -> None:
    """By the policy, or by `--limit`; each person once."""
    for number in range(9):
        add(
            people,
            somebody(f"p{number}", READERS, closeness=Closeness.FRIEND),
            (EntryKind.PROMISED, 30 + number, "a letter", None),
        )

    def named(*more: str) -> list[str]:
        return [each["contact"] for each in told(cli("today", "--format", "json", *more))["write"]]

    assert named() == ["p8", "p7", "p6", "p5", "p4"]
    assert named("--limit", "2") == ["p8", "p7"]
    assert len(named("--limit", "50")) == 9
    with (place / "outreach.yaml").open("a", encoding="utf-8") as file:
        file.write("\npolicy:\n  today: 3\n")
    assert len(named()) == 3
    for wrong in ("0", "51", "x"):
        ran = cli("today", "--limit", wrong)
        assert (ran.code, ran.out) == (2, "")


def test_an_empty_memory_says_what_to_do(cli: Callable[..., Ran], people: Store) -> None:
    """Add somebody; and with people of whom nothing calls for a gift, note what they need."""
    ran = cli("today")
    assert (ran.code, ran.out) == (0, "")
    assert "`outreach contacts import FILE`" in ran.err
    add(people, somebody("ada"))
    ran = cli("today")
    assert (ran.code, ran.out) == (0, "")
    assert "`outreach contacts note CONTACT`" in ran.err


def test_nothing_in_it_commands_a_terminal(cli: Callable[..., Ran], people: Store) -> None:
    """Names and words are somebody else's."""
    add(people, somebody("ada", name="Ada \x1b[2J\u202eReed"), (EntryKind.PROMISED, 9, "a \x9b31m letter", None))
    out = cli("today").out
    assert not {"\x1b", "\x9b", "\u202e"} & set(out)
