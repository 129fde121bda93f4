"""`outreach prompts try`: side by side, on recorded replies and through a model."""

from __future__ import annotations

import json
import os
import signal
from typing import TYPE_CHECKING

import pytest

from outreach import wiring
from outreach.actions.prompts_try import latest
from outreach.prompting.library import shipped
from tests.engines import server
from tests.engines.server import KEY, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.fixture
def own(place: Path) -> Path:
    """Make a workspace whose voice is its own."""
    folder = place / "prompts" / "partials"
    folder.mkdir(parents=True)
    text = (shipped() / "partials" / "voice.md").read_text(encoding="utf-8")
    (folder / "voice.md").write_text(text + "- Never long.\n", encoding="utf-8")
    return folder / "voice.md"


def told(ran: Ran) -> dict[str, list[str]]:
    """Return the cells of each row of the table, by its label."""
    rows = [line for line in ran.out.splitlines() if len(line) > 30 and line[:30].strip() and line[29] == " "]
    return {row[:30].strip(): row[30:].split("  ") for row in rows}


def test_without_a_model_recorded_replies_show_the_checks_at_work(cli: Callable[..., Ran], place: Path) -> None:
    """They say what they are; without prompts of its own a workspace tries the shipped ones."""
    ran = cli("prompts", "try")
    assert ran.code == 0
    assert "not what a model would write" in ran.err
    assert "20 sample briefs, written by recorded replies." in ran.out
    rows = told(ran)
    assert rows["cleared at first try"] == ["16 of 20 (58% to 92%)"]
    assert rows["cleared after repair"] == ["3 of 20 (5% to 36%)"]
    assert rows["held"] == ["1 of 20 (1% to 24%)"]
    assert rows["by PRS04 rarity-words"] == ["1"]
    assert "beside" not in ran.out


def test_outside_a_workspace_nothing_is_kept(cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs all the same."""
    monkeypatch.chdir(tmp_path)
    ran = cli("prompts", "try")
    assert ran.code == 0
    assert "Kept in" not in ran.err
    assert list(tmp_path.iterdir()) == []


def test_yours_stand_beside_the_shipped_ones_and_the_last_of_another_wording(cli: Callable[..., Ran], own: Path) -> None:
    """The wording that was tried last stays as a column; the same wording again does not."""
    first = cli("prompts", "try")
    assert "yours beside shipped\n  cleared at first try: the same in every one of 20 briefs." in first.out
    assert first.out.count(" beside ") == 1
    assert cli("prompts", "try").out.count(" beside ") == 1
    own.write_text(own.read_text(encoding="utf-8") + "- Never dull.\n", encoding="utf-8")
    third = cli("prompts", "try", "--format", "json")
    data = json.loads(third.out)
    names = [each["name"] for each in data["versions"]]
    assert names[:2] == ["shipped", "yours"]
    assert len(names) == 3
    assert names[2].startswith("yours, ")
    assert [(each["version"], each["other"]) for each in data["beside"]] == [("yours", "shipped"), ("yours", names[2])]
    assert data["recorded"] is True
    assert len(list((own.parents[2] / "tries").iterdir())) == 3


def test_the_exit_code_is_for_ci(cli: Callable[..., Ran], place: Path) -> None:
    """1 when less is cleared than asked for; the share counts repairs."""
    assert cli("prompts", "try", "--fail-under", "0.95").code == 0
    ran = cli("prompts", "try", "--fail-under", "0.96")
    assert ran.code == 1
    assert "Less than 96% was cleared." in ran.err


def test_a_folder_is_a_version_too(cli: Callable[..., Ran], own: Path) -> None:
    """As a colleague's branch has them; a version may be named alone."""
    ran = cli("prompts", "try", "yours", str(own.parents[1]))
    assert ran.code == 0
    assert f"{own.parents[1]} beside yours" in ran.out
    assert " beside " not in cli("prompts", "try", "shipped").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere"], "no version of the prompts called 'nowhere'"),
        (["--repeat", "0"], "not a number"),
        (["--fail-under", "90"], "not a share from 0 to 1"),
    ],
)
def test_what_cannot_be_used_is_told(cli: Callable[..., Ran], place: Path, words: list[str], says: str) -> None:
    """In a sentence, with exit code 2, before anything is written."""
    ran = cli("prompts", "try", *words)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert not (place / "tries").exists()


