"""The labelled sets: needs, inventories and the offers that fit, and how a matching fares on them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from outreach.domain.contact import Contact
from outreach.domain.fact import Fact, FactKind, Source
from outreach.domain.offer import Offer
from outreach.matching import Inventory
from outreach.yaml_file import read_yaml

HERE = Path(__file__).parent
TODAY = dt.date(2026, 3, 2)


class Case(NamedTuple):
    """A need, the name of the inventory it is held against, and the ids of the offers that would each do (none: nothing fits)."""

    need: str
    inventory: str
    fits: tuple[str, ...]


class Outcome(NamedTuple):
    """A case and the offer that matching put first, with why; None when it said that nothing fits."""

    case: Case
    chosen: str | None
    why: str

    @property
    def right(self) -> bool:
        """Tell whether the choice is one of the right ones, or nothing where nothing fits."""
        return self.chosen in self.case.fits if self.case.fits else self.chosen is None


class Figures(NamedTuple):
    """Cases with a right offer: in how many it came first, in how many nothing was found; and the false fits of the others."""

    right: int
    missed: int
    fitting: int
    false: int
    unfitting: int

    @property
    def accuracy(self) -> float:
        """Return the share of cases with a right offer in which one came first."""
        return self.right / self.fitting

    @property
    def false_fits(self) -> float:
        """Return the share of cases where nothing fits in which something was offered all the same."""
        return self.false / self.unfitting


def read_set(name: str) -> tuple[dict[str, Inventory], list[Case]]:
    """Return the inventories and cases of one set."""
    data = read_yaml(HERE / f"{name}.yaml").data
    inventories = {key: Inventory(Offer.model_validate(row) for row in rows) for key, rows in data["inventories"].items()}
    return inventories, [Case(row["need"], row["in"], tuple(row["fits"])) for row in data["cases"]]


def outcomes(name: str) -> list[Outcome]:
    """Return what matching makes of every case of a set."""
    inventories, cases = read_set(name)
    return [_outcome(case, inventories[case.inventory]) for case in cases]


def figures(found: list[Outcome]) -> Figures:
    """Count what came of the cases of a set."""
    fitting = [each for each in found if each.case.fits]
    others = [each for each in found if not each.case.fits]
    return Figures(
        right=sum(each.right for each in fitting),
        missed=sum(each.chosen is None for each in fitting),
        fitting=len(fitting),
        false=sum(not each.right for each in others),
        unfitting=len(others),
    )


def _outcome(case: Case, inventory: Inventory) -> Outcome:
    source = Source(where="her newsletter", when=TODAY)
    contact = Contact(
        id="somebody", name="Some Body", facts=(Fact(id="need", text=case.need, kind=FactKind.NEED, source=source),)
    )
    found = inventory.match(contact, TODAY)
    return Outcome(case, found[0].offer.id, found[0].why) if found else Outcome(case, None, "")
