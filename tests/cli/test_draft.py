"""`outreach draft`: the message alone on standard output, or nothing of it."""

from __future__ import annotations

import json
import re
from email import message_from_string, policy
from typing import TYPE_CHECKING

import pytest

from outreach.errors import EngineRefused
from tests.cli.conftest import BAD, CANARY, GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

pytestmark = pytest.mark.usefixtures("place", "calm")

SIGNATURE = "Best wishes,\nAlex Example\neditor of a small newsletter\nhttps://newsletter.example"
BODY = "\n\n".join(("Hello Robin,", GOOD["offer"], GOOD["body"], GOOD["close"], SIGNATURE))
FEATURE = ("--offer", "newsletter-feature")


def test_the_message_alone_is_the_answer(cli: Callable[..., Ran], scripted: Callable[..., None]) -> None:
    """Subject and body on standard output; why this offer, the stages and who wrote on standard error."""
    scripted(GOOD)
    ran = cli("draft", "example", *FEATURE)
    assert ran.code == 0, ran.err
    assert ran.out == f"Subject: A feature in my newsletter about your work\n\n{BODY}\n"
    assert ran.err.splitlines()[:2] == ["writing", "checking"]
    assert "Offer newsletter-feature: you chose it; it meets their need" in ran.err
    assert "Written by scripted in 1 attempt.\n" in ran.err


def test_a_repair_is_told_and_its_words_are_not(cli: Callable[..., Ran], scripted: Callable[..., None]) -> None:
    """The hold is named by its rules; the repaired message is the answer."""
    scripted(BAD, GOOD)
    ran = cli("draft", "example", *FEATURE)
    assert ran.code == 0, ran.err
    assert BODY in ran.out
    assert "held by " in ran.err
    assert "Written by scripted in 2 attempts." in ran.err
    assert CANARY not in ran.out + ran.err


def test_json_has_the_words_and_what_they_rest_on(cli: Callable[..., Ran], scripted: Callable[..., None]) -> None:
    """One object, and nothing else on standard output."""
    scripted(GOOD)
    told = json.loads(cli("draft", "example", *FEATURE, "--format", "json").out)
    assert (told["verdict"], told["body"]) == ("cleared", BODY)
    assert (told["offer_id"], told["fact_ids"], told["engine"]) == ("newsletter-feature", ["readers-for-the-blog"], "scripted")
    assert len(told["rulebook"]) == 12


def test_eml_opens_in_a_mail_program(cli: Callable[..., Ran], scripted: Callable[..., None]) -> None:
    """A draft in the program's eyes, with subject and text."""
    scripted(GOOD)
    mail = message_from_string(cli("draft", "example", *FEATURE, "--format", "eml").out, policy=policy.default)
    assert (mail["Subject"], mail["X-Unsent"]) == (GOOD["subject"], "1")
    assert mail.get_content().rstrip("\n") == BODY


@pytest.mark.parametrize("form", ["text", "json", "eml"])
def test_a_held_draft_shows_findings_and_no_words(cli: Callable[..., Ran], scripted: Callable[..., None], form: str) -> None:
    """Exit code 1; findings as text on standard error, or as JSON on standard output."""
    scripted(BAD, BAD, BAD)
    ran = cli("draft", "example", *FEATURE, "--format", form)
    assert ran.code == 1
    assert CANARY not in ran.out + ran.err
    if form == "json":
        told = json.loads(ran.out)
        assert told["verdict"] == "held"
        assert told["findings"]
        assert all(each["says"] and each["instead"] for each in told["findings"])
        assert not {"subject", "body"} & told.keys()
    else:
        assert ran.out == ""
        assert "Held, and not shown: " in ran.err


def test_what_a_failed_call_took_is_told(cli: Callable[..., Ran], scripted: Callable[..., None]) -> None:
    """A person who pays by the token hears of it."""
    error = EngineRefused("The model balked.")
    error.tokens = 1_234
    scripted(error)
    assert cli("draft", "example").err.endswith("outreach: The model balked.\n  It took 1,234 tokens.\n")


def test_a_need_that_the_offline_engine_cannot_say_is_told(cli: Callable[..., Ran], place: Path) -> None:
    """As a notice on standard error, with what to write instead."""
    path = place / "contacts" / "example.yaml"
    told = re.sub(r"text: .*", "text: More readers for the newsletter about work", path.read_text(encoding="utf-8"))
    path.write_text(re.sub(r"\n *quote: .*", "", told), encoding="utf-8")
    ran = cli("draft", "example", *FEATURE, "--engine", "offline")
    assert "Not used: " in ran.err
    assert "could not be turned into a sentence" in ran.err


def test_a_failed_engine_is_no_draft(cli: Callable[..., Ran], scripted: Callable[..., None]) -> None:
    """Exit code 3 with the cause; no other engine's text stands in."""
    scripted(EngineRefused("The quota is used up.", remedy="Wait."))
    ran = cli("draft", "example")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.endswith("outreach: The quota is used up.\n  Wait.\n")


def test_a_direct_message_has_no_subject_and_is_no_mail(cli: Callable[..., Ran], scripted: Callable[..., None]) -> None:
    """The channel is the contact's unless one is named."""
    scripted(GOOD, GOOD)
    assert cli("draft", "example", *FEATURE, "--channel", "dm").out.startswith("Hi Robin,\n")
    ran = cli("draft", "example", "--channel", "dm", "--format", "eml")
    assert (ran.code, ran.out) == (2, "")
    assert "no mail file" in ran.err


