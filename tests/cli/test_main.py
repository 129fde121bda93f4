"""The top level: help, slips of the hand, and everything that can go wrong in one sentence."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from outreach.cli import lint, main
from outreach.cli.main import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

OUTREACH = (sys.executable, "-m", "outreach")


def shell(*argv: str, given: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `outreach` as a process of its own."""
    env = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    return subprocess.run(  # noqa: S603  # our own program
        [*OUTREACH, *argv], input=given, capture_output=True, text=True, encoding="utf-8", check=False, env=env | environment
    )


@pytest.mark.parametrize("argv", [(), ("--help",), ("-h",)])
def test_help_names_every_command(cli: Callable[..., Ran], argv: tuple[str, ...]) -> None:
    """Without a command the help is shown."""
    ran = cli(*argv)
    assert ran.code == 0
    assert all(f"  {name} " in ran.out for name in COMMANDS)
    assert ran.err == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(cli: Callable[..., Ran], name: str) -> None:
    """Each command that the top level knows exists and explains itself."""
    ran = cli(name, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"usage: outreach {name}" in ran.out


def test_the_version_is_told(cli: Callable[..., Ran]) -> None:
    """`--version` prints name and number."""
    assert cli("--version").out.startswith("outreach 0.")


def test_a_slip_of_the_hand_gets_a_suggestion(cli: Callable[..., Ran]) -> None:
    """An unknown command is wrong use, and the nearest one is named."""
    ran = cli("dratf")
    assert (ran.code, ran.out) == (2, "")
    assert "no command 'dratf'" in ran.err
    assert "`outreach draft`" in ran.err


@pytest.mark.parametrize(
    "argv", [("lint", "--formt", "json"), ("--colour",), ("draft",), ("lint", "--format", "xml"), ("prompts",)]
)
def test_wrong_use_is_one_sentence(cli: Callable[..., Ran], argv: tuple[str, ...]) -> None:
    """What the parser does not understand ends with exit code 2 and says where the help is."""
    ran = cli(*argv)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("outreach: ")
    assert "--help`" in ran.err


def test_a_command_in_an_argument_commands_no_terminal(cli: Callable[..., Ran]) -> None:
    """An escape sequence handed in comes out without its escape."""
    ran = cli("lint", "--x\x1b]0;title\x07\x9b31m")
    assert not {"\x1b", "\x07", "\x9b"} & set(ran.err)
    ran = cli("\x1b[2Jclear")
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("error", [RuntimeError("the secret words"), RecursionError(), MemoryError(), GeneratorExit()])
def test_an_internal_error_tells_its_place_and_nothing_else(
    cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """No traceback, no message of the error: its type, a module and a line."""

    def fail(_: object) -> int:
        raise error

    monkeypatch.setattr(lint, "run", fail)
    ran = cli("lint")
    assert (ran.code, ran.out) == (4, "")
    assert f"internal error ({type(error).__name__} at outreach.cli.main:" in ran.err
    assert "secret" not in ran.err
    assert "Traceback" not in ran.err


def test_stopping_it_is_one_line(cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with 130, as a shell expects."""

    def stop(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(lint, "run", stop)
    ran = cli("lint")
    assert (ran.code, ran.out, ran.err) == (main.STOPPED, "", "outreach: stopped.\n")


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    """`outreach rules | head -1` ends quietly, however much is still to print."""
    command = f"{sys.executable} -m outreach rules --format json | head -1"
    ran = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False, cwd=tmp_path)  # noqa: S603, S607
    assert ran.stdout == "[\n"
    assert ran.stderr == ""


@pytest.mark.parametrize("locale", ["C", "POSIX", "de_DE.ISO-8859-1", "nonsense"])
def test_any_locale_gets_utf_8(tmp_path: Path, zebra: str, locale: str) -> None:
    """A terminal that says it knows ASCII alone still gets the name as it is written."""
    path = tmp_path / "Zoë.md"
    path.write_text("A zebra and a horse, as we said.", encoding="utf-8")
    for more in ({}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        ran = shell("lint", "--rules", zebra, str(path), LC_ALL=locale, **more)
        assert ran.returncode == 1
        assert ran.stderr.startswith("1 message: 0 cleared, 1 rejected")
        assert "Zoë.md:1:3: TST01 zebra: " in ran.stdout


@pytest.mark.parametrize("variable", ["NO_COLOR", "TERM"])
def test_colour_shows_on_a_terminal_unless_it_is_not_wanted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], variable: str
) -> None:
    """A pipe never gets it, and NO_COLOR and a dumb terminal are heard."""
    from outreach.cli import printing  # noqa: PLC0415

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    printing.out(printing.Styled("word", "red"))
    assert capsys.readouterr().out == "word\n"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    printing.out(printing.Styled("wo\x1brd", "red"))
    assert capsys.readouterr().out == "\x1b[31mword\x1b[0m\n"
    monkeypatch.setenv(variable, "dumb")
    printing.out(printing.Styled("word", "red"))
    assert capsys.readouterr().out == "word\n"
