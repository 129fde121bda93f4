"""Sample briefs are contact files like all others, with the offers of the workspace around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from outreach import wiring, workspace
from outreach.domain.sender import Sender
from outreach.engines.reply import draft_of
from outreach.errors import BadInput
from outreach.gate import ClearedMessage, clear
from outreach.lint.linter import Linter
from outreach.trials.replies import recorded
from outreach.trials.sample_set import has_samples, read
from tests.samples.test_samples import TODAY
from tests.trials.making import BOOK, samples

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.workspace import Workspace

SENDER = Sender(name="Alex Example", role="editor")


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """Make a workspace with one sample, that of `init`."""
    workspace.create(tmp_path)
    (tmp_path / "samples" / "contacts").mkdir(parents=True)
    example = (tmp_path / "contacts" / "example.yaml").read_text(encoding="utf-8")
    (tmp_path / "samples" / "contacts" / "robin.yaml").write_text(example, encoding="utf-8")
    return workspace.Workspace(tmp_path)


def test_the_bundled_samples_are_twenty_of_many_kinds() -> None:
    """Both channels, every closeness, given to and asked; nobody is left out."""
    found = samples()
    briefs = found.briefs.values()
    assert (len(briefs), found.left_out) == (20, ())
    assert {brief.channel for brief in briefs} == {"email", "dm"}
    assert len({brief.contact.closeness for brief in briefs}) == 4
    assert len({brief.offer.id for brief in briefs}) == 6
    assert sum(brief.ask is not None for brief in briefs) == 7


def test_the_recorded_replies_are_for_the_bundled_samples() -> None:
    """One list for each; some first replies are held, and all but one are mended in the end."""
    replies, found = recorded(None, wiring.samples(), 2), samples()
    assert replies.keys() == found.briefs.keys()
    linter = Linter(BOOK)
    ends = {
        id_: [isinstance(clear(draft_of(reply, brief), brief, linter), ClearedMessage) for reply in replies[id_]]
        for id_, brief in found.briefs.items()
    }
    assert sum(each[0] for each in ends.values()) == 16
    assert sum(any(each) for each in ends.values()) == 19


def test_a_workspace_may_have_its_own(place: Workspace) -> None:
    """With what its `asks.yaml` asks; those that nothing may be written to are named."""
    assert has_samples(place)
    folder = place.root / "samples"
    (folder / "asks.yaml").write_text("example: look at one page of my catalogue\n", encoding="utf-8")
    bare = "id: bo\nname: Bo Berg\naddress: bo@b.example\n"
    (folder / "contacts" / "bo.yaml").write_text(bare, encoding="utf-8")
    found = read(place, SENDER, TODAY, 150)
    assert list(found.briefs) == ["example"]
    assert found.briefs["example"].ask is not None
    assert found.left_out == ("Too little is known about Bo Berg: no fact or need with a source.",)


def test_the_digest_names_the_briefs(place: Workspace) -> None:
    """Another day and another sender leave it; another fact does not."""
    digest = read(place, SENDER, TODAY, 150).digest
    assert read(place, Sender(name="Bo Berg"), TODAY.replace(day=25), 150).digest == digest
    path = place.root / "samples" / "contacts" / "robin.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("by the harbour", "by the mill"), encoding="utf-8")
    assert read(place, SENDER, TODAY, 150).digest != digest


@pytest.mark.parametrize(
    ("asks", "says"),
    [
        ("nobody: lend me a ladder\n", "there is no such sample"),
        ("- lend me\n", "a line `contact: ask`"),
        ("example: 3\n", "a line"),
    ],
)
def test_asks_that_cannot_be_used_are_told(place: Workspace, asks: str, says: str) -> None:
    """An ask of nobody would be tried without anybody noticing that it is not."""
    (place.root / "samples" / "asks.yaml").write_text(asks, encoding="utf-8")
    with pytest.raises(BadInput, match=says):
        read(place, SENDER, TODAY, 150)


def test_a_folder_without_a_sample_that_can_be_written_for(place: Workspace) -> None:
    """Nothing could be tried."""
    (place.root / "samples" / "contacts" / "robin.yaml").unlink()
    with pytest.raises(BadInput, match="no sample"):
        read(place, SENDER, TODAY, 150)


def test_samples_of_ones_own_need_a_model_or_replies(place: Workspace) -> None:
    """The bundled replies are to the bundled people."""
    with pytest.raises(BadInput, match="no replies are recorded"):
        recorded(place, wiring.samples(), 2)
    path = place.root / "samples" / "recorded.yaml"
    path.write_text("example: [{offer: I can lend you a ladder.}]\n", encoding="utf-8")
    assert len(recorded(place, wiring.samples(), 2)["example"]) == 3
    for bad in ("- 1\n", "example: 3\n", "example: [nonsense]\n"):
        path.write_text(bad, encoding="utf-8")
        with pytest.raises(BadInput, match="must hold"):
            recorded(place, wiring.samples(), 2)
