"""A headless Chromium that looks at a page of `outreach serve`: what the page is sent, keys pressed in it, and its picture."""

from __future__ import annotations

import base64
import json
import re
import shutil
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync", "--disable-background-networking",
    "--disable-component-update", "--no-first-run", "--window-size=1200,760",
)  # fmt: skip
_CONTROL = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-9;?$<>=]*[A-Za-z]|\x1b.")
_PATIENCE = 40
"""Seconds: far more than any step takes, for a machine that does something else, too."""


class Page:
    """One page that shows a terminal. What it shows is drawn on a canvas, so its text is read off what it is sent."""

    def __init__(self, driver: Chrome) -> None:
        self._driver = driver
        self._sent = ""

    def press(self, keys: str) -> None:
        """Type into the terminal."""
        self._driver.find_element("css selector", ".xterm-helper-textarea").send_keys(keys)

    def wait_for(self, words: str) -> str:
        """Return the text sent since the last call, once it has these words; fail when they do not come."""
        until = time.monotonic() + _PATIENCE
        while words not in self._text():
            if time.monotonic() > until:
                raise AssertionError(f"{words!r} did not come; this did: {self._text()[-2000:]}")
            time.sleep(0.05)
            self._sent += "".join(self._received())
        text, self._sent = self._text(), ""
        return text

    def picture(self, path: Path) -> bytes:
        """Save what the page looks like as a PNG, and return it."""
        path.write_bytes(made := self._driver.get_screenshot_as_png())
        return made

    def colours(self) -> int:
        """Return how many colours the terminal's canvas shows: one that shows nothing has one or two."""
        script = """
            const canvas = document.querySelector('canvas.xterm-text-layer');
            const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            return new Set(new Uint32Array(data.buffer)).size;
        """
        return int(self._driver.execute_script(script))

    def _text(self) -> str:
        return " ".join(_CONTROL.sub(" ", self._sent).split())

    def _received(self) -> Iterator[str]:
        """Yield what the page has been sent by its web socket since the last look."""
        for entry in self._driver.get_log("performance"):  # type: ignore[no-untyped-call]  # selenium leaves it untyped
            event = json.loads(entry["message"])["message"]
            if event["method"] == "Network.webSocketFrameReceived" and event["params"]["response"]["opcode"] == 2:
                yield base64.b64decode(event["params"]["response"]["payloadData"]).decode(errors="replace")


@contextmanager
def opened(url: str, folder: Path) -> Iterator[Page]:
    """Open a page in a browser of its own, whose files stay in a folder, and close it at the end."""
    from selenium.webdriver import Chrome, ChromeOptions  # noqa: PLC0415  # a large package that one test needs
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*_FLAGS, f"--user-data-dir={folder}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    driver = Chrome(options=options, service=Service(str(DRIVER)))
    try:
        driver.get(url)
        yield Page(driver)
    finally:
        driver.quit()
