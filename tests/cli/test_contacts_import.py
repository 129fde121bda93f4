"""`outreach contacts import`: the documented exports, a preview first, skipped rows given back, a stop that loses nothing."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from outreach.actions import importing
from outreach.cli import main, printing
from outreach.store.contacts import Contacts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from outreach.domain.contact import Contact
    from tests.cli.conftest import Ran

pytestmark = pytest.mark.usefixtures("place")

LINKEDIN = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Nour,Haddad,https://www.linkedin.com/in/nour-haddad,nour@haddad.example,Radio Nord,Booker,12 Mar 2024\n"
    "Bo,Li,https://www.linkedin.com/in/bo-li,,Slow Ink,Editor,01 Jan 2023\n"
)
GOOGLE = ",".join(
    [
        "First Name,Middle Name,Last Name,File As,Organization Name,Organization Title,Notes,Labels",
        "E-mail 1 - Label,E-mail 1 - Value",
        *(f"Phone {number} - Label,Phone {number} - Value" for number in range(1, 31)),
    ]
)
OUTLOOK = (
    "First Name;Middle Name;Last Name;Title;Company;Job Title;Business Phone;E-mail Address;E-mail 2 Address;Notes;Categories"
)


def table(name: str, rows: Sequence[Sequence[str]], *, encoding: str = "utf-8", delimiter: str = ",") -> str:
    """Write a table and return its name."""
    with Path(name).open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return name


def plain(name: str, count: int) -> str:
    """Write a table of so many people."""
    return table(name, [("Name", "Email"), *((f"Person {number}", f"p{number}@x.example") for number in range(count))])


def ids(cli: Callable[..., Ran]) -> list[str]:
    """Return the ids of everybody who is kept."""
    return [row["id"] for row in json.loads(cli("contacts", "list", "--limit", "1000", "--format", "json").out)["contacts"]]


def person(cli: Callable[..., Ran], called: str) -> dict[str, object]:
    """Return a person's record."""
    return dict(json.loads(cli("contacts", "show", called, "--format", "json").out)["contact"])


def test_the_export_of_linkedin(cli: Callable[..., Ran]) -> None:
    """Its preamble is passed over; the link is the handle where there is no address."""
    Path("Connections.csv").write_text(LINKEDIN, encoding="utf-8")
    ran = cli("contacts", "import", "Connections.csv", "--yes")
    assert ran.code == 0, ran.err
    assert "LinkedIn connections" in ran.out
    assert "Done: 2 added." in ran.out
    nour = person(cli, "nour@haddad.example")
    assert (nour["role"], nour["handle"]) == ("Booker at Radio Nord", "https://www.linkedin.com/in/nour-haddad")
    assert person(cli, "https://www.linkedin.com/in/bo-li")["channel"] == "dm"


def test_the_export_of_google(cli: Callable[..., Ran]) -> None:
    """A byte order mark, thirty phone columns, a quoted line break in the notes, which are proposed and no more."""
    notes = 'Met at the fair.\nLooks for readers for a blog about "glazes".'
    row = ["Ana", "", "Silva", "", "Pots", "Potter", notes, "* myContacts ::: craft", "Home", "Ana@Silva.example", *[""] * 60]
    header = next(csv.reader([GOOGLE]))
    name = table("contacts.csv", [header, row], encoding="utf-8-sig")
    ran = cli("contacts", "import", name, "--yes")
    assert ran.code == 0, ran.err
    assert "Google Contacts" in ran.out
    ana = person(cli, "ana@silva.example")
    assert (ana["name"], ana["role"]) == ("Ana Silva", "Potter at Pots")
    assert "craft" in str(ana["tags"])
    told = json.loads(cli("contacts", "show", "ana-silva", "--format", "json").out)
    assert len(told["waiting"]) <= 2
    assert "glazes" not in str(told["contact"]["facts"])


