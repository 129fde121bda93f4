"""Threads: who wrote what and when, and what is nobody's."""

from __future__ import annotations

import contextlib
import datetime as dt
import mailbox
import time
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.domain.fact import FactKind
from outreach.errors import BadInput
from outreach.gathering.attribution import Author
from outreach.gathering.extract import Voice, propose
from outreach.gathering.mail_file import read_thread
from outreach.gathering.mail_thread import Message, gathered, read_pasted, theirs

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 3, 2)
FEB = dt.date(2026, 2, 10)

GMAIL = """Thanks Nour, I'll ask around.
I need a welder too, by the way.

Ines

On Tue, 10 Feb 2026 at 09:12, Nour Haddad <nour@cafe.example> wrote:

> Hello Ines,
>
> I'm looking for a welder for Saturdays.
>
> On Mon, 9 Feb 2026 at 18:00, Ines Moreau <ines@ink.example>
> wrote:
>
>> How is the café?
>
> Best,
> Nour
"""


def said(messages: tuple[Message, ...]) -> list[tuple[str, dt.date | None, bool, str]]:
    """Return author, day, whether it is quoted, and the words on one line."""
    return [(one.author.name, one.author.date, one.quoted, " ".join(one.text.split())) for one in messages]


def test_a_reply_with_quotations() -> None:
    """Each layer is whose it is; an attribution may be wrapped."""
    assert said(read_pasted(GMAIL, first=Author("Ines Moreau", "ines@ink.example", dt.date(2026, 2, 11)))) == [
        ("Ines Moreau", dt.date(2026, 2, 11), False, "Thanks Nour, I'll ask around. I need a welder too, by the way. Ines"),
        ("Nour Haddad", FEB, True, "Hello Ines, I'm looking for a welder for Saturdays."),
        ("Ines Moreau", dt.date(2026, 2, 9), True, "How is the café?"),
        ("Nour Haddad", FEB, True, "Best, Nour"),
    ]


def test_only_the_contacts_own_words_are_proposed() -> None:
    """What the sender needs is no need of the contact's."""
    mine = theirs(read_pasted(GMAIL), name="Nour Haddad", address="NOUR@cafe.example")
    found = [one for message in mine for one in propose(*gathered(message, day=DAY)[1:], voice=Voice.OWN, name="Nour Haddad")]
    assert [(one.quote, one.kind) for one in found] == [("I'm looking for a welder for Saturdays.", FactKind.NEED)]
    assert (found[0].source.where, found[0].source.when) == ("their mail", FEB)


OUTLOOK = (
    "See below.\n\n-----Original Message-----\nFrom: Nour Haddad <nour@cafe.example>\nSent: Tuesday, 10 February 2026 09:12\n"
    "To: Ines\nSubject: Lamps\n\nWe have eleven lamps."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            OUTLOOK,
            [("", None, False, "See below."), ("Nour Haddad", FEB, False, "We have eleven lamps.")],
        ),
        (
            "Von: Nour Haddad\nGesendet: 10.02.2026 09:12\nAn: Ines\nBetreff: Lampen\n\nWir haben Lampen.",
            [("Nour Haddad", FEB, False, "Wir haben Lampen.")],
        ),
        (
            "Ok.\n\nAm 10.02.2026 um 09:12 schrieb Nour Haddad:\n> Hallo\n> Ines",
            [("", None, False, "Ok."), ("Nour Haddad", FEB, True, "Hallo Ines")],
        ),
        (
            "Le 10.02.2026 à 09:12, Nour Haddad a écrit :\nBonjour, je cherche.",
            [("Nour Haddad", FEB, False, "Bonjour, je cherche.")],
        ),
        ("Nour wrote:\n> I mend.\n\nNice!", [("Nour", None, True, "I mend."), ("", None, False, "Nice!")]),
        ("> I mend.\nNice!", [("", None, True, "I mend."), ("", None, False, "Nice!")]),
        (
            "[10/02/2026, 09:12:33] Nour Haddad: I need lamps\nreally\n[10/02/2026, 09:14:00] Ines: Which ones?",
            [("Nour Haddad", None, False, "I need lamps really"), ("Ines", None, False, "Which ones?")],
        ),
        ("13/02/2026, 09:12 - Nour: hello there", [("Nour", dt.date(2026, 2, 13), False, "hello there")]),
        ("He once wrote:\nnothing at all", [("", None, False, "He once wrote: nothing at all")]),
        ("From: here to there\nwe go", [("", None, False, "From: here to there we go")]),
        ("> > deep\n>> deep too", [("", None, True, "deep deep too")]),
        ("   \n\n---\n", []),
    ],
)
def test_forms_of_threads(text: str, expected: list[tuple[str, dt.date | None, bool, str]]) -> None:
    """Of several programs and languages; what looks like one and is none stays text."""
    assert said(read_pasted(text)) == expected


def test_a_quotation_of_what_stands_there_is_left_out() -> None:
    """Each thing that was said is there once."""
    text = "From: Nour\nDate: 10 Feb 2026\n\nI need lamps.\n\nFrom: Ines\nDate: 11 Feb 2026\n\nYes.\n\n> I need lamps."
    assert [one.text for one in read_pasted(text)] == ["I need lamps.", "Yes."]


