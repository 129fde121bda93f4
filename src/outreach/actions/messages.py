"""Messages of a person's own, read from files: a text file or a mail is one message, a `.jsonl` file is one a line.

A row that cannot be read is an error in its turn and the rows after it still come: no row is ever lost.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from outreach.errors import BadInput, Mistake, shown
from outreach.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

STDIN = "-"
LONGEST_LINE = 1_000_000
"""The most bytes in one line of a `.jsonl` file; what is longer holds no message."""

_SUBJECT = re.compile(r"subject:[ \t]*([^\r\n]*)(?:\r?\n(?:[ \t]*\r?\n)*|\Z)", re.IGNORECASE)


class Place(NamedTuple):
    """A place in a file: line and column count from 1, `offset` is in characters from 0, None where it is not known."""

    line: int
    column: int
    offset: int | None


class Message(NamedTuple):
    """One message and where it stands.

    `text` is the whole file when subject and body stand in it letter for letter, at the offsets given; otherwise it is empty and
    all that is known of a place is the `line`.
    """

    id: str
    path: str
    subject: str
    body: str
    line: int = 1
    text: str = ""
    subject_at: int = 0
    body_at: int = 0

    def __repr__(self) -> str:
        """Return which message this is, and none of its words."""
        return f"Message(id={self.id!r}, path={self.path!r}, line={self.line!r})"

    def place(self, part: str, offset: int) -> Place:
        """Return where an offset of the subject or the body stands in the file."""
        if not self.text:
            return Place(self.line, 1, None)
        at = offset + (self.subject_at if part == "subject" else self.body_at)
        return Place(self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at), at)


def read(path: str, stdin: bytes | None = None) -> Iterator[Message | BadInput]:
    """Yield the messages of one file, and an error for each that cannot be read; `-` is what was given on standard input."""
    kind = Path(path).suffix.lower()
    try:
        if kind == ".jsonl":
            yield from _rows(path)
        elif path == STDIN:
            yield _text(path, _decode(stdin or b""))
        else:
            text = read_text(Path(path))
            yield _mail(path, text) if kind == ".eml" else _text(path, text)
    except BadInput as error:
        yield error


def _decode(raw: bytes) -> str:
    """Return the text of standard input."""
    if b"\0" in raw:
        raise BadInput("Standard input is binary, not text.", remedy="Give it a message as text.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("Standard input is not UTF-8 text.", remedy="Convert it to UTF-8.") from None


def _text(path: str, text: str) -> Message:
    """Return the message of a text whose first line may be `Subject: …`."""
    if not text.strip():
        raise BadInput(f"{'Standard input' if path == STDIN else shown(path)} is empty: there is no message in it.")
    head = _SUBJECT.match(text)
    if head is None:
        return Message(path, path, "", text, text=text)
    return Message(path, path, head[1], text[head.end() :], text=text, subject_at=head.start(1), body_at=head.end())


def _mail(path: str, text: str) -> Message:
    """Return subject and text body of a mail file, with their places where the body is not encoded."""
    from email import message_from_bytes  # noqa: PLC0415  # 40 ms that only a mail should cost
    from email.policy import default  # noqa: PLC0415

    try:
        mail = message_from_bytes(text.encode("utf-8", "surrogatepass"), policy=default)
        part = mail.get_body(("plain",))
        subject, body = str(mail["subject"] or ""), str(part.get_content()) if part is not None else None
    except Exception:  # noqa: BLE001  # the parser raises half a dozen kinds of error on a mail that is none
        raise BadInput(f"{shown(path)} cannot be read as a mail.", remedy="Save its text in a .md or .txt file.") from None
    if body is None or not body.strip():
        raise BadInput(f"{shown(path)} has no text that could be judged.", remedy="Save its text in a .md or .txt file.")
    head = re.search(rf"^subject:[ \t]*({re.escape(subject)})", text, re.IGNORECASE | re.MULTILINE)
    blank = re.search(r"\r?\n\r?\n", text)
    body_at = text.find(body, blank.end()) if blank is not None else -1
    if body_at < 0 or (subject and head is None):
        return Message(path, path, subject, body)
    return Message(path, path, subject, body, text=text, subject_at=head.start(1) if head else 0, body_at=body_at)


def _rows(path: str) -> Iterator[Message | BadInput]:
    """Yield the rows of a `.jsonl` file, holding one line in memory at a time."""
    try:
        with Path(path).open("rb") as file:
            found = False
            if b"\0" in file.peek():
                raise BadInput(f"{shown(path)} is a binary file, not text.", remedy="Name a text file.")
            for number, line in enumerate(_lines(file), 1):
                if line.strip():
                    found = True
                    yield _row(path, number, line)
    except OSError:
        read_text(Path(path))  # says in a sentence what is wrong with it
        raise
    if not found:
        raise BadInput(f"{shown(path)} is empty: there are no messages in it.")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield each line; of one that is too long, only as much as shows that it is."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)


def _row(path: str, number: int, line: bytes) -> Message | BadInput:
    def wrong(what: str) -> BadInput:
        return BadInput.of([Mistake(path, number, 0, what)])

    if len(line) > LONGEST_LINE:
        return wrong(f"the line is longer than {LONGEST_LINE:,} bytes; no message is.")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return wrong("the line is not UTF-8 text.")
    except (ValueError, RecursionError):
        return wrong('the line is not JSON; each line is one {"id", "subject", "body"}.')
    if not isinstance(row, dict) or not isinstance(row.get("body"), str):
        return wrong('the line is not an object with a text "body".')
    subject, id_ = row.get("subject") or "", row.get("id", f"{path}:{number}")
    if not isinstance(subject, str) or isinstance(id_, bool) or not isinstance(id_, str | int):
        return wrong('"subject" must be a text, and "id" a text or a number.')
    return Message(str(id_), path, subject, row["body"], line=number)
