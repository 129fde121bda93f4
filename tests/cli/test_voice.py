"""`outreach voice learn`, and the voice in use."""

from __future__ import annotations

import mailbox
import re
from typing import TYPE_CHECKING

import pytest

from outreach import wiring
from outreach.engines.openai_compatible import OpenAICompatible
from outreach.errors import BadInput
from tests.voice.messages import EASY, STIFF

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.fixture
def sent(tmp_path: Path) -> list[str]:
    """Write three messages into files."""
    folder = tmp_path / "sent"
    folder.mkdir()
    for number, text in enumerate(EASY):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return [str(path) for path in sorted(folder.iterdir())]


@pytest.fixture
def mails(tmp_path: Path) -> str:
    """Make a folder of mails: three by one person, each quoting the mail it answers, and three by another."""
    box = mailbox.mbox(tmp_path / "sent.mbox")
    for name, address, texts in (("Ana Ruiz", "ana@a.example", EASY), ("Martin Holt", "holt@h.example", STIFF)):
        for text in texts:
            quoted = "\n".join(f"> {line}" for line in ["Quetzal birds are never seen in this town at all."])
            mail = f"From: {name} <{address}>\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nSubject: notes\n\n{text}\n\n"
            box.add(mail + f"On 1 Mar 2026, Bo Berg <bo@b.example> wrote:\n{quoted}\n")
    box.close()
    return str(tmp_path / "sent.mbox")


def test_a_proposal_is_printed_and_not_written(cli: Callable[..., Ran], place: Path, sent: list[str]) -> None:
    """Without --write nothing changes; a voice needs no workspace and no model."""
    ran = cli("voice", "learn", *sent)
    assert ran.code == 0
    assert ran.out.startswith("- Casual and easy")
    assert "Learned from 3 messages, 164 words." in ran.err
    assert "Left out: the greeting (“hi” and the name, with a comma)" in ran.err
    assert "Nothing was written" in ran.err
    assert not (place / "voice.md").exists()


def test_it_is_written_once(cli: Callable[..., Ran], place: Path, sent: list[str]) -> None:
    """What a person edited is not overwritten, unless they say so."""
    printed = cli("voice", "learn", *sent, "--write").out
    assert (place / "voice.md").read_text(encoding="utf-8") == printed
    (place / "voice.md").write_text("Dry.\n", encoding="utf-8")
    ran = cli("voice", "learn", *sent, "--write")
    assert ran.code == 2
    assert "--force" in ran.err
    assert (place / "voice.md").read_text(encoding="utf-8") == "Dry.\n"
    assert cli("voice", "learn", *sent, "--write", "--force").code == 0
    assert (place / "voice.md").read_text(encoding="utf-8") == printed


def test_one_persons_mails_are_told_from_anothers(cli: Callable[..., Ran], place: Path, mails: str) -> None:
    """Whose voice it is must be said where several wrote; what they quote is nobody's."""
    several = cli("voice", "learn", mails)
    assert several.code == 2
    assert "by Ana Ruiz, Martin Holt, and none by Alex Example" in several.err
    ran = cli("voice", "learn", mails, "--name", "Martin Holt")
    assert "Formal and measured" in ran.out
    assert "of Martin Holt" in ran.err
    assert "3 messages of others passed over" in ran.err
    assert cli("voice", "learn", mails, "--name", "Bo Nobody").code == 2


def test_too_little_is_said(cli: Callable[..., Ran], place: Path, sent: list[str]) -> None:
    """And what it takes."""
    ran = cli("voice", "learn", sent[0], "--write")
    assert ran.code == 2
    assert "Too little to learn a voice from: 1 message with" in ran.err
    assert not (place / "voice.md").exists()


def test_the_file_stands_in_the_place_of_the_setting(place: Path) -> None:
    """One voice: `voice.md` where there is one, else `sender.voice`."""
    found = wiring.required_workspace()
    before = wiring.settings(found).sender
    assert before is not None
    assert before.voice == "warm, plain and brief"
    (place / "voice.md").write_text("- Dry.\n- Brief.\n", encoding="utf-8")
    for load in (wiring.settings, wiring.settings_but_the_engine):
        sender = load(found).sender
        assert sender is not None
        assert sender.voice == "- Dry.\n- Brief."


def test_a_voice_that_asks_for_pressure_is_refused_where_it_would_be_used(
    cli: Callable[..., Ran], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`prompts check` says it, and drafting through a model says the same; the offline engine has a voice of its own."""
    (place / "voice.md").write_text("- Dry.\n- A little pushy.\n", encoding="utf-8")
    said = f"{place / 'voice.md'}:2: asks for pressure."
    checked = cli("prompts", "check")
    assert checked.code == 2
    assert said in checked.out
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("OUTREACH_MODEL", "m")
    drafted = cli("draft", "example")
    assert (drafted.code, drafted.out) == (2, "")
    assert said in drafted.err
    found = wiring.required_workspace()
    with pytest.raises(BadInput, match="asks for pressure"):
        wiring.engine(wiring.settings(found), None, found)
    (place / "voice.md").write_text("- Dry.\n", encoding="utf-8")
    assert isinstance(wiring.engine(wiring.settings(found), None, found), OpenAICompatible)


def test_the_setting_is_checked_too(cli: Callable[..., Ran], place: Path) -> None:
    """Where there is no file."""
    path = place / "outreach.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("warm, plain and brief", "full of praise"), encoding="utf-8")
    ran = cli("prompts", "check")
    assert ran.code == 2
    line = path.read_text(encoding="utf-8").split("voice: full of praise")[0].count("\n") + 1
    assert re.search(rf"{re.escape(str(path))}:{line}:\d+: asks for flattery\.", ran.out)
