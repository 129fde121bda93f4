"""The person's own words in the person's own editor ($VISUAL or $EDITOR), and back."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import BadInput
from outreach.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    Aside = Callable[[], AbstractContextManager[None]]

_HEAD = "Subject: "


def change(subject: str, body: str, aside: Aside = nullcontext) -> tuple[str, str]:
    """Return subject and body as the person left them in their editor. The file is the user's alone, and removed afterwards.

    `aside` gives the terminal free while the editor has it. Raises BadInput when there is no editor, or when it fails.
    """
    with tempfile.TemporaryDirectory(prefix="outreach-") as folder:
        path = Path(folder) / "message.md"
        path.touch(mode=0o600)
        path.write_text(f"{_HEAD}{subject}\n\n{body}", encoding="utf-8")
        change_file(path, aside)
        return _parts(read_text(path))


def change_file(path: Path, aside: Aside = nullcontext) -> None:
    """Let the person change a file in their editor. Raises BadInput as `change` does."""
    named = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip() or "vi"
    try:
        command = shlex.split(named)
        with aside():
            subprocess.run([*command, str(path)], check=True)  # noqa: S603  # the user's own editor
    except (OSError, ValueError, subprocess.CalledProcessError):  # a ValueError: a quotation mark that nothing closes
        raise BadInput(f"The editor {named} could not be run.", remedy="Set EDITOR to the name of your editor.") from None


def _parts(text: str) -> tuple[str, str]:
    head, _, body = text.partition("\n")
    if not head.startswith(_HEAD.strip()):
        return "", text
    return head[len(_HEAD.strip()) :].strip(), body.lstrip("\n").rstrip("\n")
