"""Run `outreach`, or `python -m outreach`."""

from __future__ import annotations

import gc
import os
import sys
import warnings


def main() -> int:
    """Run the command line as a process of its own and return its exit code.

    Python's own last words would print: a traceback for an error in a destructor, the value that a library warns of. They are
    silenced here, because either can carry the words of a draft.
    """
    warnings.simplefilter("ignore")
    sys.excepthook = _say_nothing
    sys.unraisablehook = _say_nothing
    if len(sys.argv) == 1 and os.isatty(0) and os.isatty(1):
        return _interface()
    from outreach.cli.main import main as run  # noqa: PLC0415  # the hooks stand before anything else is loaded

    return run(sys.argv[1:])


def _interface() -> int:
    """Open the terminal interface and return its exit code; what breaks it is told as the command line tells it."""
    os.environ.setdefault("TEXTUAL_FPS", "120")  # a key waits for the next frame, and with Textual's 60 that is too long
    gc.disable()  # a tenth of the start is spent on collecting nothing; the interface turns it on when it is seen
    try:
        from outreach.tui.ahead import look  # noqa: PLC0415  # no command pays for it

        ahead = look()
        from outreach.tui.app import run  # noqa: PLC0415  # while the day is looked up

        return run(ahead)
    except BaseException as error:  # noqa: BLE001  # told without its words below
        broke = error
    from outreach.cli.main import tell  # noqa: PLC0415  # needed when something breaks

    return tell(broke)


def _say_nothing(*_: object) -> None:
    """Print nothing."""


if __name__ == "__main__":
    sys.exit(main())
