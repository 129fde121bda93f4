"""A mail (.eml), a folder of mails (mbox) or a text file with a pasted thread: who wrote what and when."""

from __future__ import annotations

import mailbox
from email import message_from_bytes, policy
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any, Final

from outreach.domain.cleaning import clean_line
from outreach.errors import BadInput
from outreach.gathering.attribution import Author, day_of
from outreach.gathering.mail_thread import Message, read_pasted
from outreach.gathering.markup import blocks
from outreach.text_file import read_text

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

MAX_BYTES: Final = 50_000_000
"""The largest file of mails that is read."""
MOST_MAILS: Final = 1_000
"""The most mails of one file, the first ones."""

_MAIL: Final = frozenset({".eml", ".msg"})
_HEADERS: Final = (b"from:", b"received:", b"return-path:", b"date:", b"subject:", b"mime-version:", b"message-id:", b"to:")


def read_thread(path: Path) -> tuple[Message, ...]:
    """Return the messages of a file; raise BadInput where it cannot be read or nobody says anything in it."""
    head = _head(path)
    if head.startswith(b"From "):
        messages = _mbox(path)
    elif path.suffix.lower() in _MAIL or head.lower().startswith(_HEADERS):
        messages = _mail(message_from_bytes(path.read_bytes(), policy=policy.default))
    else:
        messages = read_pasted(read_text(path))
    if not messages:
        raise BadInput(f"{path} holds no words of anybody.", remedy="Paste the text, or name another file.")
    return messages


def _head(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            raise BadInput(f"{path} is larger than {MAX_BYTES:,} bytes.", remedy="Export the one conversation that matters.")
        with path.open("rb") as file:
            return file.read(1000)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", remedy="Check the name and the folder.") from None


def _mbox(path: Path) -> tuple[Message, ...]:
    """Return the messages of every mail in a folder, those that only quote an earlier one left out."""
    found: list[Message] = []
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.iterkeys()):
            if number == MOST_MAILS:
                break
            found += _mail(message_from_bytes(box.get_bytes(key), policy=policy.default))
    finally:
        box.close()
    said = {message.text for message in found if not message.quoted}
    return tuple(message for message in found if not (message.quoted and message.text in said))


def _mail(mail: EmailMessage) -> tuple[Message, ...]:
    """Return what a mail and the quotations in it say; its headers name the author of what is not quoted."""
    name, address = parseaddr(_header(mail, "from"))
    return read_pasted(_body(mail), first=Author(name, address, day_of(_header(mail, "date"))))


def _body(mail: EmailMessage) -> str:
    """Return the words of a mail: its plain part, else its HTML as text. Attachments are passed over."""
    for part in mail.walk():
        if part.get_content_type() == "text/plain" and not _is_attached(part):
            return _text(part)
    for part in mail.walk():
        if part.get_content_type() == "text/html" and not _is_attached(part):
            return "\n".join(blocks(_text(part)))
    return ""


def _is_attached(part: Any) -> bool:  # noqa: ANN401  # a part of a mail, however broken
    try:
        return bool(part.is_attachment())
    except Exception:  # noqa: BLE001  # the standard library stumbles over some broken headers
        return True


def _text(part: Any) -> str:  # noqa: ANN401  # a part of a mail, however broken
    """Return a part's words; one whose charset is not known is read as UTF-8."""
    raw = part.get_payload(decode=True) or b""
    try:
        return str(raw.decode(part.get_content_charset() or "utf-8", "replace"))
    except (LookupError, ValueError, TypeError):
        return str(raw.decode("utf-8", "replace"))


def _header(mail: EmailMessage, name: str) -> str:
    """Return a header on one line; an empty text for one that the standard library cannot read."""
    try:
        return str(clean_line(str(mail[name] or "")))
    except Exception:  # noqa: BLE001  # it stumbles over some broken headers
        return ""
