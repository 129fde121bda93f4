"""Who a row or a card is about: a name, one address, one handle, a role, and what they are recognised by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from outreach.domain import contact
from outreach.domain.cleaning import LINE_LENGTH
from outreach.domain.contact import Channel, Closeness, Contact, Resting
from outreach.gathering import naming
from outreach.gathering.columns import ADDRESS
from outreach.gathering.layouts import Field

if TYPE_CHECKING:
    from outreach.domain.fact import Fact
    from outreach.gathering.cells import Cells

_YES: Final = frozenset({"yes", "y", "true", "1", "x", "on", "ja", "oui", "si", "sí", "opted out", "unsubscribed"})
_HOUSEKEEPING: Final = frozenset({"mycontacts", "my contacts", "starred", "imported", ""})
_MOST_TAGS: Final = 12
_LONGEST_ADDRESS: Final = 254
_MAIL_ADDRESS: Final = re.compile(contact.ADDRESS)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A person as drawn from cells. `fault` says why there is none; `keys` are what the same person would share."""

    name: str = ""
    address: str | None = None
    handle: str | None = None
    role: str | None = None
    company: str | None = None
    fault: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the casefolded address and handle; without either, the name."""
        both = tuple(each.casefold() for each in (self.address, self.handle) if each)
        return both or (f"name {self.name.casefold()}",)

    @classmethod
    def of(cls, cells: Cells) -> Drawn:
        """Return the person that cells tell of."""
        parts = tuple(cells.line(field) for field in (Field.FIRST, Field.MIDDLE, Field.LAST))
        name = naming.person_name(whole=cells.line(Field.NAME), prefix=cells.line(Field.PREFIX), parts=parts)
        fault = naming.fault_of(name)
        if fault:
            return cls(fault=fault)
        address, handle = _address(cells), _handle(cells.line(Field.HANDLE))
        given = cells.line(Field.ADDRESS)
        if given and address is None and handle is None:
            return cls(fault="its address is no mail address (name@example.org)")
        remarks = ["the address is no mail address and was left out"] if given and address is None else []
        role, company = (_short(cells.line(field), field, remarks) for field in (Field.ROLE, Field.COMPANY))
        return cls(name, address, handle, role, company, remarks=tuple(remarks))


def contact_of(drawn: Drawn, cells: Cells, *, id_: str, facts: tuple[Fact, ...], list_name: str) -> Contact:
    """Return the contact for a person that was drawn without a fault; `list_name` is where an opt-out was read."""
    chosen = cells.line(Field.CHANNEL).lower()
    written = drawn.address is not None or drawn.handle is None
    return Contact(
        id=id_,
        name=drawn.name,
        greeting=_greeting(cells.line(Field.GREETING)),
        address=drawn.address,
        handle=drawn.handle,
        role=_role(drawn),
        channel=Channel(chosen) if chosen in set(Channel) else Channel.EMAIL if written else Channel.DM,
        closeness=_closeness(cells.line(Field.CLOSENESS)),
        tags=_tags(cells.lines(Field.TAGS)),
        resting=Resting(reason=f"Opted out, says {list_name}") if _opted_out(cells) else None,
        facts=facts,
    )


def _address(cells: Cells) -> str | None:
    """Return the first mail address in the cells for it; one with letters that no mail header takes is none."""
    for line in cells.lines(Field.ADDRESS):
        match = ADDRESS.search(line)
        if match and len(match[0]) <= _LONGEST_ADDRESS and _MAIL_ADDRESS.fullmatch(match[0]):
            return match[0]
    return None


def _handle(text: str) -> str | None:
    """Return a handle without blanks; a link without what only tracks it."""
    if not text or " " in text or len(text) > LINE_LENGTH or not text.isprintable():
        return None
    if "://" not in text:
        return text if re.fullmatch(r"[@\w./-]+", text) else None
    try:
        link = urlsplit(text)
    except ValueError:
        return None
    usable = link.scheme in {"http", "https"} and link.hostname and "@" not in link.netloc
    return f"{link.scheme}://{link.netloc.lower()}{link.path.rstrip('/')}" if usable else None


def _short(text: str, field: Field, remarks: list[str]) -> str | None:
    if len(text) > LINE_LENGTH:
        remarks.append(f"the {field.value} is longer than {LINE_LENGTH} characters and was left out")
        return None
    return text or None


def _role(drawn: Drawn) -> str | None:
    """Return what they do and where, as far as either is told."""
    if drawn.role and drawn.company and drawn.company.casefold() not in drawn.role.casefold():
        both = f"{drawn.role} at {drawn.company}"
        return both if len(both) <= LINE_LENGTH else drawn.role
    return drawn.role or drawn.company


def _greeting(text: str) -> str | None:
    return text if text and not naming.fault_of(text) else None


def _closeness(text: str) -> Closeness:
    """Return how near they are where a row says so in our words, else a stranger: a list does not make acquaintances."""
    said = text.lower()
    return Closeness(said) if said in set(Closeness) else Closeness.STRANGER


def _tags(lines: tuple[str, ...]) -> tuple[str, ...]:
    every = (tag.strip(" *#") for line in lines for tag in re.split(r"[;,]", line))
    kept = (tag for tag in every if tag.lower() not in _HOUSEKEEPING and len(tag) <= naming.LONGEST)
    return tuple(dict.fromkeys(kept))[:_MOST_TAGS]


def _opted_out(cells: Cells) -> bool:
    return any(line.lower() in _YES for line in cells.lines(Field.RESTING))
