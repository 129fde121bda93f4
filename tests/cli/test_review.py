"""`drafting.review`: with one setting every draft of a model is read a second time, wherever drafts are made."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING

import pytest

from outreach import wiring, wiring_runs
from outreach.batch.estimate import estimate, most
from outreach.domain.draft import Usage
from outreach.engines.offline.engine import Offline
from outreach.engines.reviewed import Reviewed
from outreach.errors import BadPrompt
from outreach.prompting.library import Prompts, shipped
from tests.engines import server
from tests.engines.server import KEY, running
from tests.values import brief

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Ran

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture
def reviewing(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make a workspace that has drafts reviewed, with a server that writes and reviews."""
    settings = place / "outreach.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\ndrafting:\n  review: true\n", encoding="utf-8")
    with running(0) as url:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("OUTREACH_MODEL", "capable")
        yield place


def off(place: Path) -> None:
    """Switch the review off."""
    settings = place / "outreach.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("review: true", "review: false"), encoding="utf-8")


def kiln(place: Path) -> None:
    """Make the offer one whose name the server's reviewer holds against a message."""
    offers = place / "offers.yaml"
    text = offers.read_text(encoding="utf-8").replace("a feature in my newsletter about your work", "a page on your blue kiln")
    offers.write_text(text, encoding="utf-8")


def test_a_draft_that_passes_both_is_shown(cli: Callable[..., Ran], reviewing: Path) -> None:
    """Two requests are paid for: one that writes, one that reviews."""
    ran = cli("draft", "example")
    assert ran.code == 0, ran.err
    assert "3,040 tokens" in ran.err
    off(reviewing)
    assert "1,520 tokens" in cli("draft", "example").err


def test_a_kept_draft_says_which_prompts_it_was_written_with(cli: Callable[..., Ran], reviewing: Path) -> None:
    """By name, version and digest, in both forms; a version that was raised since does not change that."""
    assert cli("contacts", "import", "contacts/example.yaml", "--yes").code == 0
    (id_,) = re.findall(r"Kept as (\w+)", cli("draft", "example").err)
    shipped = Prompts()
    assert cli("prompts", "eject", "draft").code == 0
    own = reviewing / "prompts" / "draft.md"
    own.write_text(own.read_text(encoding="utf-8").replace("version: 1", "version: 7", 1), encoding="utf-8")
    ran = cli("show", id_)
    assert f"with draft 1-{shipped.fingerprint('draft')[:8]}, review 1-{shipped.fingerprint('review')[:8]}." in ran.err
    told = json.loads(cli("show", id_, "--format", "json").out)
    assert told["prompts"] == {name: shipped.wording(name) for name in ("draft", "review")}
    (id_,) = re.findall(r"Kept as (\w+)", cli("draft", "example").err)
    assert "with draft 7-" in cli("show", id_).err


def test_a_draft_that_the_review_holds_is_not_shown(cli: Callable[..., Ran], reviewing: Path) -> None:
    """The finding is told in the rule's words; without the review the same draft clears."""
    kiln(reviewing)
    ran = cli("draft", "example")
    assert (ran.code, ran.out) == (1, "")
    assert "PRA01 hollow-praise" in ran.err
    assert "The review finds: " in ran.err
    assert "gushes" not in ran.err
    assert "blue kiln" not in ran.err
    off(reviewing)
    assert cli("draft", "example").code == 0


