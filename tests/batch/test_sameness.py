"""How much the messages of a run read like each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.batch import sameness
from outreach.batch.sameness import Run, likeness

if TYPE_CHECKING:
    import pytest

FIRST = """Hello Nia,

I can offer you a proofread of your Welsh captions before they go to the printer.

The press that you run in Cardiff is one that our readers ask about whenever a spring catalogue is due.

Ines Moreau"""
OTHER = """Hello Tom,

Our workshop has a lathe standing idle on Mondays, and you are welcome to it.

You wrote in your letter that the turning of long spindles takes you a whole week.

Ines Moreau"""


def test_a_message_like_none_before_it_stands_on_its_own() -> None:
    """The greeting does not count."""
    run = Run()
    run.add("1", likeness(FIRST, ["Ines Moreau"]))
    echo = run.nearest(likeness(OTHER, ["Ines Moreau"]))
    assert not echo.too_near
    assert echo.shared == 0


def test_the_same_opener_echoes() -> None:
    """However different the rest is."""
    run = Run()
    run.add("1", likeness(FIRST))
    opener = FIRST.split("\n\n")[1]
    echo = run.nearest(likeness(f"Hello Tom,\n\n{opener}\n\nNothing else is the same in this one."))
    assert echo.too_near
    assert (echo.key, echo.opener) == ("1", True)


def test_a_fifth_of_the_shingles_echoes() -> None:
    """The figure is the share of the shorter message."""
    run = Run()
    run.add("1", likeness(FIRST))
    echo = run.nearest(likeness(FIRST.replace("I can offer you a", "Here is the")))
    assert echo.too_near
    assert echo.shared > 0.8
    assert not echo.opener


def test_memory_is_flat(monkeypatch: pytest.MonkeyPatch) -> None:
    """What left the window is compared by its opener alone."""
    monkeypatch.setattr(sameness, "WINDOW", 3)
    run = Run()
    for number in range(10):
        words = " ".join(f"w{number}x{i}" for i in range(20))
        run.add(str(number), likeness(f"Hi,\n\nOpener {number}. {words}"))
    assert len(run._messages) == 3
    assert len(run._holders) <= 3 * 20
    assert run.nearest(likeness("Hi,\n\nOpener 0. Nothing else.")).opener


def test_what_the_sender_fixed_for_all_does_not_count() -> None:
    """The offer is the same by intent; what is said around it is not."""
    offer = "a proofread of your Welsh captions before they go to the printer"
    run = Run()
    run.add("1", likeness(f"Hi,\n\nFirst words of one. I can offer you {offer}.", [offer]))
    assert not run.nearest(likeness(f"Hi,\n\nQuite another beginning here: {offer} is yours.", [offer])).too_near
