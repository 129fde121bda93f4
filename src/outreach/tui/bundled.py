"""The bundled people to try everything on: a workspace in a temporary folder, which is gone when the interface is closed."""

from __future__ import annotations

import shutil
import weakref
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.tui.remembering import Remembering
from outreach.workspace import Workspace

if TYPE_CHECKING:
    from outreach.actions.memory import Memory, Picker
    from outreach.actions.unfinished import Unfinished
    from outreach.settings import Settings


class Bundled(Remembering):
    """The samples as a session: the offline engine writes, no model is asked, and no database of the user's is opened."""

    def __init__(self) -> None:
        folder = mkdtemp(prefix="outreach-")
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        shutil.copytree(wiring.samples().root, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("init", "__*"))
        super().__init__(Workspace(Path(folder)), "bundled people", engine="offline")
        self._taken = False
        self._begun: Unfinished | None = None

    @cached_property
    def settings(self) -> Settings:
        """Return the settings of the samples: the memory is in their own folder whatever the environment names, no need ages."""
        settings = wiring.settings_but_the_engine(self.place)
        policy = settings.policy.model_copy(update={"new_need_days": 3650})
        return settings.model_copy(update={"database": None, "policy": policy})

    def memory(self) -> Memory:
        """Return the memory, into which the people are taken when it is first asked for."""
        memory = super().memory()
        with self._lock:
            if not self._taken:
                self._taken = True
                self._take_in(memory)
        return memory

    def unfinished(self) -> Unfinished | None:
        """Return what was begun since the interface was opened."""
        return self._begun

    def keep(self, unfinished: Unfinished | None) -> None:
        """Keep what was begun as long as the interface is open."""
        self._begun = unfinished

    def _picker(self) -> Picker | None:
        return None

    def _take_in(self, memory: Memory) -> None:
        from outreach.tui.taking_in import take_in  # noqa: PLC0415  # after the first paint

        take_in(memory, self.place.contact_ids())
