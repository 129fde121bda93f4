"""Cleared messages as mail files in a folder, or as one mailbox file that mail programs import. All of them are there, or none.

Both are written beside what was there before and then put in its place.
"""

from __future__ import annotations

import mailbox
import re
import shutil
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from outreach.errors import BadInput
from outreach.export.eml import eml

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.gate import ClearedMessage

_LONGEST = 40


class MailFolder:
    """A folder of `.eml` files in the making, named by number and person."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._part = path.with_name(f"{path.name}.part")

    def __enter__(self) -> Self:
        """Begin a folder beside; raise BadInput where there can be none."""
        try:
            shutil.rmtree(self._part, ignore_errors=True)
            self._part.mkdir()
        except OSError as error:
            raise _trouble(self.path, error) from None
        return self

    def add(self, number: int, message: ClearedMessage) -> None:
        """Write one message; raise BadInput where the disk takes no more."""
        try:
            (self._part / f"{number:05}-{_name(message.name)}.eml").write_text(eml(message), encoding="ascii", newline="\n")
        except OSError as error:
            raise _trouble(self.path, error) from None
        self.count += 1

    def __exit__(self, kind: object, *_: object) -> None:
        """Put the folder in place; leave what was there before where the work was stopped."""
        try:
            if kind is None:
                shutil.rmtree(self.path, ignore_errors=True)
                self._part.replace(self.path)
        except OSError as error:
            raise _trouble(self.path, error) from None
        finally:
            shutil.rmtree(self._part, ignore_errors=True)


class MailBox:
    """One file in the mbox format in the making (RFC 4155), which Thunderbird, Apple Mail and mutt read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._part = path.with_name(f"{path.name}.part")
        self._box: mailbox.mbox | None = None

    def __enter__(self) -> Self:
        """Begin a file beside; raise BadInput where there can be none."""
        try:
            self._part.unlink(missing_ok=True)
            self._box = mailbox.mbox(self._part)
        except OSError as error:
            raise _trouble(self.path, error) from None
        return self

    def add(self, number: int, message: ClearedMessage) -> None:  # noqa: ARG002  # a mailbox has an order and no names
        """Write one message; raise BadInput where the disk takes no more."""
        try:
            if self._box is not None:
                self._box.add(eml(message))
        except OSError as error:
            raise _trouble(self.path, error) from None
        self.count += 1

    def __exit__(self, kind: object, *_: object) -> None:
        """Put the file in place; leave what was there before where the work was stopped."""
        try:
            if self._box is not None:
                self._box.close()
            if kind is None:
                self._part.replace(self.path)
        except OSError as error:
            raise _trouble(self.path, error) from None
        finally:
            with suppress(OSError):
                self._part.unlink(missing_ok=True)


def _name(person: str) -> str:
    """Return a name that every file system takes: plain letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", person).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-") or "message"


def _trouble(path: Path, error: OSError) -> BadInput:
    what = f"The messages cannot be written to {path}: {error.strerror}."
    return BadInput(what, remedy="Make room, or see that you may write there, and do it again.")