def test_an_ask_reaches_the_brief(cli: Callable[..., Ran], scripted: Callable[..., None]) -> None:
    """The ask is one line of words; with `--give` there is none, and both at once are wrong use."""
    scripted(GOOD | {"ask": "Would you name one book on glazes?"})
    ran = cli("draft", "example", *FEATURE, "--ask", "name one book on glazes")
    assert "Would you name one book on glazes?" in ran.out, ran.err
    for text in (" ", "x" * 301):
        ran = cli("draft", "example", "--ask", text)
        assert (ran.code, ran.out) == (2, "")
        assert "1 to 300 characters" in ran.err
    assert cli("draft", "example", "--ask", "x", "--give").code == 2


@pytest.mark.parametrize(
    "ask",
    ["name one book right away", "name one book today", "name one book by tomorrow", "name a book as soon as possible",
     "Could you name a book within 24 hours?", "name a book, it is your last chance"],
)  # fmt: skip
def test_an_ask_that_presses_is_refused_with_its_rule(cli: Callable[..., Ran], ask: str) -> None:
    """A person's words are linted as the one sentence that they will be, before anything is written."""
    ran = cli("draft", "example", *FEATURE, "--ask", ask)
    assert (ran.code, ran.out) == (2, "")
    assert "The ask cannot be made in these words (" in ran.err
    assert "hurried-ask" in ran.err or "rush-words" in ran.err
    assert "writing" not in ran.err


@pytest.mark.parametrize(
    "ask",
    ["name one book before the issue closes on 3 May", "tell me what you read in tomorrow's class",
     "Which book would you take first?", "name a book, in no hurry at all"],
)  # fmt: skip
def test_an_ask_without_haste_is_taken(cli: Callable[..., Ran], ask: str) -> None:
    """A date with its reason, or none."""
    ran = cli("draft", "example", *FEATURE, "--engine", "offline", "--ask", ask)
    assert "The ask cannot be made" not in ran.err


def test_a_contact_file_is_found_from_anywhere(
    cli: Callable[..., Ran],
    scripted: Callable[..., None],
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A path names a contact inside the workspace, and from outside it also finds the workspace."""
    scripted(GOOD, GOOD)
    assert cli("draft", "contacts/example.yaml", *FEATURE).code == 0
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert cli("draft", str(place / "contacts" / "example.yaml"), *FEATURE).code == 0
    ran = cli("draft", "example")
    assert (ran.code, ran.out) == (2, "")
    assert "no workspace here" in ran.err
    assert "`outreach init`" in ran.err


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nobody", "no contact 'nobody'"),
        ("nobody.yaml", "does not exist"),
        ("contacts", "is a folder"),
        ("contacts/", "is a folder"),
        ("../../../etc/hostname", "hostname"),
    ],
)
def test_a_contact_that_is_not_there_is_bad_input(cli: Callable[..., Ran], name: str, says: str) -> None:
    """A name, a path, a folder, another file."""
    ran = cli("draft", name)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


@pytest.mark.parametrize(
    ("file", "change", "says"),
    [
        ("outreach.yaml", ("sender:", "sendr:"), "sendr"),
        ("outreach.yaml", ("engine:", "engine: ["), "is not valid YAML"),
        ("offers.yaml", ("kind: exposure", "kind: fame"), "'kind' must be one of"),
        ("contacts/example.yaml", ("name: Robin Sample", "nme: Robin"), "'name' is missing"),
    ],
)
def test_a_broken_workspace_is_told_with_its_lines(
    cli: Callable[..., Ran], place: Path, file: str, change: tuple[str, str], says: str
) -> None:
    """File, line, column and what to do, before anything is sent."""
    path = place / file
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    ran = cli("draft", "example")
    assert (ran.code, ran.out) == (2, "")
    assert f"{path}:" in ran.err
    assert says in ran.err


def test_too_little_context_names_what_is_missing(cli: Callable[..., Ran], place: Path) -> None:
    """No engine is called: the answer is what to add and where."""
    (place / "contacts" / "sam.yaml").write_text("id: sam\nname: Sam Reed\n", encoding="utf-8")
    ran = cli("draft", "sam")
    assert (ran.code, ran.out) == (2, "")
    assert "Too little is known about Sam Reed" in ran.err
    assert "writing" not in ran.err


@pytest.mark.parametrize("engine", ["openai", "nonsense"])
def test_an_engine_that_is_not_set_up_is_bad_input(cli: Callable[..., Ran], engine: str) -> None:
    """A key that is missing, a name that is unknown."""
    ran = cli("draft", "example", "--engine", engine)
    assert (ran.code, ran.out) == (2, "")
    assert engine in ran.err


def test_without_a_sender_nothing_is_drafted(cli: Callable[..., Ran], place: Path) -> None:
    """Who writes is never guessed."""
    (place / "outreach.yaml").write_text("engine:\n  name: offline\n", encoding="utf-8")
    ran = cli("draft", "example")
    assert (ran.code, ran.out) == (2, "")
    assert "does not say who writes" in ran.err
