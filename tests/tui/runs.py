"""A small table of people, and a run over it, for the screens that show runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.tui.remembering import Remembering

NEEDS = {
    "Ada Reed": "Is looking for small grants to buy tools for a community workshop",
    "Bea Stone": "Wants to turn her research into an article for general readers",
    "Cem Field": "Would like to record the sounds of tools but has no microphones",
    "Dov Hill": "",
}


def table(folder: Path) -> Path:
    """Write a table of four people, of whom three can be written to, and return where it is."""
    rows = [f"{name},{name.split()[0].lower()}@people.example,potter,{need},her blog,2026-10-12" for name, need in NEEDS.items()]
    path = folder / "people.csv"
    path.write_text("\n".join(["name,email,role,need,source,date", *rows, ""]), encoding="utf-8")
    return path


def run(session: Remembering, folder: Path) -> Path:
    """Plan a run over that table and run it; return the folder of the run."""
    planned = session.batches.plan(str(table(folder)), "")
    session.batches.run(planned.folder, lambda _: None).result()
    return planned.folder
