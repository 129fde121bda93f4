"""The exports of Google, LinkedIn, Outlook and HubSpot by their real headers: who is found, and what is told of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from outreach.domain.contact import Channel, Closeness
from outreach.domain.fact import FactKind, Source
from outreach.errors import BadInput
from outreach.gathering.columns import How, Mapping, load, map_columns
from outreach.gathering.contacts_csv import read_people
from outreach.gathering.csv_file import CsvFile, open_csv
from outreach.gathering.found import Found, Skipped
from outreach.gathering.layouts import Field
from tests.gathering.exports import GOOGLE, GOOGLE_OLDER, HUBSPOT, LINKEDIN, LINKEDIN_PREAMBLE, OUTLOOK, table

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 3, 2)


def people(folder: Path, raw: bytes | str, *choices: str) -> tuple[list[Found], list[Skipped], Mapping]:
    """Return who is found in a table, who is not, and the mapping."""
    path = folder / "people.csv"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    opened = open_csv(path)
    mapping = map_columns(opened).override(choices, opened.columns)
    every = list(read_people(opened, mapping, day=DAY))
    return [one for one in every if isinstance(one, Found)], [one for one in every if isinstance(one, Skipped)], mapping


def test_linkedin(tmp_path: Path) -> None:
    """The preamble is passed over, the profile is the handle, and the position is a fact as of the export's day."""
    rows = (
        {
            "First Name": "Nour",
            "Last Name": "Haddad",
            "URL": "https://www.linkedin.com/in/nour-haddad/?utm=x",
            "Company": "Repair Café, Malmö",
            "Position": "Organiser",
            "Connected On": "12 Mar 2019",
        },
        {"First Name": "Tom", "Last Name": "Lee", "Email Address": "tom@lee.example", "Connected On": "01 Jan 2026"},
        {"Connected On": "02 Jan 2026", "URL": "https://www.linkedin.com/in/gone"},
    )
    found, skipped, mapping = people(tmp_path, LINKEDIN_PREAMBLE + table(LINKEDIN, *rows, ends="\n"))
    assert mapping.layout == "LinkedIn connections"
    nour, tom = (one.contact for one in found)
    assert (nour.id, nour.name, nour.role) == ("nour-haddad", "Nour Haddad", "Organiser at Repair Café, Malmö")
    assert (nour.handle, nour.address, nour.channel) == ("https://www.linkedin.com/in/nour-haddad", None, Channel.DM)
    (work,) = nour.facts
    assert work.text == "Works as Organiser at Repair Café, Malmö"
    assert work.source == Source(where="your LinkedIn connections export", when=DAY)
    assert nour.closeness is Closeness.STRANGER
    assert (tom.address, tom.channel, tom.facts) == ("tom@lee.example", Channel.EMAIL, ())
    assert [(one.row.number, one.row.line, one.reason) for one in skipped] == [(3, 7, "it has no name")]
    assert skipped[0].row.cells[2] == "https://www.linkedin.com/in/gone"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_google(encoding: str, tmp_path: Path) -> None:
    """Several addresses in one cell, thirty phone columns, notes that are only proposed, labels without housekeeping."""
    rows = (
        {
            "First Name": "Zoë",
            "Last Name": "Bäcker",
            "Name Prefix": "Dr.",
            "Organization Name": "Kiez Museum",
            "Organization Title": "Curator",
            "Notes": "Met at the fair.\nLooking for a restorer of neon signs. Tall.",
            "Labels": "* myContacts ::: Museums",
            "E-mail 1 - Value": "zoe@kiez.example ::: z@b.example",
            "Phone 1 - Value": "+49 30 1234",
        },
        {"Organization Name": "Taxi", "Phone 1 - Value": "1234"},
    )
    found, skipped, mapping = people(tmp_path, table(GOOGLE, *rows).encode(encoding))
    assert mapping.layout == "Google Contacts"
    (zoe,) = found
    assert (zoe.contact.name, zoe.contact.called) == ("Dr. Zoë Bäcker", "Dr. Bäcker")
    assert (zoe.contact.id, zoe.contact.address) == ("dr-zoe-backer", "zoe@kiez.example")
    assert zoe.contact.tags == ("Museums",)
    assert [fact.text for fact in zoe.contact.facts] == ["Works as Curator at Kiez Museum"]
    assert [(one.quote, one.kind) for one in zoe.proposals] == [("Looking for a restorer of neon signs.", FactKind.NEED)]
    assert zoe.proposals[0].source.where == "your Google Contacts export"
    assert [one.reason for one in skipped] == ["it has no name"]


