"""Small words that several verbs say: how long ago, how many, who, and the answer to a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions.days import spoken
from outreach.actions.values import made, seen_on
from outreach.cli import printing
from outreach.domain.fact import Source

if TYPE_CHECKING:
    import argparse
    import datetime as dt

    from outreach.domain.contact import Contact, Resting

_DAYS_A_MONTH = 30.44


def ago(day: dt.date, today: dt.date) -> str:
    """Return how long ago a day was ("3 weeks ago"), in whole units."""
    days = (today - day).days
    if days < 0:
        return f"in {count(-days, 'day')}"
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 14:
        return f"{days} days ago"
    if days < 61:
        return f"{days // 7} weeks ago"
    if days < 730:
        return f"{int(days / _DAYS_A_MONTH)} months ago"
    return f"{int(days / 365.25)} years ago"


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun ("1 person", "2,000 people")."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def sourced(source: Source | None, today: dt.date) -> str:
    """Return where and when something was said or seen, and how long ago."""
    if source is None:
        return "no source yet, so no message uses it"
    return f"{source.where}, {spoken(source.when)} ({ago(source.when, today)})"


def said_where(args: argparse.Namespace, today: dt.date) -> Source | None:
    """Return the source that --where and --when name, None without the first; raise BadInput where they cannot be used."""
    when = seen_on(args.when, today)
    return made(Source, {"where": args.where, "when": when}, {"where": "--where"}) if args.where is not None else None


def resting(rest: Resting | None, today: dt.date) -> str:
    """Return whether somebody rests today, until when, and why; nothing where they do not."""
    if rest is None or not rest.covers(today):
        return ""
    until = f" until {spoken(rest.until)}" if rest.until else ""
    return f"resting{until}: {rest.reason}"


def who(contact: Contact) -> str:
    """Return a person in a few words: name, id, and how they are reached."""
    reached = ", ".join(part for part in (contact.address, contact.handle) if part)
    return f"{contact.name} ({contact.id}{f', {reached}' if reached else ''})"


def agreed(question: str) -> bool:
    """Tell whether somebody at a terminal answered yes; where nobody is there, nobody did."""
    answer = printing.ask(f"{question} [y/N]")
    return answer is not None and answer.lower() in {"y", "yes"}
