"""The bundled people, offers and asks: they load, they match, and what is written from them clears the gate."""

from __future__ import annotations

import asyncio
import datetime as dt
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr

from outreach.briefing import Request, make_brief
from outreach.domain.contact import Channel, Contact
from outreach.domain.draft import Draft
from outreach.domain.salutation import assemble
from outreach.engines.base import Assignment
from outreach.engines.offline.engine import Offline
from outreach.errors import MissingContext
from outreach.gate import ClearedMessage, Held, clear
from outreach.lint.linter import Linter
from outreach.lint.rulebook import load
from outreach.settings import load as load_settings
from outreach.workspace import Workspace
from outreach.yaml_file import read_yaml

if TYPE_CHECKING:
    from outreach.domain.brief import Brief

SAMPLES = Path(str(files("outreach") / "samples"))
TODAY = dt.date(2026, 11, 24)
PEOPLE = tuple(sorted(path.stem for path in (SAMPLES / "contacts").glob("*.yaml")))
BELOW_THE_FLOOR = "tomasz-zielinski"
READY = tuple(person for person in PEOPLE if person != BELOW_THE_FLOOR)
BEST_OFFER = {
    "nour-haddad": "grant-list",
    "chidinma-okafor": "line-edit",
    "kenji-watanabe": "field-recorder",
    "lucia-quispe": "podcast-portrait",
}


def asks() -> dict[str, str]:
    """Return the demo's asks by contact id."""
    found: dict[str, str] = read_yaml(SAMPLES / "asks.yaml").data
    return found


def brief_of(person: str, place: Workspace, ask: str | None) -> Brief:
    """Return the brief of one bundled person."""
    sender = load_settings(place.settings_file(), {}).sender
    assert sender is not None
    return make_brief(Request(place.contact(person), sender, place.offers(), TODAY, ask=ask)).brief


@cache
def linter() -> Linter:
    """Return the linter under the shipped rules."""
    return Linter(load())


def scripted() -> dict[str, Any]:
    """Return the scripted replies."""
    found: dict[str, Any] = read_yaml(SAMPLES / "scripted.yaml").data
    return found


def draft_of(reply: dict[str, Any], brief: Brief) -> Draft:
    """Return a reply as the draft that an engine makes of it."""
    paragraphs = (reply["offer"], reply["body"], f"{reply['ask']} {reply['close']}")
    body = assemble(paragraphs, sender=brief.sender, contact=brief.contact, channel=brief.channel)
    return Draft(
        subject=SecretStr(reply["subject"]), body=SecretStr(body), offer_id=reply["offer_id"], fact_ids=tuple(reply["fact_ids"])
    )  # fmt: skip


def test_five_people_of_whom_three_are_asked_something() -> None:
    """Five contacts, varied in closeness and channel; three asks, each for one of them."""
    people = [Workspace(SAMPLES).contact(person) for person in PEOPLE]
    assert len(people) == 5
    assert len({person.closeness for person in people}) == 4
    assert [person.channel for person in people].count(Channel.DM) == 1
    assert set(asks()) <= set(READY)
    assert len(asks()) == 3


@pytest.mark.parametrize("person", READY)
def test_an_offer_clearly_fits(person: str) -> None:
    """The offer that was meant for a need is the one that matching finds."""
    brief = brief_of(person, Workspace(SAMPLES), asks().get(person))
    assert brief.offer.id == BEST_OFFER[person]
    assert brief.facts[0].kind == "need"


def test_one_is_below_the_floor() -> None:
    """The person without a sourced fact is refused with what is missing."""
    with pytest.raises(MissingContext, match="no fact or need with a source"):
        brief_of(BELOW_THE_FLOOR, Workspace(SAMPLES), None)


@pytest.mark.parametrize("step", range(40))
@pytest.mark.parametrize("person", READY)
def test_every_offline_message_clears(person: str, step: int) -> None:
    """First draft and forty repairs of every bundled brief, as asked and as a gift alone, are cleared."""
    for ask in {asks().get(person), None}:
        brief = brief_of(person, Workspace(SAMPLES), ask)
        draft = asyncio.run(Offline().write(Assignment(brief, attempt=step + 1))).draft
        outcome = clear(draft, brief, linter())
        assert isinstance(outcome, ClearedMessage), outcome


def test_the_pressing_draft_is_held_without_its_words() -> None:
    """The scripted first draft is held for several reasons, and nothing of the outcome has the canary."""
    script = scripted()
    first, second = script["replies"]
    brief = brief_of(script["contact"], Workspace(SAMPLES), asks()[script["contact"]])
    draft = draft_of(first, brief)
    assert script["canary"] in draft.body.get_secret_value().lower()
    held = clear(draft, brief, linter())
    assert isinstance(held, Held)
    assert len({finding.reason for finding in held.findings}) >= 3
    assert script["canary"] not in repr(held).lower()
    assert script["canary"] not in str(second).lower()


def test_the_scripted_repair_clears() -> None:
    """The scripted second draft is what a repair looks like."""
    script = scripted()
    brief = brief_of(script["contact"], Workspace(SAMPLES), asks()[script["contact"]])
    outcome = clear(draft_of(script["replies"][1], brief), brief, linter())
    assert isinstance(outcome, ClearedMessage), outcome


def test_the_canary_stands_nowhere_else() -> None:
    """The canary is in the scripted replies alone, so that finding it anywhere proves a leak."""
    canary = scripted()["canary"]
    others = [path for path in SAMPLES.rglob("*.yaml") if path.name != "scripted.yaml"]
    assert all(canary not in path.read_text(encoding="utf-8").lower() for path in others)


def test_a_new_workspace_is_valid_as_it_stands() -> None:
    """The files that `outreach init` writes load, match and give a message that clears."""
    place = Workspace(SAMPLES / "init")
    assert place.contact_ids() == ("example",)
    brief = brief_of("example", place, None)
    assert brief.offer.id == "newsletter-feature"
    draft = asyncio.run(Offline().write(Assignment(brief))).draft
    assert isinstance(clear(draft, brief, linter()), ClearedMessage)


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.yaml")), ids=lambda path: str(path.relative_to(SAMPLES)))
def test_every_file_explains_itself(path: Path) -> None:
    """Every bundled file begins with a note, and no address or page in it could be a real one."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "@" not in text.replace(".example", "").replace("@watanabe", "") or ".example" in text


def test_contacts_are_plain_contact_files() -> None:
    """A contact file is the fields of a contact and nothing else."""
    for path in (SAMPLES / "contacts").glob("*.yaml"):
        assert Contact.model_validate(read_yaml(path).data).id == path.stem
