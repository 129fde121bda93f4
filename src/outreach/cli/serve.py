"""`outreach serve`: the interface in a browser on this machine, through textual-serve. No password guards it."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

from outreach.cli import printing
from outreach.cli.parsing import Parser
from outreach.errors import BadInput

if TYPE_CHECKING:
    import argparse

PORT = 8000
COMMAND = shlex.join([sys.executable, "-m", "outreach.tui.served"])


def parser() -> Parser:
    """Return the parser of `outreach serve`."""
    parser = Parser(
        prog="outreach serve",
        description="Shows the interface in a browser. It has no password and is bound to this machine's loopback address only, "
        "so whoever can use this machine can use it.",
    )
    parser.add_argument("--port", type=int, default=PORT, metavar="N", help=f"default: {PORT}")
    return parser


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C. Raises BadInput for a port that cannot be had, and where the package is missing."""
    if not 1 <= args.port <= 65535:
        raise BadInput("--port takes a number from 1 to 65535.")
    try:
        from outreach.cli.serving import HOST, Loopback  # noqa: PLC0415  # an optional package that only this command needs
    except ImportError:
        what = "The interface in a browser needs the package textual-serve, which is not installed."
        raise BadInput(what, remedy="Install it with `pip install 'outreach[serve]'`.") from None
    printing.note(f"http://{HOST}:{args.port} shows the interface until Ctrl-C: no password, on this machine's loopback only.")
    try:
        Loopback(COMMAND, args.port).serve()
    except OSError:
        what = f"Port {args.port} of {HOST} cannot be had."
        raise BadInput(what, remedy="Name another with --port; a server may be running already.") from None
    return 0
