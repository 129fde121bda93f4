"""Drive the interface without a terminal: press keys, wait until its workers rest, read what stands on the screen."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

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
    session: Session | None = None, size: tuple[int, int] = SMALL, folder: Path | None = None
) -> AsyncIterator[tuple[Interface, Pilot[None]]]:
    """Open the interface, on a session where one is given."""
    app = Interface(folder)
    async with app.run_test(size=size, notifications=True) as pilot:
        if session is not None:
            app.begin(session)
        await settle(pilot)
        yield app, pilot


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way any more."""
    for _ in range(2):
        await pilot.pause()
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