def test_the_export_of_outlook(cli: Callable[..., Ran]) -> None:
    """Windows-1252 with semicolons; names keep their letters."""
    row = ["Zoë", "", "Müller", "Dr", "Töpferei", "Töpferin", "+49 1", "zoe@mueller.example", "", "", "Kunst"]
    name = table("outlook.csv", [OUTLOOK.split(";"), row], encoding="cp1252", delimiter=";")
    ran = cli("contacts", "import", name, "--yes")
    assert ran.code == 0, ran.err
    assert "Outlook" in ran.out
    zoe = person(cli, "zoe@mueller.example")
    assert zoe["name"] == "Dr Zoë Müller"
    assert zoe["tags"] == ["Kunst"]


def test_a_preview_changes_nothing(cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --yes, and after a no at the terminal; after a yes it is done."""
    name = plain("people.csv", 2)
    ran = cli("contacts", "import", name)
    assert ran.code == 0
    assert "name       Name" in ran.out
    assert "2 records: 2 to add." in ran.out
    assert "with --yes imports them" in ran.err
    monkeypatch.setattr(printing, "ask", lambda _: "n")
    cli("contacts", "import", name)
    assert ids(cli) == []
    monkeypatch.setattr(printing, "ask", lambda _: "y")
    assert "Done: 2 added." in cli("contacts", "import", name).out
    assert len(ids(cli)) == 2


def test_columns_of_ones_own_are_mapped_by_hand(cli: Callable[..., Ran]) -> None:
    """`--map` says what a column tells; one that is not there is bad input."""
    name = table("odd.csv", [("A", "B", "C"), ("Ana Silva", "ana@silva.example", "potter")])
    ran = cli("contacts", "import", name, "--map", "name=A", "--map", "role=C", "--yes")
    assert ran.code == 0, ran.err
    assert person(cli, "ana@silva.example")["role"] == "potter"
    ran = cli("contacts", "import", name, "--map", "name=Z")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no column 'Z'" in ran.err


def test_merges_are_shown_and_overwrite_nothing(cli: Callable[..., Ran]) -> None:
    """By address in any case of letters; what stands is kept, what is new is named before it is added."""
    cli("contacts", "add", "Ana Silva", "--address", "ana@silva.example", "--closeness", "friend")
    name = table("people.csv", [("Name", "Email", "Title", "Tags"), ("A. Silva", "ANA@Silva.example", "Potter", "craft")])
    ran = cli("contacts", "import", name, "--yes")
    assert "merge  people.csv:2: A. Silva into Ana Silva (ana-silva): role Potter, tag craft" in ran.out
    ana = person(cli, "ana-silva")
    assert (ana["name"], ana["role"], ana["closeness"], ana["address"]) == ("Ana Silva", "Potter", "friend", "ana@silva.example")
    ran = cli("contacts", "import", name, "--yes")
    assert "Done: 0 added, 1 here already." in ran.out
    assert ids(cli) == ["ana-silva"]


def test_a_name_alone_is_nobodys_identity(cli: Callable[..., Ran]) -> None:
    """A namesake with an address is added and told; one with nothing but the name is skipped."""
    cli("contacts", "add", "Ana Silva", "--address", "ana@silva.example")
    rows = [("Name", "Email", "Title"), ("Ana Silva", "other@silva.example", "Judge"), ("Ana Silva", "", "Pilot")]
    ran = cli("contacts", "import", table("people.csv", rows), "--yes")
    assert "add    Ana Silva, other@silva.example; Ana Silva (ana-silva) has the same name" in ran.out
    assert "no address or handle tells whether it is the same person" in ran.out
    assert len(ids(cli)) == 2
    assert "Pilot" in Path("people.csv.skipped.csv").read_text(encoding="utf-8-sig")


def test_whoever_has_what_two_others_have_is_skipped(cli: Callable[..., Ran]) -> None:
    """The address of one and the handle of another: a person says who it is."""
    cli("contacts", "add", "Ana Silva", "--address", "ana@silva.example")
    cli("contacts", "add", "Bo Li", "--handle", "@bo")
    rows = [("Name", "Email", "Handle"), ("Ana Li", "ana@silva.example", "@bo")]
    ran = cli("contacts", "import", table("people.csv", rows), "--yes")
    assert "known of two people, Ana Silva (ana-silva) and Bo Li (bo-li)" in ran.out


def test_no_import_clears_a_suppression(cli: Callable[..., Ran]) -> None:
    """Neither of one who is here nor of one who was forgotten."""
    for name in ("Ana Silva", "Bo Li"):
        first = name.split()[0].lower()
        cli("contacts", "add", name, "--address", f"{first}@x.example")
        cli("contacts", "rest", f"{first}@x.example", "--never", "--reason", "asked not to be contacted")
    cli("contacts", "forget", "bo-li", "--yes")
    rows = [("Name", "Email", "Title"), ("Ana Silva", "ANA@x.example", "Potter"), ("Bo Li", "BO@x.example", "Editor")]
    ran = cli("contacts", "import", table("people.csv", rows), "--yes")
    assert "add    Bo Li, BO@x.example; asked not to be contacted, so kept at rest" in ran.out
    for address in ("ana@x.example", "bo@x.example"):
        told = json.loads(cli("contacts", "show", address, "--format", "json").out)
        assert told["standing"]["move"] == "rest"
        assert told["suppression"] is not None


def test_a_stopped_import_keeps_what_is_done_and_goes_on(cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the third batch: two are kept, the same command brings the rest, nobody twice, and no half file is left."""
    monkeypatch.setattr(importing, "BATCH", 5)
    name = plain("people.csv", 18)
    real, batches = Contacts.add_all, []

    def add_all(self: Contacts, several: Sequence[Contact], *rest: object) -> None:
        batches.append(len(several))
        if len(batches) == 3:
            raise KeyboardInterrupt
        real(self, several)

    monkeypatch.setattr(Contacts, "add_all", add_all)
    ran = cli("contacts", "import", name, "--yes")
    assert ran.code == main.STOPPED
    assert "Stopped. 10 added so far, and that is kept" in ran.err
    assert len(ids(cli)) == 10
    ran = cli("contacts", "import", name, "--yes")
    assert "Done: 8 added, 10 here already." in ran.out
    assert len(set(ids(cli))) == 18
    assert sorted(path.name for path in Path().glob("people.csv*")) == ["people.csv"]


def test_the_same_person_in_two_files(cli: Callable[..., Ran]) -> None:
    """The second file's record is merged into the first's."""
    table("a.csv", [("Name", "Email"), ("Ana Silva", "ana@silva.example")])
    table("b.csv", [("Name", "Email", "Title"), ("Ana Silva", "ana@silva.example", "Potter")])
    ran = cli("contacts", "import", "a.csv", "b.csv", "--yes")
    assert "2 records: 1 to add, 1 of people that an earlier record brings." in ran.out
    assert "Done: 1 added, 1 merged." in ran.out
    assert person(cli, "ana-silva")["role"] == "Potter"


def test_contact_files_keep_their_own_ids(cli: Callable[..., Ran], place: Path) -> None:
    """A folder is taken in file by file; one with a mistake is skipped with its line; a second run changes nothing."""
    (place / "contacts" / "broken.yaml").write_text("id: broken\nnme: Bo\n", encoding="utf-8")
    ran = cli("contacts", "import", "contacts", "--yes")
    assert ran.code == 0
    assert "'nme' is not known here" in ran.out
    assert "Done: 1 added, 1 skipped." in ran.out
    assert ids(cli) == ["example"]
    assert "0 added, 1 here already" in cli("contacts", "import", "contacts", "--yes").out


def test_json_is_one_object(cli: Callable[..., Ran]) -> None:
    """Mapping, preview and what was done; nothing else on standard output."""
    told = json.loads(cli("contacts", "import", plain("people.csv", 3), "--yes", "--format", "json").out)
    assert told["preview"]["add"] == told["done"]["add"] == 3
    assert {"column": "Email", "field": "address"}.items() <= told["files"][0]["mapping"][1].items()


@pytest.mark.parametrize(
    ("argv", "says"),
    [(("nowhere.csv",), "does not exist"), (("empty",), "holds no contact files"), (("contacts", "--map", "name=A"), "no table")],
)
def test_files_that_cannot_be_imported(cli: Callable[..., Ran], place: Path, argv: tuple[str, ...], says: str) -> None:
    """One sentence, exit code 2."""
    (place / "empty").mkdir()
    ran = cli("contacts", "import", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
