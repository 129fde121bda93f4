"""`outreach offers`: list, add and check."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from outreach import wiring
from outreach.domain.ledger import Entry, EntryKind
from tests.cli.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from outreach.store.store import Store
    from tests.cli.conftest import Ran


def entry(id_: str, kind: EntryKind, offer_id: str, days: int = 1) -> Entry:
    """Return something that happened with the example contact some days ago."""
    on = TODAY - dt.timedelta(days=days)
    return Entry(id=id_, contact_id="example", kind=kind, words="the feature", on=on, by="Alex Example", offer_id=offer_id)


def test_list_says_what_is_left(cli: Callable[..., Ran], store: Store) -> None:
    """From the ledger of this month: what was given, and what is promised and open."""
    store.ledger.record([entry("1", EntryKind.GAVE, "newsletter-feature"), entry("2", EntryKind.GAVE, "newsletter-feature", 40)])
    ran = cli("offers", "list")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "newsletter-feature  exposure, small",
        "   a feature in my newsletter about your work",
        "   1 of 2 left this month",
        "draft-reading  review, small",
        "   a close reading of one draft of up to ten pages",
    ]
    store.ledger.record([entry("3", EntryKind.PROMISED, "newsletter-feature")])
    rows = json.loads(cli("offers", "list", "--format", "json").out)["offers"]
    assert [(row["id"], row["left"], row["stands"]) for row in rows] == [
        ("newsletter-feature", 0, True),
        ("draft-reading", None, True),
    ]


def test_looking_makes_no_memory(cli: Callable[..., Ran], place: Path) -> None:
    """A folder under version control stays as it is."""
    before = sorted(path.name for path in place.iterdir())
    assert cli("offers", "list").code == 0
    assert cli("offers", "check").code == 0
    assert sorted(path.name for path in place.iterdir()) == before


def test_add_writes_an_offer(cli: Callable[..., Ran], place: Path) -> None:
    """After the others; options may stand anywhere."""
    before = (place / "offers.yaml").read_text(encoding="utf-8")
    more = (
        "--tags",
        "tent, shelter ,",
        "--limit",
        "2",
        "--expires",
        "2030-01-31",
        "--size",
        "large",
        "--link",
        "https://t.example",
    )
    ran = cli(
        "offers", "add", "--kind", "resource", "--title", "our marquee for a weekend", "tent", "--detail", "It is dry.", *more
    )
    assert (ran.code, ran.out) == (0, "Added tent: I can offer you our marquee for a weekend\n")
    after = (place / "offers.yaml").read_text(encoding="utf-8")
    assert after.startswith(before)
    found = wiring.required_workspace().offers()[-1]
    assert (found.id, found.tags, found.limit_per_month, str(found.size)) == ("tent", ("tent", "shelter"), 2, "large")
    assert found.expires == dt.date(2030, 1, 31)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("tent",), "The following arguments are required: --title, --kind."),
        (("Big Tent", "--title", "x", "--kind", "time"), "ID is no short id"),
        (("tent", "--title", " ", "--kind", "time"), "--title holds no words."),
        (("tent", "--title", "x", "--kind", "gold"), "invalid choice: 'gold'"),
        (("tent", "--title", "x", "--kind", "time", "--limit", "0"), "--limit takes a number from 1 on."),
        (("tent", "--title", "x", "--kind", "time", "--limit", "two"), "invalid int value: 'two'"),
        (("tent", "--title", "x", "--kind", "time", "--expires", "soon"), "--expires takes a date"),
        (("tent", "--title", "x", "--kind", "time", "--link", "t.example"), "--link is no link"),
        (("draft-reading", "--title", "x", "--kind", "time"), "There is an offer 'draft-reading'"),
    ],
)
def test_bad_input_gets_one_sentence(cli: Callable[..., Ran], place: Path, argv: tuple[str, ...], said: str) -> None:
    """And nothing is written."""
    before = (place / "offers.yaml").read_bytes()
    ran = cli("offers", "add", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert (place / "offers.yaml").read_bytes() == before


def test_check_finds_what_is_wrong(cli: Callable[..., Ran], store: Store, place: Path) -> None:
    """One line each with file, line and column; exit code 1."""
    cli("offers", "add", "help", "--title", "happy to help", "--kind", "time")
    cli("offers", "add", "old", "--title", "two tickets for the fair", "--kind", "invitation", "--expires", "2026-01-05")
    store.ledger.record([entry(str(number), EntryKind.GAVE, "newsletter-feature") for number in range(3)])
    store.ledger.record([entry("p", EntryKind.PROMISED, "gone")])
    ran = cli("offers", "check")
    assert ran.code == 1
    path = place / "offers.yaml"
    starts = [line.split(": ")[0] for line in ran.out.splitlines()]
    numbered = path.read_text(encoding="utf-8").splitlines()
    places = {line.strip(): number for number, line in enumerate(numbered, 1)}
    assert starts == [
        f"over-promised  {path}:{places['limit_per_month: 2']}:5",
        f"vague  {path}:{places['title: happy to help']}:5",
        f"expired  {path}:{places['expires: 2026-01-05']}:5",
        f"promised, but removed  {path}",
    ]
    assert ran.err == "4 offers looked at, 4 things to mend.\n"
    told = json.loads(cli("offers", "check", "--format", "json").out)
    assert told["offers"] == 4
    assert [(each["fault"], each["offer_id"]) for each in told["found"]] == [
        ("over-promised", "newsletter-feature"), ("vague", "help"), ("expired", "old"), ("promised, but removed", "gone"),
    ]  # fmt: skip


def test_a_new_inventory_is_in_order(cli: Callable[..., Ran], place: Path) -> None:
    """What `outreach init` writes passes."""
    ran = cli("offers", "check")
    assert (ran.code, ran.out, ran.err) == (0, "", "2 offers looked at: all is well.\n")


def test_a_broken_file_is_told_with_every_mistake(cli: Callable[..., Ran], place: Path) -> None:
    """Exit code 2, and no check is made of the rest."""
    (place / "offers.yaml").write_text(
        "offers:\n  - id: a\n    title: x\n    kind: gold\n  - id: b\n    kind: time\n", encoding="utf-8"
    )
    for verb in ("list", "check"):
        ran = cli("offers", verb)
        assert (ran.code, ran.out) == (2, "")
        assert "offers.yaml:4:5: 'kind' must be one of" in ran.err
        assert "offers.yaml:5:5: the key 'title' is missing; add it." in ran.err


def test_without_a_workspace_there_is_nothing_to_look_at(
    cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command that makes one is named."""
    monkeypatch.chdir(tmp_path)
    ran = cli("offers", "list")
    assert ran.code == 2
    assert "Run `outreach init` to make one." in ran.err


def test_control_characters_command_no_terminal(cli: Callable[..., Ran], place: Path) -> None:
    """They are gone when they are kept."""
    ran = cli("offers", "add", "esc", "--title", "a\x1b[2J list of \u202emills", "--kind", "information")
    assert ran.out == "Added esc: I can offer you a[2J list of mills\n"
    assert "\x1b" not in (place / "offers.yaml").read_text(encoding="utf-8")
