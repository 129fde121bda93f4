"""Make a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.workspace import create

if TYPE_CHECKING:
    from pathlib import Path

IGNORE = ".gitignore"
_PRIVATE = """\
# People and the ledger are nobody else's: the database, what SQLite keeps beside it, and its backups; the messages of runs.
outreach.db*
runs/
"""


def init(folder: Path) -> tuple[str, ...]:
    """Write a commented workspace that is valid as it stands, and return the names of its files within the folder.

    A `.gitignore` keeps the database and the runs out of git; one that is there already is left as it is. Raises BadInput, and
    writes nothing, where it would overwrite something or may not write.
    """
    written = create(folder)
    ignore = folder / IGNORE
    if not ignore.exists():
        ignore.write_text(_PRIVATE, encoding="utf-8")
        written = (ignore, *written)
    return tuple(str(path.relative_to(folder)) for path in written)
