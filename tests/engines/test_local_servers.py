"""Real servers that others wrote take what is sent unchanged, and every end with them is a sentence.

Skipped where they are not installed: `local_servers` says how to install them and to name them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from outreach import workspace
from tests.engines.local_servers import LITELLM, LLAMA, Server, litellm, llama
from tests.injection.payloads import FAIR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
RUDE = FAIR | {"body": "You still owe me an answer, and I have run out of patience."}
REPLIES = {
    "fair": json.dumps(FAIR),
    "fenced": f"<think>An offer first.</think>\n```json\n{json.dumps(FAIR)}\n```",
    "rude": json.dumps(RUDE),
    "prose": "Here is your letter: hello.",
    "busy": "litellm.RateLimitError",
}
TABLE = "name,email,need,source,date\n" + "".join(
    f"{name},{name.lower()}@people.example,Is looking for readers for a blog about glazes,their blog,2026-10-12\n"
    for name in ("Robin", "Nour")
)
without_llama = pytest.mark.skipif(LLAMA not in os.environ, reason=f"no llama.cpp server: {LLAMA} names none")
without_litellm = pytest.mark.skipif(LITELLM not in os.environ, reason=f"no LiteLLM proxy: {LITELLM} names none")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run llama.cpp's server."""
    with llama(tmp_path_factory.mktemp("llama")) as server:
        yield server


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the LiteLLM proxy."""
    with litellm(tmp_path_factory.mktemp("litellm"), REPLIES) as server:
        yield server


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Make a workspace with a table of people in it."""
    workspace.create(tmp_path)
    (tmp_path / "people.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def outreach(place: Path, server: Server, model: str, *argv: str, key: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command as a user would, with the server named by the environment."""
    named = {
        "OPENAI_BASE_URL": server.url,
        "OUTREACH_MODEL": model,
        "OUTREACH_ENGINE": "openai",
        "OPENAI_API_KEY": key or server.key,
    }
    command = [sys.executable, "-m", "outreach", *argv]
    ran = subprocess.run(command, cwd=place, env=os.environ | named, capture_output=True, text=True, check=False)  # noqa: S603  # our own
    assert "Traceback" not in ran.stderr
    return ran


def spent(place: Path, server: Server) -> dict[str, int]:
    """Return what `outreach costs` counts in all."""
    total: dict[str, int] = json.loads(outreach(place, server, "x", "costs", "--format", "json").stdout)["total"]
    return total


@without_llama
def test_a_random_model_ends_in_a_sentence(place: Path, tiny: Server) -> None:
    """Nothing is shown, the tokens that it took are told and counted, and that the server refuses a schema is no end."""
    for command in (("draft", "example"), ("draft", "example", "--give")):
        ran = outreach(place, tiny, "tiny", *command)
        assert ran.returncode in {1, 3}, ran.stderr
        assert ran.stdout == ""
        assert "tokens" in ran.stderr
        assert "rejected the request" not in ran.stderr
    total = spent(place, tiny)
    assert total["failed"] + total["held"] == total["counted"] == 2
    assert total["prompt_tokens"] > 2_000
    assert total["completion_tokens"] > 0


@without_llama
def test_the_doctor_knows_a_random_model(place: Path, tiny: Server) -> None:
    """The server answers, and lists it."""
    said = outreach(place, tiny, "tiny", "doctor").stdout
    assert "answers" in said
    assert "problem model" not in said
    assert "The server does not list other" in outreach(place, tiny, "other", "doctor").stdout


@without_llama
def test_a_run_with_a_random_model_ends(place: Path, tiny: Server) -> None:
    """No row is cleared, each has a reason, and nothing of what was written is in a table."""
    assert outreach(place, tiny, "tiny", "batch", "plan", "people.csv", "--run", "run").returncode == 0
    ran = outreach(place, tiny, "tiny", "batch", "run", "--run", "run", "--at-once", "1")
    assert ran.returncode in {1, 3}, ran.stderr
    assert len((place / "run" / "cleared.csv").read_text("utf-8-sig").splitlines()) == 1


@without_litellm
@pytest.mark.parametrize("model", ["fair", "fenced"])
def test_a_fair_reply_is_cleared(place: Path, proxy: Server, model: str) -> None:
    """The message alone is on standard output, and its tokens are counted."""
    ran = outreach(place, proxy, model, "draft", "example")
    assert ran.returncode == 0, ran.stderr
    assert "I can offer you a feature in my newsletter" in ran.stdout
    total = spent(place, proxy)
    assert total["cleared"] == total["counted"] == 1
    assert total["prompt_tokens"] > 0


@without_litellm
@pytest.mark.parametrize(
    ("model", "code", "says"),
    [
        ("rude", 1, "Held, and not shown"),
        ("prose", 3, "The model prose did not reply in the form it was asked for."),
        ("busy", 3, "takes no more requests for now."),
        ("nobody", 3, "has no model nobody at this address."),
    ],
)
def test_every_other_end_is_a_sentence(place: Path, proxy: Server, model: str, code: int, says: str) -> None:
    """Nothing on standard output, and what to do on standard error."""
    ran = outreach(place, proxy, model, "draft", "example")
    assert (ran.returncode, ran.stdout) == (code, ""), ran.stderr
    assert says in ran.stderr
    assert "patience" not in ran.stderr


@without_litellm
def test_a_wrong_key_is_a_sentence(place: Path, proxy: Server) -> None:
    """Without a database the proxy calls it a bad request; the key is named among what to check."""
    ran = outreach(place, proxy, "fair", "draft", "example", key="sk-wrong")
    assert ran.returncode == 3
    assert "OPENAI_API_KEY" in ran.stderr


@without_litellm
def test_a_run_and_the_doctor(place: Path, proxy: Server) -> None:
    """The first row is cleared; the second is told the same message and so is held as its echo."""
    said = outreach(place, proxy, "fair", "doctor").stdout
    assert "problem" not in said
    assert outreach(place, proxy, "fair", "batch", "plan", "people.csv", "--run", "run").returncode == 0
    ran = outreach(place, proxy, "fair", "batch", "run", "--run", "run")
    assert ran.returncode in {0, 1}, ran.stderr
    tables = {name: (place / "run" / f"{name}.csv").read_text("utf-8-sig") for name in ("cleared", "held")}
    assert sum("@people.example" in text for text in tables.values()) >= 1
