"""Address cards of three versions, and cards that are none."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.errors import BadInput
from outreach.gathering.found import Found, Skipped
from outreach.gathering.vcard import read_cards

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 3, 2)

OLD = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:B=C3=A4cker;Zo=C3=AB;;Dr.;\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Dr. Zo=C3=AB B=C3=A4cker\r\nEMAIL;INTERNET:second@x.example\r\n"
    "ORG:Kiez Museum;Neon\r\nTITLE:Curator\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:Looking for a restorer =\r\nof neon signs.\r\n"
    "PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/\r\n 4AAQ=\r\n\r\nEND:VCARD\r\n"
)
MIDDLE = (
    "BEGIN:VCARD\nVERSION:3.0\nPRODID:-//Apple Inc.//macOS 14//EN\nN:Haddad;Nour;;;\nFN:Nour Haddad\n"
    "item1.EMAIL;type=INTERNET;type=HOME:home@x.example\nitem2.EMAIL;type=INTERNET;type=pref:nour@x.example\n"
    "item2.X-ABLabel:_$!<Other>!$_\nORG:Café\\, Repair;\nNOTE:Met at the fair.\\nNeeds a wel\n der for Saturdays.\n"
    "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD\n /9j/4AAQSk\nCATEGORIES:menders,friends\nEND:VCARD\n"
)
NEW = (
    "BEGIN:VCARD\nVERSION:4.0\nFN:Tom Lee\nN:Lee;Tom;;;\nEMAIL;TYPE=work:work@x.example\nEMAIL;PREF=1:tom@x.example\n"
    "ROLE:baker\nKIND:individual\nSOCIALPROFILE;SERVICE-TYPE=Mastodon:https://social.example/@tom\nEND:VCARD\n"
)


def read(folder: Path, raw: str | bytes) -> list[Found | Skipped]:
    """Return what every card gives."""
    path = folder / "cards.vcf"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return list(read_cards(path, day=DAY))


def test_three_versions(tmp_path: Path) -> None:
    """Names, preferred addresses, where they work, folded notes; photographs are passed over."""
    zoe, nour, tom = (one for one in read(tmp_path, OLD + MIDDLE + NEW) if isinstance(one, Found))
    assert (zoe.contact.name, zoe.contact.address, zoe.contact.role) == (
        "Dr. Zoë Bäcker",
        "second@x.example",
        "Curator at Kiez Museum",
    )
    assert [one.quote for one in zoe.proposals] == ["Looking for a restorer of neon signs."]
    assert (nour.contact.name, nour.contact.address, nour.contact.tags) == (
        "Nour Haddad",
        "nour@x.example",
        ("menders", "friends"),
    )
    assert [one.quote for one in nour.proposals] == ["Needs a welder for Saturdays."]
    assert [fact.text for fact in nour.contact.facts] == ["Works at Café, Repair"]
    (work,) = tom.contact.facts
    assert work.source is not None
    assert (work.text, work.source.where, work.source.when) == ("Works as baker", "your address book", DAY)
    assert (tom.contact.address, tom.contact.handle) == ("tom@x.example", "https://social.example/@tom")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings(encoding: str, tmp_path: Path) -> None:
    """Old phones do not write UTF-8."""
    (one,) = read(tmp_path, "BEGIN:VCARD\nVERSION:2.1\nFN:Jürgen Größe\nEMAIL:j@x.example\nEND:VCARD\n".encode(encoding))
    assert isinstance(one, Found)
    assert one.contact.name == "Jürgen Größe"


def test_cards_that_give_nobody(tmp_path: Path) -> None:
    """Each is there with its line, its cells and the reason."""
    raw = (
        "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:The team\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nEMAIL:x@x.example\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Half a card\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:A B\nEMAIL:a@x.example\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Same\nEMAIL:A@x.example\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:The end"
    )
    assert [
        (one.row.number, one.row.line, one.row.cells, one.reason) for one in read(tmp_path, raw) if isinstance(one, Skipped)
    ] == [
        (1, 1, ("The team", ""), "it is no person but of kind group"),
        (2, 6, ("", "x@x.example"), "it has no name"),
        (3, 10, ("Half a card", ""), "it has no end"),
        (5, 18, ("Same", "A@x.example"), "it is the same person as row 4"),
        (6, 23, ("The end", ""), "it has no end"),
    ]


def test_the_parts_of_a_name_stand_in_for_it(tmp_path: Path) -> None:
    """Where the formatted name is an address."""
    (one,) = read(tmp_path, "BEGIN:VCARD\nVERSION:3.0\nFN:n@x.example\nN:Haddad;Nour;;Dr;\nEND:VCARD\n")
    assert isinstance(one, Found)
    assert one.contact.name == "Dr Nour Haddad"


@pytest.mark.parametrize("raw", ["", "name,email\nA,b\n", "%PDF-1.4", "\0\1\2\3\4\5\6" * 50])
def test_no_file_of_cards(raw: str, tmp_path: Path) -> None:
    """One sentence."""
    with pytest.raises(BadInput) as caught:
        read(tmp_path, raw)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        "FN:=HYPERLINK(1)",
        "FN:<script>x</script>",
        "FN:../../etc/passwd",
        "NOTE:" + "x" * 1_000_000,
        "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=\n" * 20_000,
        "N:" + ";" * 50_000,
        "NOTE:" + "\\n" * 100_000,
        "NOTE;" + "A=B;" * 20_000 + ":x",
        "NOTE:\x1b[31mred",
        "EMAIL:x@x.example\\nBcc: all@x.example",
    ],
)
def test_hostile_cards_are_inert(line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Quick, quiet, and nothing but clean text comes out."""
    before = time.monotonic()
    (one,) = read(tmp_path, f"BEGIN:VCARD\nVERSION:3.0\n{line}\nFN:A B\nEMAIL:a@x.example\nEND:VCARD\n")
    assert time.monotonic() - before < 5
    assert capfd.readouterr() == ("", "")
    if isinstance(one, Found):
        assert one.contact.name.isprintable()
        assert one.contact.address in {"a@x.example", "x@x.example"}


@given(st.text(max_size=300))
@settings(max_examples=150)
def test_no_text_breaks_it(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever stands in a card, it is read or skipped."""
    folder = tmp_path_factory.mktemp("any")
    raw = f"BEGIN:VCARD\nVERSION:3.0\n{text}\nEND:VCARD\n".encode("utf-8", "surrogatepass")
    assert read(folder, raw)
