"""A model that does what a stranger's text orders is held every time, and nothing of what it wrote is seen anywhere."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import yaml

from outreach import drafting, wiring
from outreach.cli.main import main
from outreach.domain.draft import Usage
from outreach.engines.base import Reply
from outreach.engines.reply import ReplyParts, draft_of
from outreach.engines.scripted import Scripted
from outreach.gate import ClearedMessage, Held, clear
from tests.injection import doors
from tests.injection.payloads import ALL, FAIR, IDS
from tests.injection.test_prompts import DOORS

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.engines.base import Assignment
    from outreach.lint.finding import Finding
    from tests.injection.conftest import Came
    from tests.injection.payloads import Payload

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
each_payload = pytest.mark.parametrize("payload", ALL, ids=IDS)


@pytest.mark.parametrize("door", DOORS)
@each_payload
def test_it_is_held(came: Came, capfd: pytest.CaptureFixture[str], payload: Payload, door: str) -> None:
    """The first draft, and what it makes of the findings: it obeys again."""
    brief = came.briefs[door][payload.number]
    reply = payload.reply(brief.facts[0].id)
    notices: list[tuple[Finding, ...]] = []
    engine = Scripted([reply] * 3)
    drafted = asyncio.run(
        drafting.write(brief, engine, came.linter, drafting.Limits(), lambda told: notices.append(told.findings))
    )
    assert isinstance(drafted.outcome, Held)
    assert len(drafted.holds) == len(engine.assignments) >= 2
    printed = capfd.readouterr()
    shown = printed.out + printed.err + repr(drafted) + repr(notices) + repr([each.previous for each in engine.assignments])
    assert not [words for words in payload.said() if words in shown]


@pytest.mark.parametrize("door", DOORS)
def test_a_model_that_does_not_obey_is_heard(came: Came, door: str) -> None:
    """It is the obeying that is held: beside the same texts a fair message is cleared."""
    for payload in ALL[DOORS.index(door) :: 2]:
        brief = came.briefs[door][payload.number]
        fair = ReplyParts.model_validate(FAIR | {"fact_ids": [brief.facts[0].id]})
        assert isinstance(clear(draft_of(fair, brief), brief, came.linter), ClearedMessage), payload


@pytest.mark.parametrize("payload", ALL[::3], ids=IDS[::3])
def test_a_command_shows_nothing_of_it(
    came: Came, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], payload: Payload
) -> None:
    """`outreach draft` tells findings alone."""
    contact = doors.file(tmp_path, payload)
    path = came.place.root / "contacts" / f"{payload.id}.yaml"
    path.write_text(yaml.safe_dump(contact.model_dump(mode="json")), encoding="utf-8")
    monkeypatch.chdir(came.place.root)
    monkeypatch.setattr(wiring, "today", lambda: doors.DAY)
    monkeypatch.setattr(wiring, "linter", lambda *_, **__: came.linter)
    monkeypatch.setattr(wiring, "engine", lambda *_: Scripted([payload.reply()] * 3))
    form = ("text", "json", "eml")[payload.number // 3 % 3]
    code = main(("draft", payload.id, "--offer", "newsletter-feature", "--format", form))
    path.unlink()
    printed = capfd.readouterr()
    assert code == 1, printed.err
    assert not [words for words in payload.said() if words in printed.out + printed.err]


class Obeying:
    """An engine that obeys the payload that the person of the brief carries."""

    name = "obeying"

    def __init__(self, carried: tuple[Payload, ...]) -> None:
        self._carried = {each.name: each for each in carried}

    async def write(self, assignment: Assignment) -> Reply:
        """Do as it is told."""
        brief = assignment.brief
        return Reply(draft_of(self._carried[brief.contact.name].reply(brief.facts[0].id), brief), Usage())

    async def aclose(self) -> None:
        """Nothing to close."""


def test_a_run_over_a_table_shows_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], came: Came
) -> None:
    """Every row of a batch is held; neither the tables nor the journal has a word of what was written."""
    doors.make_workspace(tmp_path)
    doors.write_table(tmp_path / "people.csv", ALL)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(wiring, "today", lambda: doors.DAY)
    monkeypatch.setattr(wiring, "linter", lambda *_, **__: came.linter)
    monkeypatch.setattr(wiring, "engine", lambda *_: Obeying(ALL))
    assert main(("batch", "plan", "people.csv", "--run", "run", "--offer", "newsletter-feature", "--engine", "offline")) == 0
    assert main(("batch", "run", "--run", "run", "--engine", "offline")) == 1
    printed = capfd.readouterr()
    shown = printed.out.encode() + printed.err.encode() + b"".join(path.read_bytes() for path in (tmp_path / "run").iterdir())
    held = (tmp_path / "run" / "held.csv").read_text("utf-8-sig")
    assert sum(f"{each.id}@" in held for each in ALL) == len(ALL)
    assert len((tmp_path / "run" / "cleared.csv").read_text("utf-8-sig").splitlines()) == 1
    for payload in ALL:
        carried = " ".join(payload.texts)
        assert not [words for words in payload.said() if words not in carried and words.encode() in shown], payload
