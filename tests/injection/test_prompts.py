"""Whatever a stranger writes, it is data in a prompt: it changes no part of ours, runs as no template, stays in its block."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from outreach import wiring
from outreach.domain.cleaning import clean_line
from outreach.engines.reply import draft_of
from outreach.lint.finding import Finding, Severity
from outreach.prompting.data import MAX_FIELD, for_draft, for_repair
from tests.injection import doors
from tests.injection.conftest import INNOCENT
from tests.injection.payloads import ALL, IDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from outreach.domain.brief import Brief
    from outreach.prompting.library import Prompts
    from tests.injection.conftest import Came
    from tests.injection.payloads import Payload

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
DOORS = ("file", "table", "note", "page")
FOUND = Finding("XX001", "some-rule", "urgency", Severity.ERROR, "body", 1, 0, 5, "It presses.", "Leave time out.")
_BLOCK = re.compile(r"^<(brief|previous|findings)>\n(.*)\n</\1>$", re.MULTILINE)
each_payload = pytest.mark.parametrize("payload", ALL, ids=IDS)


@pytest.fixture(scope="module")
def prompts(came: Came) -> Prompts:
    """Return the prompts that ship."""
    return wiring.prompts(came.place)


@pytest.fixture(scope="module")
def plain(came: Came, prompts: Prompts) -> dict[str, list[tuple[str, str, str]]]:
    """Return the prompts for an innocent text, by door."""
    return {door: list(rendered(prompts, came.briefs[door][INNOCENT.number], INNOCENT)) for door in DOORS}


def rendered(prompts: Prompts, brief: Brief, payload: Payload) -> Iterator[tuple[str, str, str]]:
    """Yield name, system and user part of the prompt for a first draft, and of the one to mend what an obeying model wrote."""
    draft = draft_of(payload.reply(), brief)
    for name, values in (("draft", for_draft(brief)), ("repair", for_repair(brief, draft, (FOUND,)))):
        prompt = prompts.render(name, values)
        yield name, prompt.system, prompt.user.get_secret_value()


def strings(data: Any) -> Iterator[str]:  # noqa: ANN401  # whatever JSON holds
    """Yield every text in some data."""
    if isinstance(data, str):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from strings(value)


@pytest.mark.parametrize("door", DOORS)
@each_payload
def test_it_stays_data(
    came: Came, prompts: Prompts, plain: dict[str, list[tuple[str, str, str]]], payload: Payload, door: str
) -> None:
    """Both parts are those of an innocent text but for the data of the blocks, and each block is one JSON value in its tag."""
    found = rendered(prompts, came.briefs[door][payload.number], payload)
    for (name, system, user), (_, plain_system, plain_user) in zip(found, plain[door], strict=True):
        assert system == plain_system
        assert _BLOCK.sub(r"<\1>", user) == _BLOCK.sub(r"<\1>", plain_user)
        blocks = _BLOCK.findall(user)
        assert [tag for tag, _ in blocks] == (["brief"] if name == "draft" else ["brief", "previous", "findings"])
        for tag, written in blocks:
            assert not set("<>") & set(written)
            assert isinstance(json.loads(written), list if tag == "findings" else dict)


@each_payload
def test_a_value_is_written_as_it_is(prompts: Prompts, tmp_path: Path, came: Came, payload: Payload) -> None:
    """No part of a value is run: what a model reads is what the file says, cleaned and cut, even as the name to greet by."""
    contact = doors.file(tmp_path, payload, greeting=True)
    prompt = prompts.render("draft", for_draft(doors.brief_of(contact, came.place)))
    [(_, written)] = _BLOCK.findall(prompt.user.get_secret_value())
    data = json.loads(written)
    expected = str(clean_line(payload.text))
    assert len(expected) <= MAX_FIELD
    assert data["reader"]["called"] == data["reader"]["role"] == expected
    assert [one["text"] for one in data["reader"]["facts"] if one["id"] == "x1"] == [expected]
    assert all(text in set(strings(data)) for text in payload.texts)


@pytest.mark.parametrize(("door", "least"), [("file", len(ALL)), ("note", len(ALL)), ("table", 30), ("page", 3)])
def test_every_door_carries(came: Came, door: str, least: int) -> None:
    """A door through which nothing came would prove nothing; those that read for themselves let little in."""
    assert len(came.briefs[door]) == len(ALL) + 1
    told = {number: set(strings(for_facts(brief))) for number, brief in came.briefs[door].items()}
    carried = [each for each in ALL if any(words in " ".join(told[each.number]) for words in each.texts)]
    assert len(carried) >= least


def for_facts(brief: Brief) -> Any:  # noqa: ANN401  # JSON
    """Return the facts of a brief as data."""
    return brief.model_dump(mode="json")["facts"]
