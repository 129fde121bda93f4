"""A mail file: opens as a draft, holds the words as they are, and no header that nobody meant."""

from __future__ import annotations

from email import message_from_string, policy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.contact import ADDRESS, Contact
from outreach.export.eml import eml
from outreach.gate import ClearedMessage, clear
from outreach.lint.rulebook import load
from tests.export.conftest import Easy
from tests.values import CONTACT, brief, draft

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import EmailMessage

HEADERS = {"Subject", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
PIECES = st.sampled_from(
    ["x" * 30, "é", " ", "\n", "\t", "=", ".", "From ", "-- ", "long words here ", "\n\n", "Bcc: x@y.example\n", "😀", "--x--\n"]
)


def read(text: str) -> EmailMessage:
    """Return a mail as a program reads it."""
    return message_from_string(text, policy=policy.default)


def test_it_is_an_unsent_mail(cleared: Callable[[str, str], ClearedMessage]) -> None:
    """Subject and text; no address, no date, no identity: a person sends it, or does not."""
    mail = read(eml(cleared("Notes für Zoë", "Hello Zoë,\n\nhere they are.")))
    assert set(mail.keys()) == HEADERS
    assert (mail["Subject"], mail["X-Unsent"]) == ("Notes für Zoë", "1")
    assert mail.get_content() == "Hello Zoë,\n\nhere they are.\n"


def test_the_same_message_is_the_same_file(cleared: Callable[[str, str], ClearedMessage]) -> None:
    """Nothing in it is drawn or dated."""
    message = cleared("Notes", "Hello Zoë,\n\nhere they are.")
    assert eml(message) == eml(message)


def test_a_direct_message_has_no_subject_header(cleared: Callable[[str, str], ClearedMessage]) -> None:
    """An empty header would be shown as an empty subject."""
    assert "Subject" not in read(eml(cleared("", "Hello")))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\0", "\n\n"])
def test_a_subject_makes_no_header(cleared: Callable[[str, str], ClearedMessage], end: str) -> None:
    """Whatever ends a line anywhere ends none in a header."""
    mail = read(eml(cleared(f"Notes{end}Bcc: eve@evil.example{end}{end}text", "Hello")))
    assert set(mail.keys()) == HEADERS
    assert mail["Subject"] == "Notes Bcc: eve@evil.example text"
    assert mail.get_content() == "Hello\n"


@given(pieces=st.lists(PIECES), subject=st.lists(PIECES))
def test_words_survive(cleared: Callable[[str, str], ClearedMessage], pieces: list[str], subject: list[str]) -> None:
    """The body comes back letter for letter, in ASCII lines of a length that mail allows; the subject up to its blanks."""
    body = "".join(pieces)
    text = eml(cleared("".join(subject), body))
    assert text.isascii()
    assert max(map(len, text.splitlines()), default=0) <= 998
    mail = read(text)
    assert set(mail.keys()) | {"Subject"} == HEADERS
    assert mail.get_content().rstrip("\n") == body.rstrip("\n")
    assert "".join(str(mail["Subject"] or "").split()) == "".join("".join(subject).split())


@pytest.mark.parametrize("name", ["Nia Pryce", "Pryce, Nia", 'Nia "Nye" Pryce', "Zoë <zoe@evil.example>", "Nia\tPryce"])
def test_it_is_addressed_to_the_contact(name: str) -> None:
    """The address and the name come from the record, and a name is no further recipient."""
    contact = CONTACT.model_copy(update={"name": name})
    outcome = clear(draft(), brief(contact=contact), Easy(load()))
    assert isinstance(outcome, ClearedMessage)
    recipients = read(eml(outcome))["To"].addresses
    assert [(each.display_name, each.addr_spec) for each in recipients] == [(" ".join(name.split()), "nia@pryce.example")]


@pytest.mark.parametrize(
    "word", ["=?utf-8?b?CkJjYzogYm9zc0BldmlsLmV4YW1wbGU=?=", "=?utf-8?q?in=0ABcc=3A_boss=40evil=2Eexample?="]
)
def test_an_encoded_word_makes_no_header(cleared: Callable[[str, str], ClearedMessage], word: str) -> None:
    """What looks encoded is not decoded on the way: it could hold a line break."""
    assert set(read(eml(cleared(f"Notes {word} now", "Hello"))).keys()) == HEADERS


def test_a_long_name_stays_one_recipient() -> None:
    """Folding would lose its quotes, and its commas would part recipients."""
    name = "Robin, (boss@evil.example) " * 4 + "boss@evil.example, (x)"
    outcome = clear(draft(), brief(contact=CONTACT.model_copy(update={"name": name})), Easy(load()))
    assert isinstance(outcome, ClearedMessage)
    assert [each.addr_spec for each in read(eml(outcome))["To"].addresses] == ["nia@pryce.example"]


@given(address=st.from_regex(ADDRESS, fullmatch=True).filter(lambda text: len(text) <= 254))
def test_every_address_that_is_taken_can_be_written(address: str) -> None:
    """What the record accepts, a header carries: the same address comes back."""
    contact = Contact(id="x", name="X", address=address, facts=CONTACT.facts)
    outcome = clear(draft(), brief(contact=contact), Easy(load()))
    assert isinstance(outcome, ClearedMessage)
    assert [each.addr_spec for each in read(eml(outcome))["To"].addresses] == [address]
