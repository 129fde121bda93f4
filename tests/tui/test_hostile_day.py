"""Hostile words on Today, Offers, Notes, Batch, Prompts and in what passed: letter for letter, and inert."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from outreach import wiring
from outreach.actions.day import Cause, Left, Suggestion, Today
from outreach.actions.prompts_own import eject
from outreach.actions.proposals import Waits
from outreach.domain.fact import FactKind, Source
from outreach.domain.ledger import Entry, EntryKind
from outreach.domain.proposal import Proposal
from outreach.domain.standing import Move
from outreach.tui.bundled import Bundled
from outreach.tui.session import Past, Stock
from tests.tui.conftest import TODAY
from tests.tui.driving import LARGE, opened, play, press, settle
from tests.tui.test_hostile import _COMMANDING, HOSTILE, TOGETHER, Hostile, _fill, _lines

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.domain.contact import Contact

NEED = "Is looking for small grants to buy tools for a community workshop"


class HostileDay(Hostile):
    """A session whose day, offers, ledger and proposals are hostile too."""

    def today(self) -> Today:
        """Return a hostile day."""
        write = (Suggestion(Cause.PROMISE, self._someone, self._value, ("draft",), self._value),)
        return Today(write, (Left(self._someone, Move.REST, self._value, None),), nobody=False)

    def inventory(self) -> tuple[Stock, ...]:
        """Return a hostile offer."""
        return (Stock(self._offer, 1, 1),)

    def past(self, contact: Contact) -> Past:  # noqa: ARG002  # as the port has it
        """Return a hostile ledger."""
        fields: dict[str, Any] = {
            "id": "e",
            "contact_id": "p",
            "kind": EntryKind.GAVE,
            "words": self._value,
            "on": TODAY,
            "by": self._value,
        }
        return Past((Entry.model_construct(None, **fields),), 1)

    def proposals(self, contact_id: str) -> tuple[Waits, ...]:
        """Return a hostile proposal."""
        source = Source.model_construct(where=self._value, when=TODAY)
        proposal = Proposal.model_construct(quote=self._value, kind=FactKind.NEED, source=source)
        return (Waits.model_construct(id=1, contact_id=contact_id, proposal=proposal),)


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_day_and_what_it_leads_to_are_shown_letter_for_letter(kind: str) -> None:
    """Today, the offers, a person's past, and what waits about them."""
    value = HOSTILE[kind]

    async def scene() -> None:
        async with opened(HostileDay(value), LARGE, at="today") as (app, pilot):
            for keys in (("down",), ("4",), ("2",), ("p",), ("escape", "e"), ("escape",), ("question_mark",), ("escape",)):
                await press(pilot, *keys)
                assert not _COMMANDING.search(_lines(app)), keys
            assert app.is_running

    play(scene())


def test_every_field_of_an_offer_is_inert() -> None:
    """Pasted into each field of the form, judged, and kept or refused."""

    async def scene() -> None:
        async with opened(HostileDay("x"), LARGE, at="offers") as (app, pilot):
            await press(pilot, "n")
            for name in ("title", "detail", "tags", "limit_per_month", "expires", "link"):
                app.screen.query_one(f"#{name}").focus()
                await settle(pilot)
                await _fill(app, pilot)
                await press(pilot, "ctrl+s")
                assert not _COMMANDING.search(_lines(app))
            assert app.is_running

    play(scene())


@pytest.mark.parametrize("kind", TOGETHER)
def test_a_hostile_table_is_planned_run_and_reviewed_inertly(kind: str, tmp_path: Path) -> None:
    """Its name, its columns and every cell; and what is typed into the fields that ask for it."""
    value = " ".join(HOSTILE[each][:2000] for each in TOGETHER[kind])
    path = tmp_path / f"{re.sub(r'[^ -.0-~]', '', value)[:80]}.csv"
    head = ("name", "email", "role", "need", "source", "date", value)
    rows = [(f"Ada {value}", f"{number}@x.example", value, f"{NEED} {value}", value, "2026-10-12", value) for number in range(2)]
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows([head, *rows, ("Bea Reed", "bea@x.example", "potter", NEED, "her blog", "2026-10-12", value)])

    async def scene() -> None:
        async with opened(Bundled(), LARGE, at="batch") as (app, pilot):
            await press(pilot, "p")
            for name in ("table", "ask"):
                app.screen.query_one(f"#{name}", Input).focus()
                await settle(pilot)
                await _fill(app, pilot)
            app.screen.query_one("#table", Input).value = str(path)
            app.screen.query_one("#ask", Input).value = ""
            for key in ("enter", "r", "v", "right", "escape"):
                await press(pilot, key)
                assert not _COMMANDING.search(_lines(app)), key
            assert app.is_running

    play(scene())


@pytest.mark.parametrize("kind", TOGETHER)
def test_hostile_prompts_and_a_hostile_person_in_them_are_inert(kind: str) -> None:
    """A prompt and a partial of one's own, their names, and the fields of the person whom they are about."""
    value = " ".join(HOSTILE[each][:2000] for each in TOGETHER[kind])
    written = value.encode("utf-8", "replace").decode()
    session = Bundled()
    nour = (session.place.root / "contacts" / "nour-haddad.yaml").read_text(encoding="utf-8")
    (session.place.root / "contacts" / "hostile.yaml").write_text(
        re.sub(r"(?m)^(name|role): .*$", lambda found: f"{found[1]}: {json.dumps(written)}", nour), encoding="utf-8"
    )
    folder = eject(wiring.prompts(session.place), "voice").path
    folder.write_text(f"{folder.read_text(encoding='utf-8')}\n{written}\n", encoding="utf-8")
    own = eject(wiring.prompts(session.place), "draft").path
    own.write_text(own.read_text(encoding="utf-8").replace("# user", f"# user\n{written}"), encoding="utf-8")
    name = re.sub(r"[\0/]", "", written)[:40]
    (session.place.prompts / f"{name}.md").write_text(f"{written}{{{{", encoding="utf-8")
    (session.place.prompts / f"{name}.txt").write_text(written, encoding="utf-8")
    seen: list[str] = []

    async def scene() -> None:
        async with opened(session, LARGE, at="prompts") as (app, pilot):
            for keys in (
                (),
                ("c", *"hostile", "enter"),
                ("end",),
                ("k",),
                ("d",),
                ("t",),
                ("escape", "up", "k"),
                ("down",),
                ("p",),
            ):
                await press(pilot, *keys)
                assert not _COMMANDING.search(_lines(app)), keys
                assert (app.broke, app.clipboard, app.title) == (None, "", "outreach"), keys
                seen.append(_lines(app))
            if kind == "markup":
                assert "see [/] here" in "".join(seen)
                await press(pilot, "c")
                await _fill(app, pilot)
                await press(pilot, "enter")
                assert not _COMMANDING.search(_lines(app))
            assert app.is_running

    play(scene())


def test_every_field_of_the_notes_is_inert() -> None:
    """The text, where it is from, and the words of one's own."""

    async def scene() -> None:
        async with opened(HostileDay("x"), LARGE) as (app, pilot):
            await press(pilot, "p")
            await _fill(app, pilot)
            app.screen.query_one("#where").focus()
            await settle(pilot)
            await _fill(app, pilot)
            await press(pilot, "ctrl+s")
            assert not _COMMANDING.search(_lines(app))

    play(scene())