def test_google_older(tmp_path: Path) -> None:
    """The layout before 2024, and a name that stands whole where its parts do not."""
    rows = (
        {"Name": "Nour Haddad", "Given Name": "Nour", "Family Name": "Haddad", "E-mail 1 - Value": "nour@x.example"},
        {"Name": "Tom Lee", "E-mail 2 - Value": "tom@x.example", "Organization 1 - Title": "Baker"},
    )
    found, skipped, mapping = people(tmp_path, table(GOOGLE_OLDER, *rows))
    assert mapping.layout == "Google Contacts (older)"
    assert [(one.contact.name, one.contact.address, one.contact.role) for one in found] == [
        ("Nour Haddad", "nour@x.example", None),
        ("Tom Lee", "tom@x.example", "Baker"),
    ]
    assert skipped == []


@pytest.mark.parametrize(("encoding", "delimiter"), [("cp1252", ";"), ("utf-8-sig", ","), ("cp1252", "\t")])
def test_outlook(encoding: str, delimiter: str, tmp_path: Path) -> None:
    """Its title is a form of address and no job; an address inside Exchange is none; quoted newlines in notes."""
    rows = (
        {
            "Title": "Frau",
            "First Name": "Jürgen",
            "Last Name": "Müller",
            "Company": "Druckerei Öl",
            "Job Title": "Meister",
            "E-mail Address": "jm@druck.example",
            "E-mail Type": "SMTP",
            "E-mail Display Name": "Jürgen Müller (jm@druck.example)",
            "Notes": "Runs a letterpress.\r\nNeeds a second pair of rollers.",
            "Categories": "Print;Friends of the house",
            "Business Phone": "030 123",
        },
        {"First Name": "Inge", "Last Name": "Groß", "E-mail Address": "/o=ExchangeLabs/ou=x/cn=inge", "E-mail Type": "EX"},
        {"First Name": "Ana", "Last Name": "Díaz", "Mobile Phone": "600"},
    )
    found, skipped, mapping = people(tmp_path, table(OUTLOOK, *rows, delimiter=delimiter, quote_all=True).encode(encoding))
    assert mapping.layout == "Outlook"
    juergen, ana = (one.contact for one in found)
    assert (juergen.name, juergen.address, juergen.role) == ("Jürgen Müller", "jm@druck.example", "Meister at Druckerei Öl")
    assert juergen.tags == ("Print", "Friends of the house")
    assert [one.quote for one in found[0].proposals] == ["Needs a second pair of rollers.", "Runs a letterpress."]
    assert (ana.name, ana.address) == ("Ana Díaz", None)
    assert [one.reason for one in skipped] == ["its address is no mail address (name@example.org)"]


def test_hubspot(tmp_path: Path) -> None:
    """Whoever opted out there rests here."""
    rows = (
        {"Record ID": "1", "First Name": "Nour", "Last Name": "Haddad", "Email": "n@x.example", "Job Title": "Organiser"},
        {"Record ID": "2", "First Name": "Tom", "Email": "t@x.example", "Unsubscribed from all email": "true"},
    )
    found, _, mapping = people(tmp_path, table(HUBSPOT, *rows))
    assert mapping.layout == "HubSpot"
    nour, tom = (one.contact for one in found)
    assert (nour.role, nour.resting) == ("Organiser", None)
    assert tom.resting is not None
    assert tom.resting.reason == "Opted out, says your HubSpot export"


def test_columns_added_to_an_export(tmp_path: Path) -> None:
    """A person may write needs and their sources beside what a program exports."""
    row = {"First Name": "Nour", "Last Name": "Haddad", "URL": "https://x.example/nour", "Need": "Looks for a welder"}
    row |= {"Source": "her newsletter", "Date": "2026-02-10", "Closeness": "Friend"}
    (nour,), _, _ = people(tmp_path, table([*LINKEDIN, "Need", "Source", "Date", "Closeness"], row))
    (need,) = nour.contact.needs
    assert need.source == Source(where="her newsletter", when=dt.date(2026, 2, 10))
    assert nour.contact.closeness is Closeness.FRIEND


def test_a_list_of_ones_own(tmp_path: Path) -> None:
    """Facts are told only where their source is named; a date that may mean two days is not guessed at."""
    raw = (
        "Name,E-Mail,What they need,Known facts,Where from,When,Their words,Groups\n"
        '"Haddad, Nour",nour@x.example,Looks for a welder,"Runs a café\nWrites a manual",her site,10 Feb 2026,we need welding,'
        '"a; b"\n'
        "Tom Lee,Tom <tom@x.example>,A choir,,his blog,03/04/2025,,\n"
        "Ann Ray,ann@x.example,A boat,,,,,\n"
    )
    found, skipped, mapping = people(tmp_path, raw, "fact=Known facts", "source=where from", "date=When", "quote=Their words")
    assert skipped == []
    nour, tom, ann = (one.contact for one in found)
    assert (nour.name, nour.address, nour.tags) == ("Nour Haddad", "nour@x.example", ("a", "b"))
    assert [(fact.text, fact.kind, fact.quote) for fact in nour.facts] == [
        ("Looks for a welder", FactKind.NEED, "we need welding"),
        ("Runs a café", FactKind.FACT, None),
        ("Writes a manual", FactKind.FACT, None),
    ]
    assert nour.facts[0].source == Source(where="her site", when=dt.date(2026, 2, 10))
    assert tom.address == "tom@x.example"
    assert tom.facts[0].source == Source(where="his blog", when=DAY)
    assert found[1].remarks == ("the date cannot be told for sure (write it like 2026-03-01); the list's own day stands for it",)
    assert (ann.facts[0].source, ann.sourced) == (None, ())
    assert {(each.field, each.how) for each in mapping.columns} >= {(Field.NEED, How.NAME), (Field.FACT, How.PERSON)}


