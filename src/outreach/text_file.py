"""Read a text file that a person wrote: one clear sentence for whatever keeps it from being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.errors import BadInput, Mistake, shown

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 2_000_000


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file (a byte order mark is dropped); raise BadInput in one sentence otherwise."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise BadInput(f"{shown(path)} is a folder, not a file.", remedy="Name a file inside it.") from None
    except FileNotFoundError:
        raise BadInput(f"{shown(path)} does not exist.", remedy="Check the name and the folder.") from None
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"{shown(path)} cannot be read: {cause}.", remedy="Check that it is a file you may read.") from None
    if len(raw) > MAX_BYTES:
        raise BadInput(f"{shown(path)} is larger than {MAX_BYTES:,} bytes.", remedy="Split it, or name the right file.")
    if b"\0" in raw:
        raise BadInput(f"{shown(path)} is a binary file, not text.", remedy="Name a text file.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        what = "is not UTF-8 text. Save the file as UTF-8."
        raise BadInput.of([Mistake(str(path), line, column, what)]) from None
