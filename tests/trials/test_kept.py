"""Trials are kept as figures, and later ones are compared with the last of the same samples and engine."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from outreach.errors import BadInput
from outreach.trials.kept import Kept, Tried, last, save
from tests.trials.test_comparison import cases

if TYPE_CHECKING:
    from pathlib import Path

NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


def kept(**changes: object) -> Kept:
    """Return a trial of one version."""
    tried = Tried(name="yours", prompts={"draft": "abc"}, cases=tuple(cases("frh")))
    values: dict[str, object] = {
        "when": NOON, "engine": "openai:m", "recorded": False, "samples": "s1", "briefs": 3, "repeat": 1, "rulebook": "r",
        "versions": (tried,),
    }  # fmt: skip
    return Kept.model_validate(values | changes)


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    """The same in every figure."""
    path = save(tmp_path / "tries", kept())
    assert path.name == "2026-11-24T120000.000000Z.json"
    assert last(tmp_path / "tries") == kept()
    assert [each.name for each in (tmp_path / "tries").iterdir()] == [path.name]


def test_the_last_one_like_it_is_found(tmp_path: Path) -> None:
    """Other samples and other engines are no comparison, and a file that cannot be read is passed over."""
    save(tmp_path, kept())
    save(tmp_path, kept(when=NOON.replace(hour=13), engine="openai:n"))
    save(tmp_path, kept(when=NOON.replace(hour=14), samples="s2"))
    (tmp_path / "2027.json").write_text("{}", encoding="utf-8")
    found = last(tmp_path, like=kept(when=NOON.replace(hour=15)))
    assert found is not None
    assert found.when == NOON
    assert last(tmp_path, like=kept(samples="s3")) is None
    assert last(tmp_path / "none") is None


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    """Is told in a sentence."""
    (tmp_path / "tries").write_text("a file", encoding="utf-8")
    with pytest.raises(BadInput, match="cannot be kept"):
        save(tmp_path / "tries", kept())
