"""What every verb about people works on: the store of a workspace, its settings, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.errors import BadInput

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from outreach.domain.contact import Contact
    from outreach.domain.fact import FactKind
    from outreach.settings import Settings
    from outreach.store.store import Store
    from outreach.workspace import Workspace

    Picker = Callable[[str, str, str], Iterable[tuple[str, FactKind]]]


@dataclass(frozen=True, slots=True)
class Memory:
    """An open store with the workspace it belongs to, the settings in force, and the day it is.

    `pick` has a model pick sentences out of a text about the person of a name (text, name, voice); None where none is configured.
    """

    store: Store
    place: Workspace
    settings: Settings
    today: dt.date
    pick: Picker | None = None

    def person(self, called: str) -> Contact:
        """Return whom an id, an address, a handle or a name that only one person has means.

        Raises BadInput with near names where there is nobody; a contact file of that name is pointed to.
        """
        found = self.store.contacts.find(called)
        if found is not None:
            return found
        try:
            return self.store.contacts.get(called)
        except BadInput as error:
            if called not in self.place.contact_ids():
                raise
            take_in = f"Take in the file of that name: `outreach contacts import contacts/{called}.yaml`."
            raise BadInput(error.message, remedy=take_in) from None
