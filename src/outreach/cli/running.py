"""Run the one coroutine of a command, with every voice silenced that could speak of what an engine wrote."""

from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

Result = TypeVar("Result")


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Return the result of a coroutine; libraries log nothing meanwhile.

    A library's log can carry whole requests (the openai package's does under OPENAI_LOG=debug), asyncio's the traceback of a task
    that nobody awaited, and a repair's request holds the words of a draft.
    """
    with _silence():
        return asyncio.run(work)


@contextmanager
def _silence() -> Iterator[None]:
    hook = threading.excepthook
    threading.excepthook = lambda _: None
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        threading.excepthook = hook
