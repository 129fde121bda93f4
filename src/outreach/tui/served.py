"""The interface as the process behind a page of `outreach serve`: it has no terminal, and says nothing of what breaks it."""

from __future__ import annotations

import gc
import os
import sys
import warnings


def main() -> int:
    """Run the interface and return an exit code."""
    warnings.simplefilter("ignore")
    sys.excepthook = _say_nothing
    sys.unraisablehook = _say_nothing
    os.environ.setdefault("TEXTUAL_FPS", "120")
    gc.disable()  # until the interface is seen
    from outreach.tui.ahead import look  # noqa: PLC0415  # the hooks stand before anything else is loaded

    ahead = look()
    from outreach.tui.app import run  # noqa: PLC0415  # while the day is looked up

    return run(ahead)


def _say_nothing(*_: object) -> None:
    """Print nothing."""


if __name__ == "__main__":
    sys.exit(main())
