"""A table of any number of people, each with a need of their own that an offer meets, and the workspace that writes to them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS = ("name", "email", "need", "fact", "source", "date")
_KINDS = ("crooked", "damp", "faded", "patched", "salvaged", "borrowed", "painted", "brass", "wooden", "knitted", "printed")
_THINGS = (
    "ledgers", "accordions", "kites", "lanterns", "maps", "benches", "bells", "looms", "barrels", "puppets", "windows", "clocks",
    "boats", "saddles", "drums", "tiles", "hymnals", "flags",
)  # fmt: skip
_PLACES = (
    "chapel",
    "library",
    "harbour",
    "school",
    "market",
    "orchard",
    "station",
    "theatre",
    "mill",
    "ferry",
    "hostel",
    "museum",
)
_DEEDS = ("repair", "catalogue", "photograph", "restore", "describe", "sort", "insure")
_HABITS = ("paints", "collects", "teaches", "studies", "sells", "rents out", "writes about", "lectures on")

OFFERS = """\
offers:
  - id: manual
    title: my bench manual
    detail: It was drawn by hand.
    kind: information
    tags: [repair, catalogue, photograph, restore, describe, sort, insure]
"""


def rows(number: int) -> Iterator[tuple[str, ...]]:
    """Yield so many rows."""
    for each in range(number):
        deed, kind, thing = _DEEDS[each % 7], _KINDS[each % 11], _THINGS[each * 5 % 18]
        place = f"{_PLACES[each * 7 % 12]} in {_name(each)}"
        need = f"Wants to {deed} the {kind} {_name(each * 41 + 9)} {thing} of the {place}"
        towns = f"{_name(each * 31 + 7)}, {_name(each * 53 + 11)} and {_name(each * 97 + 5)}"
        taken = f"{_KINDS[each * 2 % 11]} {_THINGS[each * 11 % 18]}"
        made = f"{_KINDS[each * 3 % 11]} {_name(each * 83 + 4)} {_THINGS[each * 13 % 18]} by {_name(each * 71 + 3)}"
        fact = f"In {_name(each * 43 + 6)}, {_HABITS[each * 3 % 8]} {taken} from {towns}, and {made}"
        yield (f"{_name(each + 3)} {_name(each * 17 + 1)}", f"p{each}@people.example", need, fact, "the newsletter", "2026-02-03")


def table(path: Path, number: int) -> Path:
    """Write a table of so many people, and return where."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows(number))
    return path


def workspace(folder: Path, url: str = "", *, timeout: float = 5.0, retries: int = 2) -> Path:
    """Make a workspace that writes with the model at a URL, or with the offline engine; return it."""
    folder.mkdir(exist_ok=True)
    engine = (
        f"{{name: openai, base_url: '{url}', model: small, timeout: {timeout}, retries: {retries}}}" if url else "{name: offline}"
    )
    settings = f"sender: {{name: Maren Tveit, role: host of Slow Repair}}\nengine: {engine}\n"
    (folder / "outreach.yaml").write_text(settings, encoding="utf-8")
    (folder / "offers.yaml").write_text(OFFERS, encoding="utf-8")
    return folder


def _name(number: int) -> str:
    """Return one of 456,976 names."""
    first, second, third, fourth = number % 26, number // 26 % 26, number // 676 % 26, number // 17_576 % 26
    return f"{chr(65 + first)}a{chr(97 + second)}o{chr(97 + third)}i{chr(97 + fourth)}a"
