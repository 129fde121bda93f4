"""Drive the interface without a terminal: press keys, wait until its workers rest, read what stands on the screen."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from textual.worker import WorkerCancelled

from outreach.tui.app import Interface

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine
    from pathlib import Path
    from typing import Any

    from textual.pilot import Pilot

    from outreach.tui.session import Session

SMALL, LARGE = (80, 24), (120, 40)


@asynccontextmanager
async def opened(
    session: Session | None = None, size: tuple[int, int] = SMALL, folder: Path | None = None, at: str = "people"
) -> AsyncIterator[tuple[Interface, Pilot[None]]]:
    """Open the interface, on a session or a folder where one is given, at one of the main screens."""
    app = Interface(folder)
    async with app.run_test(size=size, notifications=True) as pilot:
        if session is not None:
            app.begin(session)
        await settle(pilot)
        if app.session is not None:
            app.action_go(at)
            await settle(pilot)
        yield app, pilot


async def to_nour(app: Interface, pilot: Pilot[None]) -> None:
    """Open the writing of a message to Nour, with nobody's help."""
    app.compose_to("nour-haddad")
    await settle(pilot)
    assert "my annotated list of 31 small" in text(app)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way any more."""
    for _ in range(2):
        await pilot.pause()
        with suppress(WorkerCancelled):  # another has taken its place
            await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until what they began is done."""
    await pilot.press(*keys)
    await settle(pilot)


async def linted(pilot: Pilot[None]) -> None:
    """Wait until what was typed is judged."""
    await asyncio.sleep(0.15)
    await settle(pilot)


def text(app: Interface) -> str:
    """Return what stands on the screen, without styles."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)


def play(scene: Coroutine[Any, Any, None]) -> None:
    """Run one scene."""
    asyncio.run(scene)
