"""A mailto link: the words as they are, one recipient, no header that nobody meant, and never longer than programs take."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.export.mailto import LONGEST, TooLong, mailto
from outreach.export.opening import open_mail
from outreach.gate import ClearedMessage, clear
from outreach.lint.rulebook import load
from tests.export.conftest import Easy
from tests.values import CONTACT, brief, draft

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = st.sampled_from(
    ["?", "&", "=", "bcc=eve@evil.example", "\r\nBcc: eve@evil.example\r\n", "%0A", "#", "é", "😀", "\0", " ", "x"]
)


def read(link: str) -> tuple[str, dict[str, list[str]]]:
    """Return the recipients and the fields of a link as a mail program reads them."""
    parts = urlsplit(link)
    assert parts.scheme == "mailto"
    assert not parts.fragment
    return unquote(parts.path), parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)


def test_it_holds_the_message(cleared: Callable[[str, str], ClearedMessage]) -> None:
    """Subject and body, with line breaks as RFC 6068 wants them."""
    assert mailto(cleared("Notes", "Hello\nZoë")) == "mailto:?subject=Notes&body=Hello%0D%0AZo%C3%AB"


def test_a_message_without_a_subject_has_no_subject(cleared: Callable[[str, str], ClearedMessage]) -> None:
    """An empty field would be shown as one."""
    assert read(mailto(cleared("", "Hello")))[1] == {"body": ["Hello"]}


@given(subject=st.lists(HOSTILE, max_size=8), body=st.lists(HOSTILE, min_size=1, max_size=20))
def test_words_are_words(cleared: Callable[[str, str], ClearedMessage], subject: list[str], body: list[str]) -> None:
    """Whatever stands in them, there are two fields at most and no recipient."""
    link = mailto(cleared("".join(subject), "".join(body)))
    assert link.isascii()
    assert "%0A" not in link.partition("body=")[0]
    recipients, fields = read(link)
    assert recipients == ""
    assert set(fields) <= {"subject", "body"}
    assert fields["body"][0].replace("\r\n", "\n") == "".join(body).replace("\r\n", "\n")


@pytest.mark.parametrize(
    "address", ["nia?bcc=eve@pryce.example", "nia&bcc=eve%40evil.example@pryce.example", "nia/../x#y@pryce.example"]
)
def test_an_address_is_one_recipient(address: str) -> None:
    """Nothing in an address becomes a field."""
    outcome = clear(draft(), brief(contact=CONTACT.model_copy(update={"address": address})), Easy(load()))
    assert isinstance(outcome, ClearedMessage)
    recipients, fields = read(mailto(outcome))
    assert recipients == address
    assert set(fields) == {"subject", "body"}


def test_a_link_that_programs_would_cut_is_refused(cleared: Callable[[str, str], ClearedMessage]) -> None:
    """Up to the bound it is made; beyond it the remedy names what has none. Lone surrogates and all."""
    start = len(mailto(cleared("", "x"))) - 1
    assert len(mailto(cleared("", "x" * (LONGEST - start)))) == LONGEST
    with pytest.raises(TooLong, match=r"2,001 characters, and mail programs take 2,000.*--format eml"):
        mailto(cleared("", "x" * (LONGEST - start + 1)))
    with pytest.raises(TooLong):
        mailto(cleared("", "\ud800" * 2000))


@pytest.mark.parametrize("desktop", [True, False])
def test_the_users_own_program_is_asked(
    cleared: Callable[[str, str], ClearedMessage], monkeypatch: pytest.MonkeyPatch, desktop: bool
) -> None:
    """Only the link is handed over, and only where there is a desktop."""
    asked: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda link: not asked.extend([link]))  # type: ignore[func-returns-value]
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    if desktop:
        monkeypatch.setitem(os.environ, "DISPLAY", ":0")
    message = cleared("Notes", "Hello")
    assert open_mail(message) is desktop
    assert asked == ([mailto(message)] if desktop else [])
