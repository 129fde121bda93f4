"""The doors through which a stranger's text comes in: a row of a table, a note, a page, and the fields of a contact file."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING

import yaml

from outreach import wiring, workspace
from outreach.actions import gather
from outreach.actions.proposals import accept, add_fact
from outreach.batch.rows import people
from outreach.briefing import Request, make_brief
from outreach.domain.contact import Contact
from outreach.domain.fact import Fact, FactKind, Source
from outreach.gathering.columns import map_columns
from outreach.gathering.csv_file import open_csv
from tests.gathering.site import page, running

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from outreach.actions.memory import Memory
    from outreach.domain.brief import Brief
    from outreach.store.store import Store
    from outreach.workspace import Workspace
    from tests.injection.payloads import Payload

DAY = dt.date(2026, 11, 24)
NEED = "Is looking for readers for a blog about glazes"
WHERE = "their blog"
COLUMNS = ("name", "email", "role", "need", "fact", "quote", "notes", "source", "date", "tags")
SAID = "I run a pottery studio by the harbour. I am looking for readers for my blog about glazes."
WANTS = "I am looking for somebody who has read this:"
"""How a payload begins in a note and on a page, where only sentences that tell of a person are proposed."""


def make_workspace(folder: Path) -> Workspace:
    """Return a workspace as `outreach init` makes it, whose offers can be given to everybody."""
    workspace.create(folder)
    offers = folder / "offers.yaml"
    offers.write_text(offers.read_text("utf-8").replace("    limit_per_month: 2\n", ""), encoding="utf-8")
    return wiring.required_workspace(folder)


def brief_of(contact: Contact, place: Workspace) -> Brief:
    """Return the brief of a message that gives the feature to a contact and asks for nothing."""
    sender = wiring.settings(place).sender
    assert sender is not None
    request = Request(contact=contact, sender=sender, offers=place.offers(), today=DAY, offer_id="newsletter-feature")
    return make_brief(request).brief


def write_table(path: Path, carried: Iterable[Payload]) -> None:
    """Write a table in which every text of a payload stands in every column that tells something."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for each in carried:
            first, last = each.text, each.also or each.text
            notes = f"{SAID}\n{first}\n{last}"
            row = (each.name, f"{each.id}@people.example", first, NEED, first, last, notes, WHERE, "2026-10-12", last)
            writer.writerow(row)


def table(folder: Path, carried: Iterable[Payload]) -> list[Contact]:
    """Return the people of a table."""
    path = folder / "people.csv"
    write_table(path, carried)
    opened = open_csv(path)
    found = [each.contact for each in people(opened, map_columns(opened), DAY)]
    return [each for each in found if each is not None]


def note(memory: Memory, each: Payload) -> Contact:
    """Return the person after a note was read and what it proposed was accepted, and each text was noted as a fact later on."""
    source, later = (Source(where=WHERE, when=dt.date(2026, 10, day)) for day in (12, 20))
    person = memory.store.contacts.get(each.id)
    for waits in gather.from_text(memory, person, f"{SAID} {WANTS} {each.text}\n\n{each.also}\n", source, own=True):
        accept(memory, waits)
    for words in each.texts:
        add_fact(memory, memory.store.contacts.get(each.id), words, FactKind.FACT, later)
    return memory.store.contacts.get(each.id)


def pages(memory: Memory, carried: Iterable[Payload]) -> Iterator[Contact]:
    """Yield each person after their page was fetched from a server on this machine, and all that was proposed was accepted."""
    listed = list(carried)
    with running({f"/{each.id}": page(_html(each)) for each in listed}) as site:
        for each in listed:
            link = gather.Link(site.url(f"/{each.id}"), allow_private=True)
            for waits in gather.from_link(memory, memory.store.contacts.get(each.id), link, own=True):
                accept(memory, waits)
            yield memory.store.contacts.get(each.id)


def _html(each: Payload) -> bytes:
    body = f"<h1>Glazes</h1><p>{SAID}</p><p>{WANTS} {each.text}</p><p>It grew out of a market stall. {WANTS} {each.also}</p>"
    text = f"<html><head><title>{each.text}</title></head><body><article>{body}</article></body></html>"
    return text.encode("utf-8", "surrogatepass")


def keep(store: Store, carried: Iterable[Payload]) -> None:
    """Keep a person for each payload, of whom nothing is known but a need."""
    source = Source(where=WHERE, when=dt.date(2026, 10, 12))
    need = Fact(id="readers-for-the-blog", text=NEED, kind=FactKind.NEED, source=source)
    for each in carried:
        store.contacts.add(Contact(id=each.id, name=each.name, address=f"{each.id}@people.example", facts=(need,)), DAY)


def file(folder: Path, each: Payload, *, greeting: bool = False) -> Contact:
    """Return the person of a contact file whose every free field is the payload; with `greeting` that one, too."""
    facts = [
        {"id": "readers-for-the-blog", "kind": "need", "text": NEED, "source": {"where": WHERE, "when": "2026-10-12"}},
        {"id": "x1", "text": each.text, "quote": each.also or each.text, "source": {"where": each.text, "when": "2026-10-12"}},
        {"id": "x2", "text": each.also or f"Says: {each.text}", "source": {"where": WHERE, "when": "2026-10-12"}},
    ]
    data = {"id": each.id, "name": each.name, "role": each.text, "tags": [each.text], "facts": facts}
    path = folder / f"{each.id}.yaml"
    path.write_text(yaml.safe_dump(data | ({"greeting": each.text} if greeting else {})), encoding="utf-8")
    try:
        return workspace.read_contact(path)
    finally:
        path.unlink()
