"""No route shows words that the gate did not clear: not a hold, not a crash at any stage, not a library's last words."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from outreach import drafting, gate, wiring
from outreach.actions import draft as draft_action
from outreach.cli import draft as draft_command
from outreach.cli import leaving
from outreach.domain import salutation
from outreach.engines import reply, scripted
from outreach.lint.linter import Linter
from tests.cli.conftest import BAD, CANARY, GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

STAGES: dict[str, tuple[object, str]] = {
    "the brief": (draft_action, "make_brief"),
    "the loop": (draft_action, "write"),
    "the engine": (scripted.Scripted, "write"),
    "the engine's goodbye": (scripted.Scripted, "aclose"),
    "reading a reply": (scripted, "draft_of"),
    "putting the message together": (reply, "assemble"),
    "the salutation": (salutation, "salutation"),
    "the gate": (drafting, "clear"),
    "the judging": (gate, "_judge"),
    "the linter": (Linter, "lint"),
    "the inside of the linter": (Linter, "_findings"),
    "keeping the better draft": (drafting, "_keep_better"),
    "the rules": (wiring, "linter"),
    "the notices": (draft_command, "_tell"),
    "the findings": (leaving, "fields"),
    "plain text": (leaving, "plain"),
    "mail": (leaving, "eml"),
    "data": (leaving, "data"),
}


@pytest.fixture(autouse=True)
def _nothing_leaks(place: Path, tmp_path: Path) -> Any:  # noqa: ANN401  # a generator fixture
    """After each test no file in the workspace has the canary."""
    yield
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or CANARY.encode() not in path.read_bytes().lower(), path


def fail(*_: object, **__: object) -> NoReturn:
    """Raise an error that quotes the words, from a frame that holds them."""
    words = BAD["offer"]
    raise RuntimeError(words)


@pytest.mark.parametrize("form", ["text", "json", "eml"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_crash_shows_no_words(
    cli: Callable[..., Ran], scripted: Callable[..., None], monkeypatch: pytest.MonkeyPatch, stage: str, form: str
) -> None:
    """Whatever breaks, the answer is a sentence with a place, or a hold."""
    scripted(BAD, BAD, GOOD)
    monkeypatch.setattr(*STAGES[stage], fail)
    ran = cli("draft", "example", "--offer", "newsletter-feature", "--format", form)
    assert CANARY not in (ran.out + ran.err).lower()
    assert "Traceback" not in ran.err
    if ran.code == 4:
        assert ran.out == ""
        assert "internal error (RuntimeError at outreach." in ran.err
    else:
        assert ran.code in {0, 1}


def test_the_crashes_do_crash(cli: Callable[..., Ran], scripted: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each stage is on the way of a draft: with it broken, no run ends as it would have."""
    for stage, place in STAGES.items():
        with monkeypatch.context() as patched:
            scripted(BAD, BAD, GOOD)
            patched.setattr(*place, fail)
            ended = [cli("draft", "example", "--format", form).code for form in ("text", "json", "eml")]
            assert set(ended) & {1, 4}, stage


@pytest.mark.parametrize("form", ["text", "json", "eml"])
def test_a_hold_shows_no_words(cli: Callable[..., Ran], scripted: Callable[..., None], form: str) -> None:
    """Every attempt is bad: findings, and none of the words."""
    scripted(BAD, BAD | {"subject": CANARY}, BAD | {"offer_id": CANARY, "fact_ids": [CANARY]})
    ran = cli("draft", "example", "--format", form)
    assert ran.code == 1
    assert CANARY not in (ran.out + ran.err).lower()


LOUD = """
import asyncio, gc, logging, sys, threading, warnings
from outreach import __main__, wiring
from outreach.domain.draft import Draft, Usage
from outreach.engines.base import Reply
from pydantic import SecretStr

class Noisy:
    def __del__(self):
        raise RuntimeError("CANARY")

class Loud:
    name = "loud"

    async def write(self, assignment):
        words = "CANARY " * 20
        warnings.warn(words)
        logging.getLogger("openai").error(words)
        logging.warning(words)
        async def lost():
            raise RuntimeError(words)
        task = asyncio.ensure_future(lost())
        await asyncio.sleep(0)
        del task
        gc.collect()
        thread = threading.Thread(target=exec, args=(f"raise RuntimeError({words!r})",))
        thread.start()
        thread.join()
        Noisy()
        asyncio.get_running_loop().call_soon(exec, f"raise RuntimeError({words!r})")
        await asyncio.sleep(0)
        return Reply(Draft(body=SecretStr(words)), Usage())

    async def aclose(self):
        pass

wiring.engine = lambda *_: Loud()
sys.argv = ["outreach", "draft", "example"]
sys.exit(__main__.main())
"""


def test_no_library_has_the_last_word(place: Path) -> None:
    """Logs, warnings, lost tasks, threads and destructors say nothing while a draft is about."""
    script = LOUD.replace("CANARY", CANARY)
    command = [sys.executable, "-X", "dev", "-c", script]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=place)  # noqa: S603  # our own program
    assert ran.returncode == 1, ran.stderr
    assert "Held, and not shown" in ran.stderr
    assert CANARY not in (ran.stdout + ran.stderr).lower()
    assert "Traceback" not in ran.stderr


def test_stopping_in_the_middle_shows_no_words(place: Path) -> None:
    """Ctrl-C while a repair is written is one line and exit code 130."""
    script = LOUD.replace("CANARY", CANARY).replace(
        "return Reply(",
        "\n        import os, signal; os.kill(os.getpid(), signal.SIGINT); await asyncio.sleep(5)\n        return Reply(",
    )
    command = [sys.executable, "-c", script]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=place, timeout=20)  # noqa: S603  # our own program
    assert ran.returncode == 130
    assert ran.stdout == ""
    assert ran.stderr == "writing\noutreach: stopped.\n"
