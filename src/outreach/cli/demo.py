"""`outreach demo`: the main job on the bundled people. Nothing is written anywhere."""

from __future__ import annotations

import datetime as dt
import textwrap
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions.demo import demo, requests
from outreach.cli import printing
from outreach.cli.parsing import Parser
from outreach.cli.printing import Styled
from outreach.cli.running import run as run_async
from outreach.errors import BadInput, OutreachError
from outreach.export.plain import plain
from outreach.gate import Held

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from outreach.actions.demo import Shown
    from outreach.actions.draft import Written
    from outreach.briefing import Request
    from outreach.domain.sender import Sender
    from outreach.lint.finding import Finding
    from outreach.settings import Settings
    from outreach.workspace import Workspace

_LABEL = 9


def parser() -> Parser:
    """Return the parser of `outreach demo`."""
    parser = Parser(
        prog="outreach demo",
        description="Drafts messages to the bundled people: why this offer, what was held and why, and what was cleared. "
        "It needs no key and no network, and writes nothing.",
    )
    parser.add_argument("--engine", metavar="NAME", help="let one engine write all of it, such as openai")
    return parser


def run(args: argparse.Namespace) -> int:
    """Show every person in turn; return 1 when a message was held in the end."""
    place = wiring.samples()
    settings = wiring.settings(place)
    if settings.sender is None:
        raise BadInput("The bundled samples do not say who writes.", remedy="Install outreach again.")
    asked = requests(place, settings.sender, dt.datetime.now().astimezone().date(), settings.drafting.words)
    _introduce(settings.sender, len(asked))
    came = run_async(_all(asked, place, settings, args.engine))
    _conclude(came)
    return int(any(isinstance(each, Held) for each in came))


async def _all(asked: tuple[Request, ...], place: Workspace, settings: Settings, name: str | None) -> list[object]:
    """Show what comes of each request and return what came: outcomes, and the errors that name what is missing.

    A named engine writes everything under the user's own settings; otherwise the offline engine writes, and the script for one.
    """
    own = wiring.workspace() if name is not None else place
    given = wiring.settings(own) if name is not None else settings
    engine = wiring.engine(given, name or "offline", own)
    scripted, script = wiring.scripted(place)
    came: list[object] = []
    try:
        linter, limits = wiring.linter(own, drafting=True), wiring.limits(given)
        shows = demo(asked, lambda id_: script if name is None and id_ == scripted else engine, linter, limits)
        async for shown in shows:
            _show(shown, len(came) + 1, len(asked))
            came.append(shown.came if isinstance(shown.came, OutreachError) else shown.came.outcome)
    finally:
        await engine.aclose()
    return came


def _introduce(sender: Sender, people: int) -> None:
    who = f"{sender.name}, {sender.role}," if sender.role else sender.name
    _paragraph(f"{who} writes to {people} people. Each message opens with an offer; what is not cleared is not shown.")


def _show(shown: Shown, number: int, of: int) -> None:
    contact = shown.request.contact
    role = f", {contact.role}" if contact.role else ""
    printing.out()
    _paragraph(f"{number} of {of}  {contact.name}{role}", "bold")
    for fact in contact.facts:
        source = f" ({fact.source.where}, {fact.source.when.day} {fact.source.when:%B %Y})" if fact.source else " (no source)"
        _labelled("known" if fact is contact.facts[0] else "", f"{fact.text}{source}")
    if isinstance(shown.came, OutreachError):
        _labelled("missing", shown.came.message, "yellow")
        _labelled("", shown.came.remedy)
        return
    written = shown.came
    _labelled("offer", f"{written.brief.offer.title}: {written.why}")
    _labelled("ask", written.brief.ask.text if written.brief.ask else "none: this message only gives")
    _attempts(written)


def _attempts(written: Written) -> None:
    for number, held in enumerate(written.holds, 1):
        _labelled(f"draft {number}", f"by {written.engine}: held; its words are never shown. What the gate found:", "red")
        _findings(held.findings)
    if isinstance(written.outcome, Held):
        _labelled("held", f"{written.ended}; nothing is shown", "red")
        return
    _labelled(f"draft {len(written.holds) + 1}", f"by {written.engine}: cleared", "green")
    printing.out()
    for line in plain(written.outcome).splitlines():
        for part in textwrap.wrap(line, printing.width() - 4, break_on_hyphens=False) or [""]:
            printing.out(Styled("  │", "dim"), f" {part}" if part else "")


def _findings(findings: Iterable[Finding]) -> None:
    """Print each rule once, with what it found and what to do instead."""
    for code, finding in {finding.code: finding for finding in findings}.items():
        _labelled("", f"- {code} {finding.name}: {finding.says} {finding.instead}")


def _conclude(came: list[object]) -> None:
    missing = sum(isinstance(each, OutreachError) for each in came)
    held = sum(isinstance(each, Held) for each in came)
    printing.out()
    _paragraph(f"{len(came) - missing - held} cleared, {held} held, {missing} not drafted because too little is known.")
    _paragraph("Next: `outreach init my-outreach`, `cd my-outreach`, then `outreach draft example`.")
    _paragraph("Or judge a message of your own: `outreach lint FILE`. What can be wrong with one: `outreach rules`.")


def _labelled(label: str, text: str, style: str = "dim") -> None:
    """Print a label and, beside it, a text wrapped to the terminal."""
    lines = textwrap.wrap(
        text, printing.width() - _LABEL - 2, break_on_hyphens=False, subsequent_indent="  " * text.startswith("- ")
    )
    for number, line in enumerate(lines):
        printing.out("  ", Styled(f"{label if number == 0 else '':<{_LABEL}}", style), line)


def _paragraph(text: str, style: str | None = None) -> None:
    for line in textwrap.wrap(text, printing.width(), break_on_hyphens=False):
        printing.out(Styled(line, style) if style else line)
