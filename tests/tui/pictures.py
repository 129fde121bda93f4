"""The README's pictures of the interface, made from the program: `python -m tests.tui.pictures` makes them anew."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import re
import tempfile
from pathlib import Path
from unittest.mock import patch

from outreach import wiring
from outreach.tui.bundled import Bundled
from tests.tui.driving import opened, press

FOLDER = Path(__file__).parent / "pictures"
SIZE = (116, 30)
_DAY = dt.date(2026, 11, 2)
_FONT_FROM_AFAR = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


async def pictures() -> dict[str, str]:
    """Return the pictures as SVG, by the names of their files: the day's list, and a message that was cleared."""
    made: dict[str, str] = {}
    async with opened(Bundled(), SIZE, at="today") as (app, pilot):
        await press(pilot, "down", "down", "down")
        await asyncio.sleep(0.2)
        await press(pilot)
        made["today.svg"] = _cleaned(app.export_screenshot())
        await press(pilot, "enter")
        await press(pilot, "d")
        made["compose.svg"] = _cleaned(app.export_screenshot())
    return made


def _cleaned(svg: str) -> str:
    """Return a picture that fetches no font from another host when it is looked at."""
    return _FONT_FROM_AFAR.sub("", svg)


def main() -> None:
    """Write the pictures, from a folder that holds nothing."""
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as empty, patch.object(wiring, "today", lambda: _DAY):
        os.chdir(empty)
        made = asyncio.run(pictures())
        os.chdir(FOLDER.parent)
    FOLDER.mkdir(exist_ok=True)
    for name, svg in made.items():
        (FOLDER / name).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
