"""Fifty people of a table, each with a need of their own, and the offers that meet them: what a batch is really run over."""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
from itertools import count
from typing import TYPE_CHECKING

from outreach import wiring, wiring_runs
from outreach.actions.batch import asked, plan, prepare, run
from outreach.actions.memory import Memory
from outreach.domain.size import Size

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.actions.batch_report import Ran
    from outreach.domain.contact import Contact

OFFERS = {
    "grants": """
  - id: grants
    title: my annotated list of 31 small grants for community workshops
    detail: Each entry has the amount, the closing month and what the jury told those who were turned down.
    kind: information
    tags: [funding, money, grant]
""",
    "portrait": """
  - id: portrait
    title: a ten-minute portrait of your work on the Slow Repair podcast
    detail: You hear it before it is published and may strike out anything you like.
    kind: exposure
    tags: [listeners, audience, readers]
""",
    "recorder": """
  - id: recorder
    title: the loan of my field recorder and two microphones for two weeks
    kind: resource
    tags: [sound, recording, record]
""",
    "edit": """
  - id: edit
    title: a line edit of one article
    detail: I mark up to 1,500 words by hand and send them back within a week.
    kind: review
    tags: [editing, editor, writing]
""",
    "fair": """
  - id: fair
    title: an introduction to Rui Matos, who books the talks at the Porto repair fair
    detail: He books eight speakers a year and pays for their travel.
    kind: introduction
    tags: [speaking, talk, stage]
""",
}
"""Real offers, in the order in which a table of so many needs them."""

NEEDS = {
    "grants": (
        "Looks for a grant for {}", "Needs money for {}", "Is seeking funding for {}", "Wants to raise money for {}",
        "Struggles to find funding for {}", "Lacks the money for {}", "Hopes for a small grant for {}",
        "Is short of money for {}", "Searches for funding for {}", "Wants a small grant for {}",
    ),
    "portrait": (
        "Looks for listeners for {}", "Needs readers for {}", "Wants a wider audience for {}", "Hopes to find an audience for {}",
        "Is looking for new listeners for {}", "Lacks an audience for {}", "Struggles to find readers for {}",
        "Would like more listeners for {}", "Seeks an audience for {}", "Is short of readers for {}",
    ),
    "recorder": (
        "Needs a way to record {}", "Wants to make a sound recording of {}", "Looks for sound recording equipment to record {}",
        "Plans a sound recording of {}", "Lacks the microphones to record {}",
    ),
    "edit": (
        "Looks for an editor for an essay on {}", "Needs help with editing an article on {}", "Is writing an article on {}",
        "Has an article in need of editing on {}", "Wants an editor for a booklet on {}",
    ),
    "fair": (
        "Looks for a stage for a talk on {}", "Wants to give a talk on {}", "Hopes to be speaking about {} abroad",
        "Wants a place on stage to speak about {}", "Is preparing to speak on stage about {}",
    ),
}  # fmt: skip

MATTERS = (
    "a tool library in Gateshead", "the bell frame of St Teilo's", "a repair café on Unst", "the last wool mill of Brora",
    "a school for clockmakers", "bicycle carts that carry soup", "the night train to Narvik", "a museum of tin toys",
    "a darning circle in Leith", "the tide gauge at Newlyn", "an orchard behind the prison", "radio sets from the fifties",
    "a lathe for the sheltered workshop", "the fishing sheds of Hastings", "a choir of retired miners", "glazing by hand",
    "the pinball arcade of Blackpool", "a boat built from pallets", "hearing aids mended at home", "the roof of Ystrad chapel",
    "a summer course in thatching", "an archive of sewing patterns", "the cinema organ of Stockport", "paper kites from Weifang",
    "a workshop on wheels", "the water wheel at Alston", "violins made by prisoners", "a map of public benches",
    "the puppet theatre in Trondheim", "a garage run by grandmothers", "tools for left-handed cooks",
    "the ferry bell of Cromarty", "a bakery in the old fire station", "typewriters in Cyrillic",
    "a walk along the dry canal", "the looms of Harris",
    "a forge for beginners", "books bound in leftover leather", "the stone lions of Deptford", "a kiln fired with seaweed",
    "an allotment for night workers", "the tram depot of Crich", "umbrellas and their ribs", "a swap shop for spare keys",
    "the beekeepers of Salford", "a chess set cut from bone", "church kneelers and their stitches", "the slate fence at Corris",
    "an atlas of lost ponds", "steam toys in Swindon",
)  # fmt: skip

