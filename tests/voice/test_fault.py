"""A voice may not ask for what the gate would hold."""

from __future__ import annotations

import pytest

from outreach.lint.rulebook import load
from outreach.prompting.data import MAX_DETAIL
from outreach.voice.fault import MOST, faults

BOOK = load()


@pytest.mark.parametrize(
    ("voice", "says"),
    [
        ("Warm, and flattering where it helps.", "flattery"),
        ("Compliments the reader first.", "flattery"),
        ("Always urgent, so that they act.", "pressure"),
        ("A bit pushy.", "pressure"),
        ("Presses readers for an answer.", "pressure"),
        ("Lets them feel guilty for not answering.", "guilt"),
        ("Never dull, but guilt-tripping is fine.", "guilt"),
        ("Hints at what is wanted.", "hints"),
        ("Exaggerates a little.", "untrue"),
        ("Says things like: act now.", "PRS"),
    ],
)
def test_what_it_asks_for_is_named(voice: str, says: str) -> None:
    """With its line, and what to do instead."""
    found = faults(f"Plain and brief.\n{voice}", "voice.md", BOOK)
    assert found
    assert all(mistake.line == 2 for mistake in found)
    assert says in found[0].what


@pytest.mark.parametrize(
    "voice",
    [
        "warm, plain and brief; a little dry",
        "Never flattering, never pushy, and no hints.",
        "Does not press anybody.",
        "Without urgency or praise.",
        "A hint of irony.",
        "Runs a small press, and it shows.",
        "Avoids guilt.",
        "Says what it wants rather than hinting.",
        "Sounds unhurried.",
    ],
)
def test_what_it_asks_to_leave_out_is_right(voice: str) -> None:
    """A voice may say what it is not."""
    assert faults(voice, "voice.md", BOOK) == ()


def test_a_voice_is_as_long_as_a_model_is_sent() -> None:
    """What would be cut off is told before."""
    assert MOST == MAX_DETAIL
    assert "1,200" in faults("Dry. " * 300, "voice.md", BOOK)[0].what
    assert "is empty" in faults(" \n", "voice.md", BOOK)[0].what
