"""What is wrong with an inventory, each with its line, found at once."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

import pytest

from outreach.actions.offer_check import Fault, check, is_vague
from outreach.actions.offers import Given, Promise, listed
from outreach.domain.ledger import Entry, EntryKind
from outreach.lint.linter import Linter
from outreach.lint.rulebook import load
from outreach.offers_file import OffersFile
from tests.matching.sets import read_set

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 24)
TEXT = """\
offers:
  - id: grants
    title: my list of 31 small grants for community workshops
    kind: information
    expires: 2026-11-23
  - id: tent
    title: our marquee for a weekend
    kind: resource
    expires: 2026-12-08
    limit_per_month: 2
  - id: help
    title: happy to help with anything
    kind: time
  - id: seats
    title: a seat at our evening on bread
    detail: It is a table for ten. Only two places are left!
    kind: invitation
  - id: grants-again
    title: my list of the 31 small grants for a community workshop
    kind: information
  - id: tour
    title: a tour of the mill
    kind: invitation
    expires: 2026-12-09
"""


@cache
def linter() -> Linter:
    """Return the linter under the shipped rules."""
    return Linter(load())


@pytest.fixture
def file(tmp_path: Path) -> OffersFile:
    """Return an inventory with one of every fault."""
    path = tmp_path / "offers.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return OffersFile(path)


def promise(offer_id: str) -> Promise:
    """Return a promise of an offer."""
    entry = Entry(
        id="e1", contact_id="robin", kind=EntryKind.PROMISED, words="the old lathe", on=dt.date(2026, 10, 3), by="Alex",
        offer_id=offer_id,
    )  # fmt: skip
    return Promise("Robin Sample", entry)


def test_every_fault_is_found_with_its_line(file: OffersFile) -> None:
    """In the order of the file; what is gone from it comes last, without a line."""
    given = Given({"tent": 3, "grants": 99}, (promise("lathe"), promise("tent")))
    found = check(file, given, linter(), TODAY)
    assert [(each.fault, each.offer_id, each.mistake.line, each.mistake.column) for each in found] == [
        (Fault.EXPIRED, "grants", 5, 5),
        (Fault.EXPIRES_SOON, "tent", 9, 5),
        (Fault.OVER_PROMISED, "tent", 10, 5),
        (Fault.VAGUE, "help", 12, 5),
        (Fault.WORDING, "seats", 16, 5),
        (Fault.TWICE, "grants-again", 19, 5),
        (Fault.REMOVED, "lathe", 0, 0),
    ]
    assert {each.rule for each in found if each.fault is Fault.WORDING} == {"PRS04"}
    assert all(each.rule == "" for each in found if each.fault is not Fault.WORDING)
    said = "\n".join(each.mistake.what for each in found)
    assert "expired on 23 November 2026" in said
    assert "given or promised 3 times this month, and its limit is 2" in said
    assert "promised to Robin Sample on 3 October 2026 (the old lathe)" in said


def test_the_limit_itself_may_be_reached(file: OffersFile) -> None:
    """Twice of two is not too often."""
    assert not [each for each in check(file, Given({"tent": 2}), linter(), TODAY) if each.fault is Fault.OVER_PROMISED]


def test_good_offers_pass() -> None:
    """More than two hundred offers of many trades are neither vague nor badly worded."""
    offers = [offer for inventory in read_set("development")[0].values() for offer in inventory.offers]
    assert len(offers) > 200
    assert [offer.title for offer in offers if is_vague(offer.title)] == []


@pytest.mark.parametrize(
    "title",
    [
        "help", "happy to help", "my support and advice whenever you need it", "anything", "valuable insights", "my time",
        "an opportunity to collaborate", "access to my network", "whatever you need", "feedback", "my expertise", "introductions",
    ],
)  # fmt: skip
def test_what_names_nothing_is_vague(title: str) -> None:
    """Any offer could be called so."""
    assert is_vague(title)


@pytest.mark.parametrize(
    "title", ["an hour of my time", "feedback on one draft", "an introduction to Rui Matos", "2 reviews", "a coffee"]
)
def test_what_names_a_thing_is_not(title: str) -> None:
    """However small it is."""
    assert not is_vague(title)


def test_what_is_left_is_counted(file: OffersFile) -> None:
    """Never less than nothing; None without a limit."""
    rows = {row.offer.id: row for row in listed(file.offers, Given({"tent": 1}), TODAY)}
    assert (rows["tent"].left, rows["tent"].stands) == (1, True)
    assert (rows["grants"].left, rows["grants"].stands) == (None, False)
    assert {row.offer.id: row.left for row in listed(file.offers, Given({"tent": 7}), TODAY)}["tent"] == 0
