"""`outreach doctor`: what is set up, what is missing, and what mends it."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from outreach.actions import doctor
from outreach.actions.reach import Reached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Ran

KEY = "sk-never-shown-5f2c"


def told(ran: Ran) -> dict[str, list[dict[str, str]]]:
    """Return the checks of a JSON answer by what they look at."""
    found: dict[str, list[dict[str, str]]] = {}
    for check in json.loads(ran.out):
        found.setdefault(check["what"], []).append(check)
    return found


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run a model server on the loopback that lists one model, and configure it."""

    class Models(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.headers.get("Authorization", f"Bearer {KEY}") != f"Bearer {KEY}":
                self.send_error(401, f"Incorrect API key: {self.headers['Authorization']}")
                return
            body = json.dumps({"object": "list", "data": [{"id": "small-model"}]}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    listening = HTTPServer(("127.0.0.1", 0), Models)
    Thread(target=listening.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{listening.server_port}/v1"
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    monkeypatch.setenv("OUTREACH_ENGINE", "openai")
    yield url
    listening.shutdown()
    listening.server_close()


def test_a_new_workspace_is_well(cli: Callable[..., Ran], place: Path) -> None:
    """Every line is ok, and the exit code says so."""
    ran = cli("doctor")
    assert (ran.code, ran.err) == (0, "All is well.\n")
    assert {line.split()[0] for line in ran.out.splitlines()} == {"ok"}
    assert "offline, because neither a key nor a server is configured" in ran.out
    checks = told(cli("doctor", "--format", "json"))
    assert list(checks) == [
        "python", "packages", "workspace", "sender", "memory", "recorder", "offers", "contacts",
        "rules", "prompts", "engine", "tokens",
    ]  # fmt: skip
    assert "pydantic " in checks["packages"][0]["says"]


def test_outside_a_workspace_it_names_the_command(
    cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing can be drafted without one."""
    monkeypatch.chdir(tmp_path)
    ran = cli("doctor")
    assert (ran.code, ran.err) == (1, "1 problem to mend.\n")
    assert "to mend it: outreach init" in ran.out


@pytest.mark.parametrize(
    ("written", "what", "says"),
    [
        (("outreach.yaml", "sendr: x\nengine: {nme: x}\n"), "settings", "sendr"),
        (("outreach.yaml", "engine:\n  name: offline\n"), "sender", "does not say who writes"),
        (("offers.yaml", "offers: []\n"), "offers", "There are none"),
        (("offers.yaml", "offers:\n  - id: X\n"), "offers", "offers.yaml:2:"),
        (("contacts/broken.yaml", "id: [\n"), "contacts", "broken.yaml:"),
        (("prompts/draft.md", "no head\n"), "prompts", "draft.md:1:1"),
        (("rules/own.yaml", "rules: 5\n"), "rules", "own.yaml"),
    ],
)
def test_every_mistake_is_a_problem_with_a_remedy(
    cli: Callable[..., Ran], place: Path, written: tuple[str, str], what: str, says: str
) -> None:
    """What is wrong in one file hides nothing of the others."""
    path = place / written[0]
    path.parent.mkdir(exist_ok=True)
    path.write_text(written[1], encoding="utf-8")
    ran = cli("doctor", "--format", "json")
    assert ran.code == 1
    checks = told(ran)
    (problem,) = [check for check in checks[what] if check["state"] == "problem"]
    assert says in problem["says"]
    assert problem["remedy"]
    assert checks["tokens"]


def test_what_is_worth_knowing_is_no_problem(cli: Callable[..., Ran], place: Path) -> None:
    """An expired offer, a contact of whom too little is known, a key that is not used."""
    offers = place / "offers.yaml"
    text = offers.read_text(encoding="utf-8").replace("    kind: exposure", "    kind: exposure\n    expires: 2020-01-31")
    offers.write_text(text, encoding="utf-8")
    (place / "contacts" / "sam.yaml").write_text("id: sam\nname: Sam Reed\n", encoding="utf-8")
    ran = cli("doctor")
    assert ran.code == 0
    assert "of which expired: newsletter-feature" in ran.out
    assert "too little is known to draft: sam" in ran.out


def test_rules_of_the_workspace_are_counted(cli: Callable[..., Ran], place: Path, zebra: str) -> None:
    """And so it is said that they loosen nothing."""
    (place / "team-rules").rename(place / "rules")
    assert "1 of them this workspace's own; fingerprint " in cli("doctor").out


def test_a_key_is_never_shown(cli: Callable[..., Ran], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is present or not; more is nobody's business."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OUTREACH_ENGINE", "offline")
    ran = cli("doctor")
    assert "offline, because OUTREACH_ENGINE says so" in ran.out
    assert "present (OPENAI_API_KEY), and not used by this engine" in ran.out
    assert KEY not in ran.out + ran.err


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_server_that_answers_is_ok(cli: Callable[..., Ran], place: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model must be one that it lists, and the key one that it accepts."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OUTREACH_MODEL", "small-model")
    ran = cli("doctor")
    assert ran.code == 0
    assert f"{server} answers" in ran.out
    assert "accepted by the server" in ran.out
    assert "openai, because OUTREACH_ENGINE says so" in ran.out
    monkeypatch.setenv("OUTREACH_MODEL", "large-model")
    ran = cli("doctor")
    assert ran.code == 1
    assert "does not list large-model. It lists: small-model." in ran.out
    monkeypatch.delenv("OUTREACH_MODEL")
    assert "None is named." in cli("doctor").out


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
@pytest.mark.usefixtures("server")
def test_a_key_that_is_not_accepted_is_a_problem(cli: Callable[..., Ran], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said in one sentence, without the key and without the words of the server, which may quote it."""
    monkeypatch.setenv("OPENAI_API_KEY", f"{KEY}-old")
    monkeypatch.setenv("OUTREACH_MODEL", "small-model")
    ran = cli("doctor")
    assert ran.code == 1
    assert "The server does not accept it." in ran.out
    assert "Set OPENAI_API_KEY" in ran.out
    assert KEY not in ran.out + ran.err


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_server_that_is_not_there_is_a_problem(cli: Callable[..., Ran], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its address is told without the password that may stand in it."""
    monkeypatch.setenv("OUTREACH_ENGINE", "openai")
    monkeypatch.setenv("OUTREACH_MODEL", "small-model")
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://me:{KEY}@127.0.0.1:9/v1")
    ran = cli("doctor")
    assert ran.code == 1
    assert "http://127.0.0.1:9/v1 cannot be reached" in ran.out
    assert KEY not in ran.out + ran.err


def test_without_a_key_the_model_cannot_be_asked(cli: Callable[..., Ran], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy names both places where a key may be."""
    monkeypatch.setenv("OUTREACH_ENGINE", "openai")
    monkeypatch.setattr(doctor, "reach", lambda url, _: Reached(True, url))
    ran = cli("doctor")
    assert ran.code == 1
    assert "export OPENAI_API_KEY=" in ran.out
    assert "keyring set outreach api_key" in ran.out