def test_a_list_without_names_of_columns(tmp_path: Path) -> None:
    """What the cells hold tells what they are."""
    raw = (
        "Nour Haddad,nour@x.example,@nour,organises a repair café and looks for a welder\n"
        "Tom Lee,tom@x.example,@tom,conducts three choirs between here and there\n"
    )
    found, _, mapping = people(tmp_path, raw)
    assert [(each.column, each.field, each.how) for each in mapping.columns] == [
        ("Column 1", Field.NAME, How.VALUES),
        ("Column 2", Field.ADDRESS, How.VALUES),
        ("Column 3", Field.HANDLE, How.VALUES),
        ("Column 4", Field.NOTES, How.VALUES),
    ]
    assert [(one.contact.name, one.contact.handle) for one in found] == [("Nour Haddad", "@nour"), ("Tom Lee", "@tom")]


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Vorname;Nachname;E-Mail-Adresse;Firma;Position;Notizen", "first last address company role notes"),
        ("Prénom;Nom de famille;Adresse e-mail;Société;Fonction", "first last address company role"),
        ("Nombre;Apellidos;Correo electrónico;Empresa;Puesto;Notas", "first last address company role notes"),
        ("Full Name;Contact E-mail;Email opt out;Job Title", "name address resting role"),
        ("Title;Name;Email;Email Type", "role name address"),
    ],
)
def test_names_of_columns(header: str, fields: str, tmp_path: Path) -> None:
    """In several languages, and with words around the telling one."""
    path = tmp_path / "a.csv"
    cells = {"address": "a@x.example", "resting": "no", "role": "Baker"}
    values = [cells.get(field, "Word") for field in fields.split()]
    values += ["SMTP"] * (header.count(";") + 1 - len(values))
    path.write_text(f"{header}\n{';'.join(values)}\n", encoding="utf-8")
    mapping = map_columns(open_csv(path))
    assert [each.field.value for each in mapping.columns] == fields.split()


def test_a_title_that_is_a_form_of_address(tmp_path: Path) -> None:
    """Its values tell."""
    (one,), _, _ = people(tmp_path, "Title,Name,Email\nDr,Nour Haddad,n@x.example\n")
    assert (one.contact.name, one.contact.role) == ("Dr Nour Haddad", None)


def test_a_mapping_is_saved_and_read_again(tmp_path: Path) -> None:
    """And refused where it is for other columns."""
    path = tmp_path / "a.csv"
    path.write_text("name,email,x\nA B,a@x.example,y\n", encoding="utf-8")
    opened = open_csv(path)
    mapping = map_columns(opened).override(["need=x"], opened.columns)
    assert load(mapping.model_dump_json(), opened.columns) == mapping
    with pytest.raises(BadInput, match="does not have: x"):
        load(mapping.model_dump_json(), ("name", "email"))
    with pytest.raises(BadInput, match="cannot be read"):
        load("{", opened.columns)


@pytest.mark.parametrize(
    ("choice", "says"),
    [("need", "is not a choice"), ("wish=x", "no field 'wish'"), ("need=y", "no column 'y'")],
)
def test_a_choice_that_cannot_be(choice: str, says: str) -> None:
    """The fields and the columns that there are, are named."""
    with pytest.raises(BadInput, match=says) as caught:
        Mapping().override([choice], ("name", "x"))
    assert "need" in caught.value.remedy or "name, x" in caught.value.remedy


def test_a_choice_can_take_a_field_out(tmp_path: Path) -> None:
    """`notes=` reads no notes."""
    path = tmp_path / "a.csv"
    path.write_text("name,email,notes\nA B,a@x.example,Needs a very good hammer\n", encoding="utf-8")
    opened: CsvFile = open_csv(path)
    assert map_columns(opened).override(["notes="], opened.columns).of(Field.NOTES) == ()


def test_no_column_gives_names(tmp_path: Path) -> None:
    """One sentence, before anything is read."""
    with pytest.raises(BadInput, match=r"No column of .* seems to give people's names"):
        people(tmp_path, "email,need\na@x.example,a welder\n")
