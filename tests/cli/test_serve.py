"""`outreach serve`: the interface in a browser, for this machine's own pages alone."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Ran

CLIENT = """
import sys, time, urllib.error, urllib.request
def ask(port, path="/", **headers):
    try:
        return urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)).status
    except urllib.error.HTTPError as error:
        return error.code
port, until = sys.argv[1], time.monotonic() + 20
while True:
    try:
        first = ask(port)
        break
    except OSError:
        if time.monotonic() > until:
            raise
        time.sleep(0.1)
own = f"http://127.0.0.1:{port}"
evil = "http://evil.example"
print(first, ask(port, Origin=own), ask(port, Origin=evil), ask(port, "/ws", Origin="null"), ask(port, Host="evil.example"))
"""


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_it_serves_its_own_pages_and_refuses_those_of_others(tmp_path: Path) -> None:
    """The page is there; a page of another site, and a name that another site lets point here, are refused."""
    port = _free_port()
    with subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-m", "outreach", "serve", "--port", str(port)],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        try:
            asked = subprocess.run(  # noqa: S603  # our own program
                [sys.executable, "-c", CLIENT, str(port)], capture_output=True, text=True, check=False
            )
        finally:
            server.terminate()
            out, err = server.communicate(timeout=20)
    assert asked.stdout.split() == ["200", "200", "403", "403", "403"], asked.stderr + err
    assert out == ""
    assert "no password" in err
    assert "loopback" in err


def test_a_missing_package_is_told(cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without textual-serve the way to install it is told."""
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    monkeypatch.delitem(sys.modules, "outreach.cli.serving", raising=False)
    ran = cli("serve")
    assert (ran.code, ran.out) == (2, "")
    assert "pip install 'outreach[serve]'" in ran.err


def test_a_number_that_is_no_port_is_told(cli: Callable[..., Ran]) -> None:
    """A number that is no port, before anything is opened."""
    assert "from 1 to 65535" in cli("serve", "--port", "70000").err