@pytest.mark.parametrize(
    ("author", "same"),
    [
        (Author("Nour Haddad", ""), True),
        (Author("nour haddad"), True),
        (Author("Nour"), True),
        (Author("Dr Nour Haddad"), True),
        (Author("", "n@X.example"), True),
        (Author("Someone Else", "n@x.example"), True),
        (Author("Nour Haddad", "other@x.example"), False),
        (Author("Haddad"), False),
        (Author("Nour Salem"), False),
        (Author(), False),
    ],
)
def test_who_is_the_contact(author: Author, same: bool) -> None:
    """By address where there is one, else by name; nobody is nobody."""
    assert author.is_("Nour Haddad", "n@x.example") is same


def mail(body: str, *, html: bool = False, sender: str = "Nour Haddad <nour@cafe.example>") -> EmailMessage:
    """Return a mail."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "ines@ink.example", "Lamps"
    message["Date"] = "Tue, 10 Feb 2026 09:12:00 +0100"
    message.set_content(body, subtype="html" if html else "plain")
    message.add_attachment(b"I need nothing", maintype="text", subtype="plain", filename="x.txt")
    return message


def test_a_mail_file(tmp_path: Path) -> None:
    """Its headers name the author; attachments are passed over."""
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(mail("Grüße, I need a welder.\n\n> quoted\n")))
    assert said(read_thread(path)) == [
        ("Nour Haddad", FEB, False, "Grüße, I need a welder."),
        ("", None, True, "quoted"),
    ]


def test_a_mail_in_html(tmp_path: Path) -> None:
    """Read as text, its quotations as such."""
    html = (
        "<html><head><title>x</title><style>p {}</style></head><body><p>I need a <b>welder</b>.</p><div>Best<br>Nour</div>"
        "<p>On Mon, 9 Feb 2026 at 18:00, Ines Moreau &lt;ines@ink.example&gt; wrote:</p>"
        "<blockquote><p>How is it?</p><blockquote>Well.</blockquote></blockquote><script>x()</script></body></html>"
    )
    path = tmp_path / "mail"
    path.write_bytes(bytes(mail(html, html=True)))
    assert said(read_thread(path)) == [
        ("Nour Haddad", FEB, False, "I need a welder. Best Nour"),
        ("Ines Moreau", dt.date(2026, 2, 9), True, "How is it?"),
        ("", None, True, "Well."),
    ]


def test_a_folder_of_mails(tmp_path: Path) -> None:
    """What a later mail only quotes is there once."""
    path = tmp_path / "thread.mbox"
    box = mailbox.mbox(path)
    box.add(mail("I need a welder."))
    box.add(mail("I know one.\n\nOn 10 Feb 2026, Nour Haddad wrote:\n> I need a welder.\n", sender="Ines <ines@ink.example>"))
    box.close()
    assert [(one.author.name, one.text) for one in read_thread(path)] == [
        ("Nour Haddad", "I need a welder."),
        ("Ines", "I know one."),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        b"From: \xff\xfe <x>\nDate: nonsense\nContent-Type: text/plain; charset=no-such\n\nI need a welder.",
        b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nI need a welder.\n--x--",
        b"From: =?utf-8?q?=00?= <@>\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"From: " + b"<" * 5000 + b"\nTo: x\n\nhello there",
        b"From: x\nContent-Disposition: ;;;\nContent-Type: ;\n\nhello there",
        b"Subject: " + b"=?utf-8?b?" * 1000 + b"\n\nhello there",
    ],
)
def test_broken_mails(raw: bytes, tmp_path: Path) -> None:
    """Are read as far as they can be, or refused in a sentence."""
    path = tmp_path / "a.eml"
    path.write_bytes(raw)
    with contextlib.suppress(BadInput):
        assert read_thread(path)


@pytest.mark.parametrize("what", ["missing", "folder", "binary"])
def test_what_is_no_thread(what: str, tmp_path: Path) -> None:
    """One sentence."""
    path = tmp_path / what
    if what == "folder":
        path.mkdir()
    elif what == "binary":
        path.write_bytes(bytes(range(256)) * 10)
    with pytest.raises(BadInput):
        read_thread(path)


@pytest.mark.parametrize(
    "text",
    [
        "> " * 100_000,
        "On " + "1 " * 100_000 + "wrote:",
        "On a 1, " * 40_000,
        "\n" * 300_000,
        "From: x\n" * 40_000,
        "wrote:\n" * 50_000,
        "Nour wrote:\nx\n" * 30_000,
        ("On 1 2 3 " * 30 + "wrote:\n") * 1000,
    ],
    ids=range(8),
)
def test_no_text_takes_long(text: str) -> None:
    """However it is made."""
    before = time.monotonic()
    read_pasted(text)
    assert time.monotonic() - before < 5


@given(st.text(alphabet=st.sampled_from("> \n:<>@.,OnwroteFm123[]-é\u202e"), max_size=300))
@settings(max_examples=300)
def test_no_text_breaks_it(text: str) -> None:
    """And nothing is made up: every word stands in the text."""
    words = set(text.replace(">", " ").split())
    for message in read_pasted(text):
        assert {word for word in message.text.replace(">", " ").split() if word.isascii()} <= words | {
            word.replace("\u202e", "") for word in words
        }
