"""The day that a process of its own looks up is the day that the session would have looked up, and its failures are silent."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from outreach.actions.init import init
from outreach.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

_BOTH = """
import json
from pathlib import Path
from outreach.tui.ahead import look
ahead = look()
found = ahead.day() if ahead is not None else None
import sys
loaded = sorted({"pydantic", "sqlalchemy"} & set(sys.modules))
from outreach.tui.opening import open_folder
def told(day):
    write = [[each.cause, each.contact.id, each.contact.name, each.contact.role, each.reason, each.command, each.offer_id]
             for each in day.write]
    leave = [[each.contact.id, each.contact.name, each.move, each.reason, str(each.until)] for each in day.leave]
    return [write, leave, day.nobody]
same = found is not None and told(found) == told(open_folder(str(Path.cwd())).today())
print(json.dumps({"ahead": ahead is not None, "found": found and told(found), "loaded": loaded, "same": same}))
"""


def _run(folder: Path, code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603  # ourselves
    assert run.stderr == ""
    return run.stdout


def test_the_day_looked_up_ahead_is_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace with somebody to give to and somebody at rest; nothing of it is loaded in the process that asks."""
    init(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["contacts", "import", "contacts/example.yaml", "--yes"]) == 0
    assert main(["contacts", "add", "Ana Rest", "--address", "ana@people.example"]) == 0
    assert main(["contacts", "rest", "ana@people.example", "--reason", "is on leave"]) == 0
    answer = json.loads(_run(tmp_path, _BOTH))
    assert answer["same"]
    assert [each[1] for each in answer["found"][0]] == ["example"]
    assert [each[1] for each in answer["found"][1]] == ["Ana Rest"]
    assert answer["loaded"] == []


def test_what_cannot_be_looked_up_is_no_answer_and_says_nothing(tmp_path: Path) -> None:
    """Settings with a mistake: the process ends without a word, and the session will say what is wrong."""
    init(tmp_path)
    (tmp_path / "outreach.yaml").write_text("sender: [", encoding="utf-8")
    assert _run(tmp_path, "from outreach.tui.ahead import look; print(look().day())") == "None\n"


def test_without_a_workspace_nothing_is_looked_up(tmp_path: Path) -> None:
    """There is no process to wait for."""
    assert _run(tmp_path, "from outreach.tui.ahead import look; print(look())") == "None\n"