def test_a_version_with_a_mistake_is_not_tried(cli: Callable[..., Ran], own: Path) -> None:
    """The sentence names its file and line."""
    own.write_text("{{ nonsense }}\n", encoding="utf-8")
    ran = cli("prompts", "try")
    assert ran.code == 2
    assert f"{own}:1" in ran.err


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_model_writes_under_each_version(cli: Callable[..., Ran], own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tokens and cost are told, and what it will take is told before."""
    settings = own.parents[2] / "outreach.yaml"
    prices = "prices: {date: 2026-11-01, models: {capable: {prompt: 2.0, completion: 8.0, cached: 0.5}}}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + prices, encoding="utf-8")
    with running(0) as url:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("OUTREACH_MODEL", "capable")
        ran = cli("prompts", "try", "--format", "json", "--repeat", "2")
    assert ran.code == 0
    assert "It will take about" in ran.err
    assert "ecorded replies" not in ran.err
    data = json.loads(ran.out)
    assert (data["engine"], data["recorded"], data["samples"]["repeat"]) == ("openai:capable", False, 2)
    assert data["currency"] == "USD"
    for each in data["versions"]:
        assert each["first"]["of"] == 40
        assert each["tokens"] >= 1520
        assert each["usage"]["cached_tokens"] >= 40 * 1024
        assert (each["cost"] is None) == (each["cleared"]["yes"] == 0)
    (path,) = (own.parents[2] / "tries").iterdir()
    kept = path.read_text(encoding="utf-8")
    assert "I can offer" not in kept
    assert "I read in" not in kept


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_server_that_refuses_is_one_error(cli: Callable[..., Ran], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was written, so nothing is told but why."""
    with running(0) as url:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-wrong")
        monkeypatch.setenv("OUTREACH_MODEL", "capable")
        ran = cli("prompts", "try")
    assert (ran.code, ran.out) == (3, "")
    assert "key" in ran.err
    assert not (place / "tries").exists()


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_an_engine_that_fails_at_some_is_no_good_result(
    cli: Callable[..., Ran], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written counts, and CI is told that it was not all."""
    reply = server._reply

    def half(user: str) -> dict[str, object]:
        return reply(user) if "grant-list" in user else {}

    monkeypatch.setattr(server, "_reply", half)
    with running(0) as url:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("OUTREACH_MODEL", "capable")
        ran = cli("prompts", "try", "--fail-under", "0.1", "--at-once", "1")
    assert ran.code == 3
    assert "the engine failed" in ran.out
    assert "which says nothing of the prompts" in ran.err


def test_another_voice_is_another_wording(cli: Callable[..., Ran], place: Path) -> None:
    """The bundled samples are written in the workspace's own voice, so that a change of it can be tried."""
    first = json.loads(cli("prompts", "try", "--format", "json").out)
    (place / "voice.md").write_text("- Dry.\n", encoding="utf-8")
    second = json.loads(cli("prompts", "try", "--format", "json").out)
    assert len(second["versions"]) == 2
    assert second["versions"][1]["prompts"]["voice"] == first["versions"][0]["prompts"]["voice"]
    assert second["versions"][0]["prompts"]["voice"] != first["versions"][0]["prompts"]["voice"]


def test_other_rules_are_told(cli: Callable[..., Ran], own: Path) -> None:
    """A last trial under other rules is no news of the prompts alone."""
    assert cli("prompts", "try").code == 0
    own.write_text(own.read_text(encoding="utf-8") + "- Never dull.\n", encoding="utf-8")
    (own.parents[2] / "rules").mkdir()
    (own.parents[2] / "rules" / "team.yaml").write_text(
        "tighten: [{code: PRS02, forbid: ['\\bchop chop\\b']}]\n", encoding="utf-8"
    )
    assert ", other rules" in cli("prompts", "try").out


def test_the_last_trial_can_be_looked_up(cli: Callable[..., Ran], own: Path) -> None:
    """By what shows it again; before the first there is nothing."""
    place = wiring.required_workspace()
    assert latest(place) == ()
    assert cli("prompts", "try").code == 0
    assert [(each.name, each.figures.cleared.yes) for each in latest(place)] == [("shipped", 19), ("yours", 19)]


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_ctrl_c_keeps_what_is_done(cli: Callable[..., Ran], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in flight is finished, told and kept; the exit code is that of a stop."""
    reply, written = server._reply, list[str]()

    def third_stops(user: str) -> dict[str, object]:
        written.append(user)
        if len(written) == 3:
            os.kill(os.getpid(), signal.SIGINT)
        return reply(user)

    monkeypatch.setattr(server, "_reply", third_stops)
    with running(0) as url:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("OUTREACH_MODEL", "capable")
        ran = cli("prompts", "try", "--at-once", "1", "--format", "json")
    assert ran.code == 130
    assert "Stopping: what is in flight is finished and kept." in ran.err
    data = json.loads(ran.out)
    assert data["stopped"] == "you stopped it"
    assert 1 <= data["versions"][0]["first"]["of"] <= 4
    assert len(list((place / "tries").iterdir())) == 1
