"""The salutation and the sign-off are code: names come from records, never from an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.contact import Channel, Closeness, Contact

if TYPE_CHECKING:
    from outreach.domain.sender import Sender


def salutation(contact: Contact, channel: Channel) -> str:
    """Return the greeting line ("Hi Nour," to those one knows and in a direct message, "Hello Nour," to others)."""
    near = contact.closeness in {Closeness.COLLEAGUE, Closeness.FRIEND} or channel is Channel.DM
    return f"{'Hi' if near else 'Hello'} {contact.called},"


def sign_off(sender: Sender, channel: Channel) -> str:
    """Return the last lines: the name in a direct message; name, role and first link below an email."""
    if channel is Channel.DM:
        return sender.name.split()[0]
    lines = ["Best wishes,", sender.name, sender.role or "", sender.links[0] if sender.links else ""]
    return "\n".join(line for line in lines if line)


def assemble(paragraphs: tuple[str, ...], *, sender: Sender, contact: Contact, channel: Channel) -> str:
    """Return a whole body: salutation, the paragraphs that are not empty, sign-off."""
    parts = [salutation(contact, channel), *(p.strip() for p in paragraphs if p.strip()), sign_off(sender, channel)]
    return "\n\n".join(parts)
