"""Messages read from files: every place leads back to the file."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from outreach.actions.messages import Message, Place, read
from outreach.errors import BadInput

LINES = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=30)


def one(name: str, content: bytes) -> Message | BadInput:
    """Return what the one message of a file is read as."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        (message,) = read(str(path))
        return message


@given(subject=LINES, body=LINES.filter(str.strip), head=st.sampled_from(["Subject: ", "subject:", "SUBJECT:\t", ""]))
def test_every_offset_leads_to_its_place(subject: str, body: str, head: str) -> None:
    """The character at the place told is the character of the message, by offset and by line and column."""
    text = f"{head}{subject}\n\n{body}" if head else body
    message = one("a.txt", text.encode())
    assert isinstance(message, Message)
    for part, words in (("subject", message.subject), ("body", message.body)):
        for offset, sign in enumerate(words):
            place = message.place(part, offset)
            assert place.offset is not None
            assert text[place.offset] == sign
            assert text.split("\n")[place.line - 1][place.column - 1 :][:1] == ("" if sign == "\n" else sign)


def test_a_subject_line_is_optional() -> None:
    """Only the first line can be one, and blank lines after it belong to neither part."""
    cases = {
        "Subject: A\n\n\nB": ("A", "B"),
        "Subject:\nB": ("", "B"),
        "subject: A": ("A", ""),
        "B\nSubject: A": ("", "B\nSubject: A"),
        " Subject: A\nB": ("", " Subject: A\nB"),
        "Subjects: A\nB": ("", "Subjects: A\nB"),
    }
    for text, expected in cases.items():
        message = one("a.md", text.encode())
        assert isinstance(message, Message)
        assert (message.subject, message.body) == expected


def test_a_mail_points_below_its_headers() -> None:
    """Words that stand in a header too are found in the body."""
    text = "From: Hi <hi@hi.example>\nSubject: Hi\n\nHi\n"
    message = one("a.eml", text.encode())
    assert isinstance(message, Message)
    assert message.place("subject", 0) == Place(2, 10, 34)
    assert message.place("body", 0) == Place(4, 1, 38)


def test_rows_are_read_one_at_a_time(tmp_path: Path) -> None:
    """The first row is there before the last is looked at."""
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"body": "first"}) + "\n", encoding="utf-8")
    rows = read(str(path))
    assert isinstance(next(rows), Message)
    with path.open("a", encoding="utf-8") as file:
        file.write("later")
    assert isinstance(next(rows), BadInput)


@given(st.binary(max_size=300))
def test_no_file_breaks_it(content: bytes) -> None:
    """Any bytes under any ending are messages or errors in words."""
    for name in ("a.md", "a.eml", "a.jsonl"):
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            for message in read(str(path)):
                assert isinstance(message, Message) or message.message
