"""`outreach serve` in a real browser: the same interface, worked by the same keys."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.tui.browser import CHROMIUM, DRIVER, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost", "::1"]),
    pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="Debian's chromium and chromium-driver are not installed"),
]
NOTE = "Robin told me over tea. Wants to learn how to photograph pots for a catalogue."
ESCAPE, SAVE = "\ue00c", "\ue009s\ue000"
"""Keys as WebDriver writes them: Escape, and Control with s."""


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """Serve the interface in a folder that holds nothing, and return where."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    command = [sys.executable, "-m", "outreach", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL) as server:  # noqa: S603  # our own program
        try:
            _answers(port)
            yield f"http://127.0.0.1:{port}/?fontsize=16"
        finally:
            server.terminate()


def _answers(port: int) -> None:
    until = time.monotonic() + 40
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)
        else:
            return


def test_the_first_half_of_the_journey(url: str, tmp_path: Path) -> None:
    """Welcome, a workspace, a text about somebody, a proposal accepted, and a message that is cleared; then a picture."""
    with opened(url, tmp_path / "browser") as page:
        page.wait_for("Try it with the bundled people")
        page.press("m")
        page.wait_for("t takes them in")
        page.press("t")
        page.wait_for("One person to give something to")
        page.press("2")
        page.wait_for("p Paste")
        page.press("p")
        page.wait_for("Notes on")
        page.press(f"{NOTE}{SAVE}")
        page.wait_for("a accepts, e says it in your words, x drops.")
        page.press("a")
        page.wait_for("Known now: Wants to learn how to photograph pots for a catalogue.")
        page.press(ESCAPE)
        page.wait_for("c Compose")
        page.press("c")
        page.wait_for("What I bring")
        page.press("d")
        shown = page.wait_for("I sent it")
        assert "✓ Cleared by offline" in shown
        assert "Hello Robin," in shown
        assert page.colours() > 20
        picture = page.picture(tmp_path / "cleared.png")
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 10_000
