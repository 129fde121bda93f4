"""`outreach lint`: what is read, what is said of it, and what could not be read."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.test_main import shell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

pytestmark = pytest.mark.usefixtures("calm")

FAIR = "Hi Ana,\n\nhere are the notes from Tuesday, as we said.\n\nBo\n"
BAD = (
    "Subject: Notes with a zebra\n\nHi Ana,\n\nhere are the notes from Tuesday with one zébra and one\nzebra, as we said.\n\nBo\n"
)
HORSE = "A zebra is mentioned. Mention a horse, 100% of the time."


@pytest.fixture
def bad(tmp_path: Path) -> str:
    """Make a message with a zebra in its subject and one in its body."""
    path = tmp_path / "bad.md"
    path.write_text(BAD, encoding="utf-8")
    return str(path)


@pytest.fixture
def rows(tmp_path: Path) -> str:
    """Make three messages in a file, the second with a zebra, the last without an id."""
    path = tmp_path / "rows.jsonl"
    given = [
        {"id": "one", "subject": "Notes", "body": FAIR, "verdict": "not ours"},
        {"id": 2, "subject": "", "body": FAIR.replace("notes", "zebra")},
        {"body": FAIR},
    ]
    path.write_text("\n".join(map(json.dumps, given)), encoding="utf-8")
    return str(path)


def test_a_fair_message_has_no_lines(cli: Callable[..., Ran], tmp_path: Path) -> None:
    """Nothing to say is nothing said; what was counted goes to standard error."""
    path = tmp_path / "fair.txt"
    path.write_text(FAIR, encoding="utf-8")
    ran = cli("lint", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "1 message: 1 cleared, 0 rejected (0 findings).\n"


def test_text_is_what_an_editor_jumps_by(cli: Callable[..., Ran], bad: str, zebra: str) -> None:
    """Line and column are those of the file, subject line included, and count characters."""
    ran = cli("lint", bad, "--rules", zebra)
    assert ran.code == 1
    assert ran.out == f"{bad}:1:23: TST01 zebra: {HORSE}\n{bad}:6:1: TST01 zebra: {HORSE}\n"
    assert ran.err == "1 message: 0 cleared, 1 rejected (2 findings).\n"


def test_windows_lines_have_the_same_places(cli: Callable[..., Ran], bad: str, zebra: str, tmp_path: Path) -> None:
    """CR LF and a byte order mark move nothing."""
    windows = tmp_path / "windows.txt"
    windows.write_bytes(b"\xef\xbb\xbf" + BAD.replace("\n", "\r\n").encode())
    places = [re.findall(r":(\d+:\d+): TST01", cli("lint", path, "--rules", zebra).out) for path in (bad, str(windows))]
    assert places == [["1:23", "6:1"]] * 2


def test_a_warning_marks_and_rejects_nothing(cli: Callable[..., Ran], bad: str, tmp_path: Path, zebra: str) -> None:
    """A warning says that it is one."""
    rule = tmp_path / "team-rules" / "zebra.yaml"
    rule.write_text(rule.read_text().replace("severity: error", "severity: warning"))
    ran = cli("lint", bad, "--rules", zebra)
    assert ran.code == 0
    assert f"{bad}:6:1: TST01 zebra (warning): {HORSE}\n" in ran.out
    assert "1 cleared, 0 rejected (2 findings)" in ran.err
    assert "::warning file=" in cli("lint", bad, "--rules", zebra, "--format", "github").out


def test_jsonl_answers_every_row_in_order(cli: Callable[..., Ran], rows: str, zebra: str) -> None:
    """One object a line with the ids of the file, and exactly the keys that scripts are told of."""
    ran = cli("lint", rows, "--rules", zebra, "--format", "jsonl")
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, ran.err) == (1, "")
    assert [(each["id"], each["verdict"]) for each in answers] == [
        ("one", "cleared"),
        ("2", "rejected"),
        (f"{rows}:3", "cleared"),
    ]
    assert answers[1]["findings"] == [
        {
            "code": "TST01", "name": "zebra", "reason": "urgency", "severity": "error", "place": "body", "sentence": 1,
            "start": 22, "end": 27, "says": "A zebra is mentioned.", "instead": "Mention a horse, 100% of the time.",
        }
    ]  # fmt: skip
    assert list(answers[1]) == ["id", "verdict", "findings"]


def test_json_is_one_array_of_the_same(cli: Callable[..., Ran], rows: str, bad: str, zebra: str) -> None:
    """The array holds what the lines hold, for no message, for one and for many."""
    for paths in ([rows, bad], [bad]):
        lines = cli("lint", *paths, "--rules", zebra, "--format", "jsonl").out.splitlines()
        assert json.loads(cli("lint", *paths, "--rules", zebra, "--format", "json").out) == [json.loads(line) for line in lines]
    assert json.loads(cli("lint", "nowhere.md", "--format", "json").out) == []


def test_an_id_comes_back_letter_for_letter(cli: Callable[..., Ran], tmp_path: Path) -> None:
    """An id may hold anything; it commands no terminal on its way out, and a program reads it as it was."""
    id_ = "\x1b[2J\u202eé😀\x9b\ud800\n"
    path = tmp_path / "odd.jsonl"
    path.write_text(json.dumps({"id": id_, "body": FAIR}), encoding="ascii")
    ran = cli("lint", str(path), "--format", "jsonl")
    assert json.loads(ran.out)["id"] == id_
    assert not set("\x1b\u202e\x9b") & set(ran.out)


def test_rows_in_text_name_the_message(cli: Callable[..., Ran], rows: str, zebra: str) -> None:
    """In a file of rows the line is the row's, and id and offsets follow."""
    assert cli("lint", rows, "--rules", zebra).out == f"{rows}:2:1: TST01 zebra: {HORSE} [2: body 22-27]\n"