def test_a_review_that_fails_is_told(cli: Callable[..., Ran], reviewing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reviewer answers with something that is no review: nothing is shown."""
    monkeypatch.setattr(server, "_reply", _only_drafts(server._reply))
    ran = cli("draft", "example")
    assert (ran.code, ran.out) == (3, "")
    assert "The draft is not shown, because its review failed." in ran.err
    assert "drafting.review" in ran.err


def _only_drafts(reply: Callable[[str], dict[str, object]]) -> Callable[[str], dict[str, object]]:
    return lambda user: {"nonsense": True} if "<message>" in user else reply(user)


def test_every_row_of_a_run_is_reviewed(cli: Callable[..., Ran], reviewing: Path) -> None:
    """A row that the review holds is held, and the plan counted its reviews."""
    head = ["name", "email", "need", "source", "when"]
    rows = [["Ada Berg", "ada@a.example", "Is looking for readers for a blog about glazes", "her blog", "2026-10-12"]]
    with (reviewing / "people.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    kiln(reviewing)
    assert cli("batch", "plan", "people.csv", "--run", "first", "--offer", "newsletter-feature").code == 0
    ran = cli("batch", "run", "--run", "first")
    assert ran.code == 1, ran.err
    held = (reviewing / "first" / "held.csv").read_text(encoding="utf-8")
    assert "PRA01 hollow-praise: The review finds: " in held
    assert "gushes" not in held


def test_files_of_requests_have_no_reviewer(cli: Callable[..., Ran], reviewing: Path) -> None:
    """So none are written: what came back would pass without a review."""
    place = wiring.required_workspace()
    with pytest.raises(Exception, match="has had no review"):
        wiring_runs.desk(place, wiring.settings(place))


def test_an_estimate_counts_the_reviews() -> None:
    """A second prompt for each draft, and its answer."""
    prompts, one = Prompts(), brief()
    plain, reviewed = estimate(one, prompts, 2), estimate(one, prompts, 2, review=True)
    assert reviewed.about.total > plain.about.total + 1_000
    assert reviewed.most.total > plain.most.total + 3 * 1_000
    assert most(one, prompts, 2, review=True) == reviewed.most
    assert most(one, prompts, 2) == plain.most
    assert most(one, None, 2, review=True) == Usage()


def test_a_kept_draft_names_the_review_prompt(reviewing: Path) -> None:
    """With its digest, as it names the prompt that it was written with."""
    place = wiring.required_workspace()
    engine = wiring.engine(wiring.settings(place), None, place)
    assert isinstance(engine, Reviewed)
    assert engine.name == "openai:capable"
    assert wiring.digests(place, engine.name)["review"] == Prompts().wording("review")
    off(reviewing)
    assert "review" not in wiring.digests(place, wiring.engine(wiring.settings(place), None, place).name)


def test_the_offline_engine_is_not_reviewed(reviewing: Path) -> None:
    """It writes out of patterns that are tested, and there is no model to read it."""
    place = wiring.required_workspace()
    assert isinstance(wiring.engine(wiring.settings(place), "offline", place), Offline)


def test_a_review_prompt_with_a_mistake_is_told_before_anything_is_paid_for(reviewing: Path) -> None:
    """As with every prompt; where nothing is reviewed, it keeps nobody from drafting."""
    (reviewing / "prompts").mkdir()
    text = (shipped() / "review.md").read_text(encoding="utf-8")
    (reviewing / "prompts" / "review.md").write_text(text + "{{ nonsense }}\n", encoding="utf-8")
    place = wiring.required_workspace()
    with pytest.raises(BadPrompt, match="nonsense"):
        wiring.engine(wiring.settings(place), None, place)
    off(reviewing)
    wiring.engine(wiring.settings(place), None, place)


@pytest.mark.usefixtures("place")
def test_a_plan_names_the_writer_that_a_run_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its client being loaded: the same name, prompts and rules, with a model and without one."""
    place = wiring.required_workspace()
    for key in (None, "sk-none"):
        if key is not None:
            monkeypatch.setenv("OPENAI_API_KEY", key)
        given = wiring.settings(place)
        writer, tools = wiring_runs.writer(place, given, None), wiring_runs.batch(place, given, None)
        assert (writer.engine, writer.prompts) == (tools.engine.name, tools.prompts)
        assert writer.rulebook == tools.linter.rulebook.fingerprint
        assert (writer.library is None) == (tools.library is None)
