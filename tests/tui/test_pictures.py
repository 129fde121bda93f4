"""The README's pictures: they are there, made from the program, and hold nothing of the machine that made them."""

from __future__ import annotations

import asyncio
import html
import re
from pathlib import Path

import pytest

from tests.tui.pictures import FOLDER, pictures

README = Path(__file__).parents[2] / "README.md"
NAMES = ("today.svg", "compose.svg")


def _words(svg: str) -> str:
    """Return what a picture says, as running text."""
    return " ".join(html.unescape(" ".join(re.findall(r"<text [^>]*>([^<]*)</text>", svg))).split())


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_holds_no_path_and_fetches_nothing(name: str) -> None:
    """No folder of a machine stands in it, and no address but that of the SVG standard."""
    svg = (FOLDER / name).read_text(encoding="utf-8")
    assert not re.search(r"/(?:home|work|tmp|root|Users|usr)/", svg)
    assert "url(http" not in svg
    assert f"tests/tui/pictures/{name}" in README.read_text(encoding="utf-8")


def test_the_pictures_show_what_the_program_shows() -> None:
    """What they are made of is what the interface shows today: whom to give to, and a message that is cleared."""
    made = asyncio.run(pictures())
    assert set(made) == set(NAMES)
    for name, svg in made.items():
        kept = _words((FOLDER / name).read_text(encoding="utf-8"))
        assert kept
        assert ("Something to give" if name == "today.svg" else "✓ Cleared") in _words(svg)
        assert ("Something to give" if name == "today.svg" else "✓ Cleared") in kept