def test_github_marks_the_change(cli: Callable[..., Ran], zebra: str, tmp_path: Path) -> None:
    """Properties and text are escaped as the runner reads them."""
    path = tmp_path / "a,b:c%.md"
    path.write_text(BAD, encoding="utf-8")
    ran = cli("lint", str(path), "--rules", zebra, "--format", "github")
    place = f"file={tmp_path}/a%2Cb%3Ac%25.md,line=6,col=1,endLine=6,endColumn=6,title=TST01 zebra"
    assert ran.out.splitlines()[1] == f"::error {place}::A zebra is mentioned. Mention a horse, 100%25 of the time."


def sarif(text: str) -> dict[str, Any]:
    """Return the one run of a SARIF log after looking at what the standard requires of every log."""
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert codes[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in {"error", "warning"}
    return dict(run)


def test_sarif_places_every_finding(cli: Callable[..., Ran], bad: str, rows: str, zebra: str) -> None:
    """Regions agree with each other by line and by offset; the rules come with their help."""
    run = sarif(cli("lint", bad, rows, "--rules", zebra, "--format", "sarif").out)
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["TST01"]["help"]["text"].startswith("The team does not write about zebras.")
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    assert regions[0] == {"startLine": 1, "startColumn": 23, "endLine": 1, "endColumn": 28, "charOffset": 22, "charLength": 5}
    assert BAD[regions[1]["charOffset"] :][: regions[1]["charLength"]] == "zebra"
    assert regions[2] == {"startLine": 2}
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_sarif_is_whole_when_an_input_is_missing(cli: Callable[..., Ran], bad: str) -> None:
    """A log with nothing found is a log, and says that it is not complete."""
    ran = cli("lint", "no where.md", "--format", "sarif")
    assert ran.code == 2
    run = sarif(ran.out)
    assert (run["results"], run["invocations"]) == ([], [{"executionSuccessful": False}])


MAILS = {
    "plain": "Subject: Notes\nFrom: a@b.example\nTo: c@d.example\n\n{body}",
    "folded": "From: a@b.example\nsubject: =?utf-8?q?Notes_f=C3=BCr?=\n Ana\nTo: c@d.example\n\n{body}",
    "many parts": "Subject: Notes\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n"
    "--x\nContent-Type: text/html\n\n<p>a zebra in the other part</p>\n"
    "--x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n--x--\n",
    "base64": "Subject: Notes\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{base64}",
}


@pytest.mark.parametrize("kind", MAILS)
def test_a_mail_is_judged_by_its_text(cli: Callable[..., Ran], tmp_path: Path, zebra: str, kind: str) -> None:
    """Headers are no message; an encoded body is decoded; a body that stands in the file has its places there."""
    from base64 import encodebytes  # noqa: PLC0415

    body = FAIR.replace("notes", "zebra")
    path = tmp_path / "mail.eml"
    path.write_text(MAILS[kind].format(body=body, base64=encodebytes(body.encode()).decode()), encoding="utf-8")
    ran = cli("lint", str(path), "--rules", zebra)
    (line,) = ran.out.splitlines()
    if kind in {"plain", "many parts"}:
        number = path.read_text(encoding="utf-8").splitlines().index("here are the zebra from Tuesday, as we said.") + 1
        assert line.startswith(f"{path}:{number}:14: TST01")
    else:
        assert line.startswith(f"{path}:1:1: TST01")
        assert "[" in line


@pytest.mark.parametrize(
    "text", ["Subject: x\n\n", "Content-Type: text/html\n\n<p>hello</p>", "\n\n \n", "Subject: =?utf-8?b?\xff?=\n"]
)
def test_a_mail_without_text_is_bad_input(cli: Callable[..., Ran], tmp_path: Path, text: str) -> None:
    """What has no text cannot be judged, and that is said."""
    path = tmp_path / "mail.eml"
    path.write_text(text, encoding="utf-8")
    ran = cli("lint", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert "no text that could be judged" in ran.err


UNREADABLE: dict[str, tuple[bytes | None, str]] = {
    "empty.md": (b"", "is empty"),
    "blank.md": (b" \n\t\n", "is empty"),
    "empty.jsonl": (b"\n\n", "is empty"),
    "binary.md": (b"\x7fELF\0\0", "is a binary file"),
    "binary.jsonl": (b"{}\0", "is a binary file"),
    "latin.md": (b"caf\xe9 on Tuesday", "is not UTF-8"),
    "huge.md": (b"x" * 10_000_000, "is larger than 2,000,000 bytes"),
    "mail.eml": (b"\0", "is a binary file"),
    "folder.md": (None, "is a folder"),
    "folder.jsonl": (None, "is a folder"),
    "none.md": (None, "does not exist"),
    "none.jsonl": (None, "does not exist"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_one_sentence(cli: Callable[..., Ran], tmp_path: Path, name: str) -> None:
    """Exit code 2, the name and the cause; and the file after it is judged all the same."""
    content, says = UNREADABLE[name]
    path, fair = tmp_path / name, tmp_path / "fair.md"
    fair.write_text(FAIR, encoding="utf-8")
    if content is not None:
        path.write_bytes(content)
    elif says == "is a folder":
        path.mkdir()
    ran = cli("lint", str(path), str(fair), "--format", "jsonl")
    assert ran.code == 2
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == [str(fair)]
    (line,) = [line for line in ran.err.splitlines() if line.startswith("outreach: ")]
    assert str(path) in line
    assert says in line


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_forbidden_file_is_one_sentence(cli: Callable[..., Ran], tmp_path: Path) -> None:
    """A file that may not be read is named."""
    path = tmp_path / "secret.jsonl"
    path.write_text("{}")
    path.chmod(0)
    assert "cannot be read: Permission denied" in cli("lint", str(path)).err


BAD_ROWS = {
    "not json": "is not JSON",
    "[1, 2]": "is not an object",
    '{"id": "x", "subject": "y"}': 'is not an object with a text "body"',
    '{"id": "x", "body": 5}': 'is not an object with a text "body"',
    '{"id": ["x"], "body": "y"}': '"id" a text or a number',
    '{"id": true, "body": "y"}': '"id" a text or a number',
    '{"subject": 7, "body": "y"}': '"subject" must be a text',
    "[" * 100_000: "is not JSON",
    '{"body": "' + "x" * 10_000_000 + '"}': "is longer than 1,000,000 bytes",
    "\udcff": "is not UTF-8",
}


@pytest.mark.parametrize("row", BAD_ROWS, ids=BAD_ROWS.values())
def test_a_bad_row_loses_no_other(cli: Callable[..., Ran], tmp_path: Path, row: str) -> None:
    """It is told by file and line, the rows around it are judged, and the exit code says that not all was read."""
    path = tmp_path / "rows.jsonl"
    fair = json.dumps({"id": "fair", "body": FAIR})
    path.write_bytes(f"{fair}\n{row}\n\n{fair}".encode("utf-8", "surrogateescape"))
    ran = cli("lint", str(path), "--format", "jsonl")
    assert ran.code == 2
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["fair", "fair"]
    assert ran.err.startswith(f"outreach: {path}:2: ")
    assert BAD_ROWS[row] in ran.err
    assert len(ran.err) < 400
    assert "2 cleared, 0 rejected, 1 could not be read" in cli("lint", str(path)).err


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak of a process from /proc")
def test_memory_stays_flat(tmp_path: Path) -> None:
    """Fifty times the rows take no more memory: nothing of a file of rows is kept."""
    script = (
        "import sys\nfrom outreach.cli.main import main\nmain(['lint', sys.argv[1], '--format', 'jsonl'])\n"
        "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0], file=sys.stderr)"
    )
    peaks = []
    for count in (20, 1_000):
        path = tmp_path / f"{count}.jsonl"
        path.write_text("".join(json.dumps({"id": n, "body": "x", "padding": "y" * 50_000}) + "\n" for n in range(count)))
        command = [sys.executable, "-c", script, str(path)]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # our own program
        peaks.append(int(ran.stderr))
        assert len(ran.stdout.splitlines()) == count
    assert peaks[1] - peaks[0] < 10_000, "kilobytes"


@pytest.mark.parametrize("argv", [(), ("-",)])
def test_a_piped_message_is_judged(zebra: str, argv: tuple[str, ...]) -> None:
    """Standard input is a message, named by a dash or not at all."""
    ran = shell("lint", *argv, "--rules", zebra, given=BAD)
    assert ran.returncode == 1
    assert ran.stdout.startswith("-:1:23: TST01 zebra: ")


@pytest.mark.parametrize(("given", "says"), [("", "is empty"), ("\0", "is binary"), ("x" * 2_000_001, "is larger than")])
def test_bad_standard_input_is_one_sentence(given: str, says: str) -> None:
    """Nothing piped in, a binary, a flood."""
    ran = shell("lint", given=given)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f"outreach: Standard input {says}" in ran.stderr


def test_a_terminal_without_a_file_is_wrong_use(tmp_path: Path) -> None:
    """It does not wait for somebody to type: it says what to do."""
    _, terminal = pty.openpty()
    command = [sys.executable, "-m", "outreach", "lint"]
    ran = subprocess.run(command, stdin=terminal, capture_output=True, text=True, check=False, timeout=20, cwd=tmp_path)  # noqa: S603
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("outreach: There is no message to judge.\n")


def test_the_rules_of_the_workspace_count(cli: Callable[..., Ran], place: Path, bad: str, zebra: str) -> None:
    """Inside a workspace its rules/ are in force without being named, from a folder below it too."""
    assert "TST01" not in cli("lint", bad).out
    (place / "team-rules").rename(place / "rules")
    assert "TST01" in cli("lint", bad).out


@pytest.mark.parametrize("rules", ["nowhere", "."])
def test_a_folder_without_rules_is_wrong_use(cli: Callable[..., Ran], tmp_path: Path, rules: str) -> None:
    """A team that thinks its rules are in force is told that they are not."""
    ran = cli("lint", "x.md", "--rules", str(tmp_path / rules))
    assert (ran.code, ran.out) == (2, "")
    assert "rule" in ran.err


def test_a_broken_rule_file_is_refused_whole(cli: Callable[..., Ran], zebra: str, bad: str, tmp_path: Path) -> None:
    """Every mistake is told with file and line, and nothing is judged by halves."""
    path = tmp_path / "team-rules" / "zebra.yaml"
    path.write_text(path.read_text().replace("urgency", "haste").replace("TST01", "test"), encoding="utf-8")
    ran = cli("lint", bad, "--rules", zebra)
    assert (ran.code, ran.out) == (2, "")
    assert len(re.findall(rf"^outreach: {re.escape(str(path))}:\d+:\d+: ", ran.err, re.MULTILINE)) == 2


def test_explain_says_how_each_sentence_was_read(cli: Callable[..., Ran], tmp_path: Path) -> None:
    """The act of every sentence in its words, what spoke for it with its weight, and what spoke for the verdict."""
    file = tmp_path / "note.txt"
    file.write_text("Hi Sam,\n\nI have fixed the broken link on your contact page. Would you mention our market?\n\nLee")
    ran = cli("lint", "--explain", str(file))
    assert ran.out.startswith(f"{file}: cleared (the classifier gives 0.")
    assert "give                 “I have fixed the broken link on your contact page.”\n" in ran.out
    assert "ask                  “Would you mention our market?”\n" in ran.out
    assert "because of" in ran.out
    assert ran.out == cli("lint", "--explain", str(file)).out
    assert cli("lint", "--explain", "--format", "json", str(file)).code == 2


def test_a_line_feed_in_a_file_name_is_shown_escaped(cli: Callable[..., Ran], tmp_path: Path) -> None:
    """A name that looks like two lines would look like two reports; programs get it as it is."""
    file = tmp_path / "one\ntwo\tthree.md"
    file.write_text("You still owe me an answer, reply within 24 hours or it is gone.", encoding="utf-8")
    ran = cli("lint", str(file))
    assert ran.code == 1
    assert all("one\\ntwo\\tthree.md:1:" in line for line in ran.out.splitlines())
    assert "one\\ntwo" in cli("lint", "--explain", str(file)).out
    assert json.loads(cli("lint", "--format", "jsonl", str(file)).out)["id"] == str(file)
    gone = cli("lint", f"{file}\ngone")
    assert gone.err.splitlines()[0].endswith("one\\ntwo\\tthree.md\\ngone does not exist.")
    (tmp_path / "x\ny.jsonl").write_text("{", encoding="utf-8")
    assert "x\\ny.jsonl:1" in cli("lint", str(tmp_path / "x\ny.jsonl")).err


def test_the_help_says_that_standard_input_is_one_message(cli: Callable[..., Ran]) -> None:
    """In any format: a line of JSON on it is not read as a message."""
    told = " ".join(cli("lint", "--help").out.split())
    assert "Standard input is one message, whatever --format says" in told
    assert "name a .jsonl file to judge many" in told
