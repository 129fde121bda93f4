"""The parser of every command: what it does not understand is an error like all others."""

from __future__ import annotations

import argparse
from typing import NoReturn

from outreach.errors import BadInput


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are errors like all others: one sentence, exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Raise BadInput with what is wrong with the line."""
        raise BadInput(f"{message[:1].upper()}{message[1:]}.".replace("..", "."), remedy=f"See `{self.prog} --help`.")
