"""How fast the interface answers: `TEXTUAL_FPS=120 python -m tests.benchmarks.tui_use`, with as many frames as the command sets.

Typing: 200 keys into a message of 300 words in a terminal of 80x24, at uneven pauses so that the live lint runs between and
beside them. The time of a key is from its arrival until the frame that shows it is ready to be written to the terminal, waiting
for the turn of the frame included. What was found in the words is there some time after the last key before it.
Searching: 100,000 people in the memory of a workspace, a key at a time, until the people found are handed to the list.
Beside the time on the clock stands that of the processor, over all threads: what an idle machine would need at most.
"""

from __future__ import annotations

import asyncio
import gc
import os
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import events

from outreach.actions.init import init
from outreach.store.store import Store
from outreach.tui.app import Interface
from outreach.tui.bundled import Bundled
from outreach.tui.opening import open_folder
from outreach.tui.screens.compose import Compose
from outreach.tui.widgets.editor import Editor
from outreach.tui.widgets.message_pane import MessagePane
from outreach.tui.widgets.people_list import PeopleList
from tests.benchmarks import store as store_benchmark

if TYPE_CHECKING:
    from textual._compositor import CompositorUpdate
    from textual.pilot import Pilot
    from textual.screen import Screen

WORDS = 300
KEYS = 200
PAUSES = (0.03, 0.25)
"""Seconds between two keys, at least and at most."""
PEOPLE = 100_000
SEARCHES = ("amina", "repair 12", "keeper", "zz", "person-0000")


class Taken(NamedTuple):
    """Milliseconds on the clock, and of processor time."""

    clock: float
    processor: float


def message() -> str:
    """Return a message of some 300 words, with a few things to find in it."""
    sentence = "I can offer you a proofread of your captions, and you still owe me an answer about the spring catalogue. "
    return "Hello Nour,\n\n" + "\n\n".join(sentence * 3 for _ in range(WORDS // 57 + 1))


class Typing(NamedTuple):
    """What keys took, and after how long what was found in the words was there: counted from the last key before it."""

    keys: list[Taken]
    found: list[Taken]


async def typing() -> Typing:
    """Return for each key what it took from its arrival until the screen was drawn anew, and how soon its words were judged."""
    gc.disable()  # as the command begins
    app, measured, last = Interface(), Typing([], []), _now()
    mark = MessagePane.mark

    def marked(self: MessagePane, *given: object) -> None:
        mark(self, *given)  # type: ignore[arg-type]
        measured.found.append(_since(last))

    async with app.run_test(size=(80, 24)) as pilot:
        editor = await _own_words(app, pilot)
        MessagePane.mark = marked  # type: ignore[method-assign, assignment]
        chance = random.Random(1)  # noqa: S311  # the same pauses each time
        for index in range(KEYS):
            last = _now()
            measured.keys.append(await _key(app, editor, "a" if index % 6 else "space"))
            await asyncio.sleep(chance.uniform(*PAUSES))
    return measured


async def _own_words(app: Interface, pilot: Pilot[None]) -> Editor:
    """Open the message, and return its field with the cursor in it."""
    app.begin(Bundled())
    await _ready(pilot)
    app.compose_to("nour-haddad")
    await _ready(pilot)
    screen = app.screen
    assert isinstance(screen, Compose)
    await pilot.press("d")
    while screen.composition is None or screen.composition.written is None:
        await pilot.pause(0.1)
    await pilot.press("e")
    editor = screen.query_one(Editor)
    while not editor.has_focus:
        await pilot.pause(0.1)
    editor.start(message())
    editor.move_cursor((2, 40))
    await _ready(pilot)
    return editor


async def _key(app: Interface, editor: Editor, key: str) -> Taken:
    """Return what one key took: from its arrival until the first frame that shows it is ready for the terminal."""
    painted = asyncio.Event()
    before, display = len(editor.text), app._display

    def displayed(screen: Screen[None], frame: CompositorUpdate) -> None:
        frame.render_segments(app.console)  # a test's app stops short of this
        display(screen, frame)  # type: ignore[arg-type]  # a frame is what it takes
        if len(editor.text) != before:
            painted.set()

    app._display = displayed  # type: ignore[method-assign, assignment]
    start = _now()
    _send(app, key)
    await asyncio.wait_for(painted.wait(), 10)
    app._display = display  # type: ignore[method-assign]
    return _since(start)


async def searching(folder: str) -> list[Taken]:
    """Return for each key of some searches what it took until the list had the people found."""
    app, times = Interface(), []
    shown = asyncio.Event()
    show = PeopleList.show

    def noticed(self: PeopleList, *given: object) -> None:
        show(self, *given)  # type: ignore[arg-type]
        shown.set()

    PeopleList.show = noticed  # type: ignore[method-assign, assignment]
    async with app.run_test(size=(80, 24)) as pilot:
        app.begin(open_folder(folder))
        await _ready(pilot)
        app.action_go("people")
        await _ready(pilot)
        await pilot.press("slash")
        for search in SEARCHES:
            for key in (*search, *["backspace"] * len(search)):
                shown.clear()
                start = _now()
                _send(app, key)
                await asyncio.wait_for(shown.wait(), 10)
                times.append(_since(start))
                await asyncio.sleep(0.02)
    return times


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _since(start: tuple[float, float]) -> Taken:
    return Taken((time.perf_counter() - start[0]) * 1000, (time.process_time() - start[1]) * 1000)


def _send(app: Interface, key: str) -> None:
    """Let a key arrive as from the terminal."""
    name = {" ": "space", "-": "minus"}.get(key, key)
    event = events.Key(name, " " if key == "space" else key if len(key) == 1 else None)
    event.set_sender(app)
    app._driver.send_message(event)  # type: ignore[union-attr]


async def _ready(pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause(0.1)
        await pilot.app.workers.wait_for_complete()


def told(what: str, taken: list[Taken]) -> None:
    """Print median and 95th percentile of what was measured."""
    for name, times in zip(("clock", "processor"), zip(*taken, strict=True), strict=True):
        p95 = statistics.quantiles(times, n=20)[-1]
        print(
            f"{what:<42} {name:<10} median {statistics.median(times):6.1f} ms   p95 {p95:6.1f} ms   longest {max(times):6.1f} ms"
        )


def main() -> None:
    """Measure both."""
    print(f"load {os.getloadavg()[0]:.1f}")
    measured = asyncio.run(typing())
    told(f"a key in a message of {WORDS} words", measured.keys)
    told("what was found, after the last key", measured.found)
    with tempfile.TemporaryDirectory() as folder:
        init(Path(folder))
        os.environ["HOME"] = folder
        with Store.open(f"sqlite:///{folder}/outreach.db") as store:
            store_benchmark._contacts(store, PEOPLE)
        told(f"a key of a search among {PEOPLE:,} people", asyncio.run(searching(folder)))
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
