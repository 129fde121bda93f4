"""What a workspace waives, said with every report: a rule is never loosened in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.cli import printing
from outreach.errors import shown

if TYPE_CHECKING:
    from outreach.lint.rulebook import Rulebook


def say_waivers(book: Rulebook) -> None:
    """Tell each waiver in force, and each that has expired."""
    for waiver in book.waivers:
        printing.note(f"{waiver}.")
    for waiver in book.expired:
        printing.note(
            f"{waiver}. That day is over, so the rule holds again; remove the waiver from {shown(waiver.where)}, or renew it."
        )
