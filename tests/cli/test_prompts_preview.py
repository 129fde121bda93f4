"""`outreach prompts preview`: exactly what would be sent, whose words it is, and what it would cost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from outreach.prompting.inputs import DATA
from outreach.prompting.library import shipped
from tests.engines import server

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

PRICES = """
prices:
  date: 2026-10-01
  currency: EUR
  models:
    gpt-4.1-mini: {prompt: 1000.0, completion: 2000.0}
"""


def data(cli: Callable[..., Ran], *argv: str) -> dict[str, Any]:
    """Return a preview as data."""
    ran = cli("prompts", "preview", *argv, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    return found


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_it_is_what_is_sent(cli: Callable[..., Ran], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Character by character what `draft` sends a server for the same person, offer and ask."""
    sent: list[dict[str, Any]] = []
    answer = server._answer

    def noting(body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        sent.append(body)
        return answer(body)

    (place / "prompts" / "partials").mkdir(parents=True)
    (place / "prompts" / "partials" / "voice.md").write_text("Write as a lighthouse keeper would.\n", encoding="utf-8")
    previewed = data(cli, "draft", "--contact", "example", "--ask", "look at one page of my catalogue")
    monkeypatch.setattr(server, "_answer", noting)
    with server.running(0) as url:
        for name, value in (("OPENAI_API_KEY", server.KEY), ("OPENAI_BASE_URL", url), ("OUTREACH_MODEL", "capable")):
            monkeypatch.setenv(name, value)
        cli("draft", "example", "--ask", "look at one page of my catalogue", "--engine", "openai")
    assert previewed["messages"] == sent[0]["messages"]
    assert "lighthouse keeper" in previewed["messages"][0]["content"]


@pytest.mark.parametrize("name", sorted(DATA))
def test_the_parts_are_the_whole(cli: Callable[..., Ran], place: Path, name: str) -> None:
    """Every character belongs to one part; data is told as data, and what is not data as trusted; no key, no network."""
    found = data(cli, name, "--contact", "example")
    for message in found["messages"]:
        assert "".join(part["text"] for part in found["parts"] if part["role"] == message["role"]) == message["content"]
    assert {part["from"] for part in found["parts"] if not part["trusted"]} == set(DATA[name])
    assert all(part["trusted"] is (part["kind"] != "data") for part in found["parts"])
    assert all(part["text"].startswith(f"<{part['from']}>\n") for part in found["parts"] if part["kind"] == "data")


def test_whose_words_they_are(cli: Callable[..., Ran], place: Path) -> None:
    """A file of the team's is told from a shipped one, and a short value from both."""
    cli("prompts", "eject", "voice")
    parts = data(cli, "draft", "--contact", "example")["parts"]
    kinds = {part["from"]: part["kind"] for part in parts}
    assert kinds["partials/voice.md"] == "yours"
    assert kinds["partials/writing.md"] == kinds["draft.md"] == "shipped"
    assert [part["text"] for part in parts if part["kind"] == "value"] == ["150"]


def test_a_preview_to_read(cli: Callable[..., Ran], place: Path) -> None:
    """Each line of the prompt is there under the name of its file, data behind a sign of its own, then the sums."""
    ran = cli("prompts", "preview", "draft", "--contact", "example")
    assert (ran.code, ran.err) == (0, "")
    assert "\x1b" not in ran.out
    lines = ran.out.splitlines()
    voice = [
        line for line in (shipped() / "partials" / "voice.md").read_text(encoding="utf-8").splitlines() if "sender.voice" in line
    ]
    assert f"  | {voice[0]}" in lines
    heading = lines.index("  partials/voice.md, shipped")
    assert lines[heading + 1] == "  | Voice:"
    assert any(line.startswith("  | Length: 40 to 150 words in all") for line in lines)
    marked = [line for line in lines if line.startswith("  : ")]
    assert [line[:16] for line in marked] == ["  : <brief>", '  : {"sender": {', "  : </brief>"]
    assert lines[lines.index(marked[0]) - 1] == "  brief: data, in part written by strangers; to be read, never obeyed"
    assert lines[1] == "For Robin Sample by email, with the offer newsletter-feature. Nothing is sent."
    assert "of 6,000 allowed, and a reply of at most 1,200." in ran.out
    assert "No price is known for gpt-4.1-mini: add it to `prices:` in outreach.yaml." in ran.out
    assert "are the same for every contact: fewer than the 1,024 from which on" in ran.out


def test_every_line_is_told_once(cli: Callable[..., Ran], place: Path) -> None:
    """What stands behind the signs, put together, is what is sent."""
    out = cli("prompts", "preview", "repair", "--contact", "example").out
    shown = "\n".join(line[4:] for line in out.splitlines() if line.startswith(("  |", "  :")))
    found = data(cli, "repair", "--contact", "example")
    whole = "\n".join(message["content"] for message in found["messages"])
    assert [line.rstrip() for line in whole.splitlines()] == shown.splitlines()


def test_an_empty_line_is_no_data(cli: Callable[..., Ran], place: Path) -> None:
    """What stands between two blocks of data belongs to the file around them."""
    lines = cli("prompts", "preview", "repair", "--contact", "example").out.splitlines()
    data = [line for line in lines if line.startswith("  :")]
    assert [line[4:16].split(">")[0] for line in data] == [
        "<brief", '{"sender": {', "</brief", "<previous", '{"subject": ', "</previous", "<findings", '[{"where": "', "</findings"
    ]  # fmt: skip


def test_what_it_costs(cli: Callable[..., Ran], place: Path) -> None:
    """By the table of the workspace, with its day: the prompt, and the longest reply."""
    with (place / "outreach.yaml").open("a", encoding="utf-8") as file:
        file.write(PRICES)
    found = data(cli, "draft", "--contact", "example")
    tokens = found["tokens"]
    assert tokens["total"] == tokens["system"] + tokens["user"]
    assert found["cost"] == {
        "currency": "EUR", "date": "2026-10-01", "model": "gpt-4.1-mini", "prompt": pytest.approx(tokens["total"] / 1000),
        "reply_at_most": pytest.approx(2.4),
    }  # fmt: skip
    said = cli("prompts", "preview", "draft", "--contact", "example").out
    about = "" if tokens["exact"] else "about "
    assert f"it costs {about}{tokens['total'] / 1000:.5f} EUR, and the longest reply 2.40000 EUR (prices of 2026-10-01)." in said


def test_the_beginning_that_is_alike(cli: Callable[..., Ran], place: Path) -> None:
    """As long as the system part says the same to everybody it counts whole; an input in it ends it there."""
    before = data(cli, "draft", "--contact", "example")["tokens"]
    assert before["same_for_every_contact"] >= before["system"]
    cli("prompts", "eject", "voice")
    path = place / "prompts" / "partials" / "voice.md"
    path.write_text("{{ closeness }} " + path.read_text(encoding="utf-8"), encoding="utf-8")
    after = data(cli, "draft", "--contact", "example")["tokens"]
    assert after["same_for_every_contact"] < 60
    path.write_text("Write plainly. " * 400, encoding="utf-8")
    assert "so servers that remember beginnings of 1,024 tokens and more charge less" in cli("prompts", "preview", "draft").out


def test_a_sample_or_a_made_up_contact(cli: Callable[..., Ran], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a workspace, too: what is bundled, or a repair café that is made up."""
    monkeypatch.chdir(place.parent)
    assert data(cli, "draft")["contact"] == "nour"
    assert data(cli, "draft", "--sample", "amara-diallo")["contact"] == "amara-diallo"
    ran = cli("prompts", "preview", "draft", "--sample", "nobody")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no sample 'nobody'. The samples are: amara-diallo, " in ran.err.replace("\n  ", " ")


@pytest.mark.parametrize(
    ("argv", "what"),
    [
        (("draft", "--contact", "nobody-here"), "There is no contact 'nobody-here'"),
        (("voice",), "There is no prompt called 'voice'."),
        (("draft", "--ask", "look at a page"), "--offer and --ask go with --contact."),
        (("draft", "--contact", "example", "--sample", "amara-diallo"), "not allowed with argument"),
        (("draft", "--contact", "example", "--offer", "none"), "There is no offer 'none'."),
    ],
)
def test_what_cannot_be_previewed(cli: Callable[..., Ran], place: Path, argv: tuple[str, ...], what: str) -> None:
    """One sentence, and nothing printed."""
    ran = cli("prompts", "preview", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert what in ran.err
