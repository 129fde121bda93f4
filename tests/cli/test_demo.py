"""`outreach demo`: five people, one held and repaired, one refused; nothing written; in two seconds."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from outreach import wiring
from outreach.engines.reply import ReplyParts
from outreach.engines.scripted import Scripted
from outreach.yaml_file import read_yaml
from tests.cli.test_main import shell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


def script() -> dict[str, list[dict[str, str]]]:
    """Return the bundled script."""
    return dict(read_yaml(wiring.samples().root / "scripted.yaml").data)


def test_it_shows_every_person(cli: Callable[..., Ran]) -> None:
    """Who, what is known, which offer and why, and the message in the end; then what to run next."""
    ran = cli("demo")
    assert (ran.code, ran.err) == (0, "")
    people = re.findall(r"^\d of 5  (.+?),", ran.out, re.MULTILINE)
    assert people == [wiring.samples().contact(name).name for name in wiring.samples().contact_ids()]
    assert ran.out.count("  offer ") == 4
    assert len(re.findall(r"^  draft \d  by \w+: cleared$", ran.out, re.MULTILINE)) == 4
    assert "4 cleared, 0 held, 1 not drafted because too little is known." in ran.out
    assert "`outreach init my-outreach`" in ran.out


def test_the_gate_is_seen_at_work(cli: Callable[..., Ran]) -> None:
    """The scripted draft is held by rule, reason and remedy, and its words are nowhere."""
    out = cli("demo").out
    told = out.partition("Nour Haddad")[2].partition("5 of 5")[0]
    assert "draft 1  by scripted: held; its words are never shown." in told
    assert re.search(r"- [A-Z]{2,5}\d\d [a-z-]+: ", told)
    assert "draft 2  by scripted: cleared" in told
    assert str(script()["canary"]) not in out.lower()


def test_the_refusal_names_what_is_missing(cli: Callable[..., Ran]) -> None:
    """Below the floor nothing is written: what to add, and where."""
    told = cli("demo").out.partition("Tomasz")[2]
    assert "missing" in told
    assert "no fact or need with a source" in " ".join(told.split())
    assert "tomasz-zielinski" in told


@pytest.mark.parametrize("columns", [20, 60, 80, 200])
def test_it_fits_the_terminal(cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """At most 80 columns, at least 40, and never wider than the terminal in between."""
    monkeypatch.setenv("COLUMNS", str(columns))
    assert max(map(len, cli("demo").out.splitlines())) <= max(40, min(80, columns))


def test_it_writes_nothing_and_needs_nothing(tmp_path: Path) -> None:
    """With an empty home it takes under two seconds of processor time (others may be busy) and leaves the home empty."""
    before = os.times()
    ran = shell("demo", HOME=str(tmp_path), TMPDIR=str(tmp_path), PYTHONDONTWRITEBYTECODE="1")
    after = os.times()
    assert ran.returncode == 0, ran.stderr
    assert after.children_user + after.children_system - before.children_user - before.children_system < 2.0
    assert list(tmp_path.iterdir()) == []


def test_a_named_engine_writes_all_of_it(cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """`--engine` takes the script's place too; what stays held makes the exit code 1."""
    bad = ReplyParts.model_validate(script()["replies"][0])
    engine = Scripted([bad] * 20)
    monkeypatch.setattr(wiring, "engine", lambda *_: engine)
    ran = cli("demo", "--engine", "openai")
    assert ran.code == 1
    assert "0 cleared, 4 held, 1 not drafted" in ran.out
    assert {each.brief.contact.id for each in engine.assignments} == set(wiring.samples().contact_ids()) - {"tomasz-zielinski"}
    assert str(script()["canary"]) not in (ran.out + ran.err).lower()


def test_an_engine_that_is_not_set_up_is_bad_input(cli: Callable[..., Ran]) -> None:
    """Without a key the model cannot be asked, and nobody else writes instead."""
    ran = cli("demo", "--engine", "openai")
    assert ran.code == 2
    assert "needs a key" in ran.err
    assert "cleared" not in ran.out.partition("not cleared")[2]
