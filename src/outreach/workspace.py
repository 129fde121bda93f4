"""A workspace: a folder with `outreach.yaml`, `offers.yaml`, `contacts/`, and optionally `prompts/` and `rules/`.

To find one nothing is loaded that only reading one needs: pydantic and YAML cost a third of the interface's first paint.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from outreach.errors import BadInput, shown
from outreach.root import RULES, SETTINGS, find_root

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from outreach.domain.contact import Contact
    from outreach.domain.offer import Offer
    from outreach.yaml_file import YamlFile

OFFERS = "offers.yaml"
CONTACTS = "contacts"
RUNS = "runs"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder that a team shares. Nothing is read before it is asked for."""

    root: Path

    @property
    def prompts(self) -> Path:
        """Return where a team's own prompts stand."""
        return self.root / "prompts"

    @property
    def rules(self) -> Path:
        """Return where a team's own rules stand."""
        return self.root / RULES

    def settings_file(self) -> YamlFile:
        """Return the parsed `outreach.yaml`."""
        from outreach.yaml_file import read_yaml  # noqa: PLC0415  # when something is read

        return read_yaml(self.root / SETTINGS)

    def offers(self) -> tuple[Offer, ...]:
        """Return the inventory of `offers.yaml`; raise BadInput with every mistake in it."""
        from outreach.domain.offer_list import offers_in  # noqa: PLC0415  # when something is read
        from outreach.yaml_file import read_yaml  # noqa: PLC0415

        return offers_in(read_yaml(self.root / OFFERS))

    def contact(self, name: str) -> Contact:
        """Return the contact of `contacts/NAME.yaml`; raise BadInput when there is none."""
        known = self.contact_ids()
        if name not in known:
            more = f" and {len(known) - 10} more" if len(known) > 10 else ""
            some = f"Known here: {', '.join(known[:10])}{more}." if known else f"{self.root / CONTACTS} has no contact files yet."
            raise BadInput(f"There is no contact {name!r} in this workspace, and no file of that name.", remedy=some)
        return read_contact(self.root / CONTACTS / f"{name}.yaml")

    def contact_ids(self) -> tuple[str, ...]:
        """Return the names of the contact files, sorted."""
        return tuple(sorted(path.stem for path in (self.root / CONTACTS).glob("*.yaml")))


def find(start: Path) -> Workspace | None:
    """Return the workspace that a folder lies in: the nearest one upwards with an `outreach.yaml`."""
    root = find_root(start)
    return Workspace(root) if root is not None else None


def read_contact(path: Path) -> Contact:
    """Return the contact of one YAML file; raise BadInput with every mistake in it."""
    from outreach.domain.contact import Contact  # noqa: PLC0415  # when something is read
    from outreach.domain.validation import validate  # noqa: PLC0415
    from outreach.yaml_file import read_yaml  # noqa: PLC0415

    return validate(Contact, read_yaml(path), shown="a contact file")


def create(folder: Path) -> tuple[Path, ...]:
    """Write a commented, valid workspace into a folder and return the files written.

    Never overwrites: raises BadInput, before anything is written, when one of the files is there already.
    """
    template = files("outreach") / "samples" / "init"
    planned = [(source, folder / "/".join(parts)) for source, parts in _walk(template, ())]
    there = [target for _, target in planned if target.exists()]
    if there:
        names = ", ".join(str(path.relative_to(folder)) for path in there)
        raise BadInput(
            f"{shown(folder)} already has {names}; nothing was written.", remedy="Choose another folder, or edit what is there."
        )
    try:
        for source, target in planned:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8") as file:
                file.write(source.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(
            f"{shown(folder)} cannot be written to: {error.strerror}.", remedy="Choose a folder that you may write to."
        ) from None
    return tuple(target for _, target in planned)


def _walk(folder: Traversable, parts: tuple[str, ...]) -> list[tuple[Traversable, tuple[str, ...]]]:
    found: list[tuple[Traversable, tuple[str, ...]]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found += _walk(entry, (*parts, entry.name))
        elif entry.name.endswith(".yaml"):
            found.append((entry, (*parts, entry.name)))
    return found
