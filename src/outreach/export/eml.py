"""A cleared message as a mail file that a mail program opens for editing: a person sends it, or does not.

`X-Unsent: 1` makes it a draft. There is no Date and no Message-ID: the program that sends it writes both.
"""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

from outreach.export.header import header_line

if TYPE_CHECKING:
    from outreach.gate import ClearedMessage

_POLICY = SMTP.clone(linesep="\n", max_line_length=998)  # folding a long To would lose the quotes around a name


def eml(message: ClearedMessage) -> str:
    """Return the mail file as ASCII text, with lines that end in a line feed."""
    mail = EmailMessage(_POLICY)
    subject = header_line(message.subject)
    if message.address:
        mail["To"] = Address(_unencoded(" ".join(message.name.split())), addr_spec=message.address)
    if subject:
        mail["Subject"] = _unencoded(subject)
    mail["X-Unsent"] = "1"
    mail.set_content(message.body, cte="quoted-printable")
    return mail.as_string()


def _unencoded(text: str) -> str:
    """Return text in which no encoded word begins: the email package would decode it, line breaks and all."""
    return text.replace("=?", "= ?")
