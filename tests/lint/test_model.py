"""The shipped weights: what the script makes, small, quick to load, and as good as their card says."""

import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest

from outreach.lint.acts import judge
from outreach.lint.features import acting, positions, tokens
from outreach.lint.weights import SCALE, Weights, unpack
from outreach.lint.weights_file import FILE, dump, parse, shipped
from tests.corpus.records import FOLDER, Message, load, training
from tests.corpus.train import train

CARD = FILE.with_name("CARD.md")


@pytest.fixture(scope="module")
def dev() -> list[Message]:
    """Messages that the training never sees."""
    return load(FOLDER / "dev.jsonl")


def totals(weights: Weights, messages: list[Message]) -> list[tuple[int, ...]]:
    """Score every sentence, in whole numbers."""
    return [
        unpack(packed)
        for message in messages
        for packed, _ in weights.table.totals(tokens(message.reading), positions(message.reading, acting(message.reading)))
    ]


def test_the_script_makes_the_shipped_weights(dev: list[Message]) -> None:
    """Training again gives the same judge, up to the last digits that another processor may round otherwise."""
    again, weights = train(training()), shipped()
    assert np.abs(np.subtract(totals(again, dev), totals(weights, dev))).max() <= 0.02 * SCALE
    assert again.judges.verdict == pytest.approx(weights.judges.verdict, abs=0.01)
    assert again.judges.threshold == weights.judges.threshold
    assert np.abs(np.subtract(again.judges.reasons, weights.judges.reasons)).max() <= 0.02


def test_the_file_is_small_and_reads_back_as_written() -> None:
    """Under two megabytes, and one way of writing it."""
    data = FILE.read_bytes()
    assert len(data) < 2_000_000
    assert dump(parse(data)) == data


def test_weights_for_other_outputs_are_refused() -> None:
    """Old weights are not read as new ones."""
    data = dump(shipped())
    broken = data[:4] + zlib.compress(zlib.decompress(data[4:]).replace(b"vague-offer", b"vague-affer"))
    with pytest.raises(ValueError, match=r"tests\.corpus\.train"):
        parse(broken)


def test_the_card_says_what_the_dev_set_says(dev: list[Message]) -> None:
    """Recall and specificity on the dev set, to three digits."""
    said = [(message.rejected, bool(judge(message.reading).reasons)) for message in dev]
    recall = sum(told for should, told in said if should) / sum(should for should, _ in said)
    specificity = sum(not told for should, told in said if not should) / sum(not should for should, _ in said)
    assert f"| dev | {recall:.3f} | {specificity:.3f} |" in CARD.read_text(encoding="utf-8")
    assert min(recall, specificity) >= 0.93


def test_judging_needs_no_library() -> None:
    """The weights run on the standard library alone."""
    code = (
        "import sys; from outreach.lint.acts import judge; from outreach.lint.text import read; judge(read('', 'Hi'));"
        "sys.exit(bool({'numpy', 'scipy', 'sklearn', 'pydantic'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parent)  # noqa: S603 - our own code
    assert run.returncode == 0