NAMES = (
    "Nour Haddad", "Chidinma Okafor", "Kenji Watanabe", "Lucía Quispe", "Tomasz Zieliński", "Siân Rourke", "Thu Hà Đặng",
    "Aino Virtanen", "Mehmet Öztürk", "Priya Raman", "Søren Kjær", "Ana Ionescu", "Jean N'Diaye", "Leilani Kahale",
    "Olena Shevchuk", "Tariq Masri", "Ingrid Berg", "Mpho Mokoena", "Wei Zhang", "Björk Jónsdóttir", "Rangi Awa", "Esther Kim",
    "Giorgos Papadakis", "Yusuf Abdi", "Carys Bevan", "Duncan Reid", "Amara Diallo", "Hugo Lindqvist", "Marta Sousa", "Ilse Vogt",
    "Padraig Quinn", "Zofia Wrona", "Callum Baird", "Farah Aziz", "Nils Aas", "Teresa Pinto", "Owen Parry", "Dilek Kaya",
    "Ravi Menon", "Greta Holm", "Ewan Muir", "Sofia Rossi", "Abel Tesfaye", "Hanna Salo", "Luca Moretti", "Mina Park",
    "Ruth Adler", "Ivo Novak", "Joan Pujol", "Kerstin Falk",
)  # fmt: skip

SOURCES = (
    "her newsletter", "his blog", "LinkedIn post", "a talk in Leeds", "the May issue of Field Notes", "our call",
    "https://people.example/about", "an interview with Radio Nord", "her letter to the editor", "the noticeboard of the guild",
)  # fmt: skip

ASKS = (
    "mention Slow Repair in your newsletter", "answer three questions for our listeners", "show me your workshop one morning",
    "tell me which glue you use", "introduce me to the people who keep it going",
)  # fmt: skip


TODAY = dt.date(2026, 11, 24)
SETTINGS = """\
sender:
  name: Maren Tveit
  role: Host of Slow Repair, a podcast about mending things
engine:
  name: offline
"""
SIGN_OFF = "Best wishes,\nMaren Tveit\nHost of Slow Repair, a podcast about mending things"


def batch(folder: Path, offers: int, *, asks: bool, known: tuple[Contact, ...] = (), name: str = "run") -> Ran:
    """Plan and run the table of fifty in a workspace with so many offers, whose memory knows some people."""
    (folder / "outreach.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "offers.yaml").write_text(offers_file(offers), encoding="utf-8")
    place = wiring.required_workspace(folder)
    settings = wiring.settings(place)
    with wiring.store(place, settings) as store:
        memory = Memory(store, place, settings, TODAY)
        for contact in known:
            store.contacts.add(contact, TODAY)
        tools = wiring_runs.batch(place, settings, None)
        wanted = asked(wiring_runs.writer(place, settings, None), ask=None, size=Size.SMALL, offer_id=None, channel=None)
        found, job = prepare(memory, table(folder / "people.csv", offers, asks=asks), [], wanted)
        plan(memory, found, job, folder / name, tools.library)
        return asyncio.run(run(memory, folder / name, tools, lambda _: None))


def offers_file(number: int) -> str:
    """Return the offers file of so many offers."""
    return "offers:\n" + "".join(list(OFFERS.values())[:number])


def table(path: Path, number: int, *, asks: bool) -> Path:
    """Write the table of the fifty people, whose needs are met by so many offers in turn; `asks`: each is asked one of five."""
    kinds, at = list(OFFERS)[:number], count()
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("name", "email", "need", "source", "date", *(("ask",) if asks else ())))
        for row, name in enumerate(NAMES):
            kind = kinds[row % number]
            forms = NEEDS[kind]
            need = forms[row // number % len(forms)].format(MATTERS[row])
            day = f"2026-{1 + row % 10:02}-{1 + row % 27:02}"
            ask = (ASKS[next(at) % len(ASKS)],) if asks else ()
            rows.writerow((name, f"p{row}@people.example", need, SOURCES[row % len(SOURCES)], day, *ask))
    return path
