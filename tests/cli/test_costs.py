"""`outreach costs`: what drafting took, what was held and what failed among it, in tokens and money; and never a word."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from outreach import wiring
from outreach.actions.costs import By, costs
from outreach.actions.memory import Memory
from outreach.batch.job import Job
from outreach.batch.journal import Journal
from outreach.batch.row import Result, State
from outreach.domain.charging import charge
from outreach.domain.draft import Usage
from outreach.engines.reply import ReplyParts
from outreach.engines.scripted import Scripted
from outreach.errors import EngineReplyInvalid
from outreach.store.spending import Came
from tests.cli.conftest import BAD, CANARY, GOOD, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.store.store import Store
    from tests.cli.conftest import Ran

TOOK = Usage(prompt_tokens=1400, cached_tokens=1024, cache_write_tokens=256, completion_tokens=120, counted=True)
PRICES = """
prices:
  date: 2026-11-01
  currency: EUR
  models:
    m: {prompt: 10, cached: 1, cache_write: 12.5, completion: 40}
"""
ONE = (120 * 10 + 1024 * 1 + 256 * 12.5 + 120 * 40) / 1_000_000
"""What one reply costs by these prices."""


class Model(Scripted):
    """Gives its replies as a model called m would."""

    name = "openai:m"


@pytest.fixture
def model(store: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:  # the example is kept in it
    """Let the given replies be what a model writes, each for the same tokens."""

    def install(*replies: Any) -> None:  # noqa: ANN401  # parts of a reply, or an error
        made = [ReplyParts.model_validate(each) if isinstance(each, dict) else each for each in replies]
        monkeypatch.setattr(wiring, "engine", lambda *_: Model(made, usage=TOOK))

    return install


def priced(place: Path, prices: str = PRICES) -> None:
    """Add prices to the settings."""
    with (place / "outreach.yaml").open("a", encoding="utf-8") as file:
        file.write(prices)


def told(cli: Callable[..., Ran], *argv: str) -> dict[str, Any]:
    """Return what the command says as data."""
    ran = cli("costs", "--format", "json", *argv)
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_nothing_was_spent(cli: Callable[..., Ran], store: Store) -> None:  # a workspace to be in
    """An offline draft costs nothing; the answer says what would be counted."""
    assert cli("draft", "example", "--engine", "offline").code == 0
    ran = cli("costs")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing was spent" in ran.err
    assert "`outreach draft CONTACT --engine openai`" in ran.err


def test_what_is_held_and_what_fails_is_paid_for(cli: Callable[..., Ran], place: Path, model: Callable[..., None]) -> None:
    """One draft cleared at the second try, one held, one that failed after a held try: the cleared one bears it all."""
    priced(place)
    model(BAD, GOOD)
    assert cli("draft", "example", "--offer", "newsletter-feature").code == 0
    model(BAD, BAD, BAD)
    assert cli("draft", "example", "--offer", "newsletter-feature").code == 1
    error = EngineReplyInvalid("The reply was cut off.")
    charge(error, TOOK)
    model(BAD, error)
    assert cli("draft", "example", "--offer", "newsletter-feature").code == 3
    found = told(cli)
    [line] = found["lines"]
    assert [line[name] for name in ("key", "cleared", "held", "failed", "counted")] == [str(TODAY), 1, 1, 1, 3]
    tries = line["prompt_tokens"] // TOOK.prompt_tokens
    assert tries == 6
    for name in ("cached_tokens", "cache_write_tokens", "completion_tokens"):
        assert line[name] == tries * getattr(TOOK, name)
    assert line["cost"] == line["cost_per_cleared_draft"] == pytest.approx(tries * ONE)
    assert found["prices"] == {"date": "2026-11-01", "currency": "EUR"}
    assert CANARY not in json.dumps(found)


def test_by_prompt_and_by_engine(cli: Callable[..., Ran], place: Path, model: Callable[..., None]) -> None:
    """The wording that was mended with is part of the key, short enough to read."""
    priced(place)
    model(GOOD)
    assert cli("draft", "example", "--offer", "newsletter-feature").code == 0
    model(BAD, GOOD)
    assert cli("draft", "example", "--offer", "newsletter-feature").code == 0
    first, mended = sorted((line["key"] for line in told(cli, "--by", "prompt")["lines"]), key=len)
    assert len(first) == len("draft:1-12345678")
    assert mended.startswith(f"{first} repair:")
    [line] = told(cli, "--by", "engine")["lines"]
    assert (line["key"], line["cleared"]) == ("openai:m", 2)
    ran = cli("costs", "--by", "prompt")
    assert ran.out.splitlines()[0].split() == [
        "prompt", "cleared", "held", "failed", "prompt", "cached", "cache-write", "completion", "cost", "a", "cleared", "draft",
    ]  # fmt: skip
    assert ran.out.splitlines()[-1].startswith("in all")
    assert "Prices of 2026-11-01, in EUR." in ran.err


def test_a_model_without_a_price(cli: Callable[..., Ran], place: Path, model: Callable[..., None]) -> None:
    """Tokens are told all the same, and where the price goes."""
    model(GOOD)
    assert cli("draft", "example", "--offer", "newsletter-feature").code == 0
    ran = cli("costs")
    assert "cost" not in ran.out
    assert "There is no price for the model m: add it under `prices:` in outreach.yaml." in ran.err
    priced(place, PRICES.replace("    m:", "    other:"))
    ran = cli("costs")
    assert ran.out.splitlines()[1].split()[-2:] == ["-", "-"]
    assert told(cli)["unpriced_models"] == ["m"]


def test_since_a_day(cli: Callable[..., Ran], store: Store) -> None:
    """What was spent before it is left out."""
    for day in (dt.date(2026, 11, 1), dt.date(2026, 11, 20)):
        store.spending.add(day, "openai:m", "draft:12345678", Came.HELD, TOOK)
    rows = list(csv.reader(io.StringIO(cli("costs", "--since", "2026-11-02", "--format", "csv").out)))
    assert [row[:4] for row in rows] == [["day", "cleared", "held", "failed"], ["2026-11-20", "0", "1", "0"]]
    assert "since 2026-12-01" in cli("costs", "--since", "2026-12-01").err
    ran = cli("costs", "--since", "yesterday")
    assert ran.code == 2
    assert "Write it like 2026-03-01." in ran.err


def test_a_run_counts_from_its_journal(place: Path, store: Store) -> None:
    """Rows that were cleared, held and failed, on the day of the plan; rows that were skipped took nothing."""
    folder = place / "runs" / "people"
    folder.mkdir(parents=True)
    job = {"engine": "openai:m", "prompts": {"draft": "12345678" * 8}, "table": "t", "digest": "d", "reading": "r", "day": TODAY}
    Job.model_validate(job | {"mapping": {"columns": []}}).save(folder)
    with Journal.open(folder) as journal:
        journal.plan((f"k{number}", number, None) for number in range(4))
        for key, state in (("k0", State.CLEARED), ("k1", State.HELD), ("k2", State.FAILED)):
            journal.finish({key: Result(state, usage=TOOK, engine="openai:m")})
    found = wiring.required_workspace(place)
    [line] = costs(Memory(store, found, wiring.settings(found), TODAY), By.PROMPT).lines
    assert (line.key, sum(line.came.values()), line.counted) == ("draft:12345678", 3, 3)
    assert line.usage.completion_tokens == 3 * TOOK.completion_tokens


def test_the_readme_shows_a_real_one(cli: Callable[..., Ran], place: Path, store: Store) -> None:
    """With the prices of the README, and two wordings of which the second clears more at the first try."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"<!-- costs: by prompt -->\n```text\n\$ (.+?)\n(.*?)```\n\n```yml\n(.*?)```", readme, re.DOTALL)
    assert shown is not None
    priced(place, f"\n{shown[3]}")
    once = Usage(prompt_tokens=1_460, cached_tokens=1_024, completion_tokens=170, counted=True)
    for wording, cleared, held in (("draft:5c1f09ab repair:77e0d2c4", 21, 9), ("draft:d9042e6b repair:77e0d2c4", 27, 3)):
        for number in range(cleared + held):
            came = Came.CLEARED if number < cleared else Came.HELD
            store.spending.add(TODAY, "openai:my-model", wording, came, once if came is Came.CLEARED else once + once + once)
    ran = cli(*shown[1].split()[1:])
    assert ran.out + ran.err == shown[2]
