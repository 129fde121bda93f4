"""The README's commands for a run beyond one machine, each as it stands there."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from outreach.cli.main import main
from tests.batch.batch_api import Service, running
from tests.batch.beyond import Beyond, run_batch
from tests.test_readme import blocks

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
PEOPLE = 6


def commands(having: str) -> list[str]:
    """Return the lines of the one block in which a word stands."""
    (block,) = (block for block in blocks("sh") if having in block)
    return block.splitlines()


@pytest.mark.parametrize("way", ["vllm run-batch", "batch submit"])
def test_the_commands_run_one_after_the_other(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With something in vLLM's place that reads the same lines and answers over a server, and a Batch API on the loopback."""
    with running(Service(polls=1)) as url:
        batch = Beyond(tmp_path, monkeypatch, capsys, url=url, people=PEOPLE)
        monkeypatch.setenv("OUTREACH_MODEL", "my-model")
        for command in commands(way):
            program, *argv = shlex.split(command)
            if program == "vllm":
                run_batch(argv)
            else:
                assert program == "outreach"
                assert main(argv) == 0, command
        counts = batch.counts()
        assert set(counts) <= {"cleared", "skipped: no-offer"}
        assert counts["cleared"] >= PEOPLE - 1
