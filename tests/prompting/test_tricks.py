"""Hostile prompts are stopped with a sentence, long before they could cost time or memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.prompting.tricks import MOST, PARTIALS, TRICKS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Have a program of its own judge every trick, which the system ends where one takes too much."""
    line = [sys.executable, "-m", "tests.prompting.tricks", str(tmp_path_factory.mktemp("tricks"))]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  # our own code
    return {came["name"]: came for came in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", [*TRICKS, *PARTIALS])
def test_a_trick_is_stopped_with_a_sentence(judged: dict[str, dict[str, Any]], name: str) -> None:
    """Under a hard limit of processor time and memory `check` tells it with its file, and what drafts refuses."""
    assert name in judged, "the program was stopped at this trick, or before it"
    lines = judged[name]["said"]
    assert 1 <= len(lines) <= 2
    assert all("/prompts/draft.md:" in line and line.endswith(".") for line in lines)
    assert judged[name]["refused"]


def test_the_most_that_a_prompt_may_do_is_done_in_time(judged: dict[str, dict[str, Any]]) -> None:
    """Under the same limits: what is allowed cannot run long either."""
    assert (judged[MOST]["said"], judged[MOST]["refused"]) == ([], [])


def test_what_is_refused_is_told_by_both_alike(judged: dict[str, dict[str, Any]]) -> None:
    """The sentence of `check` is the one that drafting is refused with, except for a size that a brief decides."""
    other = [name for name, came in judged.items() if came["refused"] != came["said"]]
    assert other == ["a huge text", "many endings"]
