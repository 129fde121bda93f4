"""Who may read drafts, who may make cleared messages, who may print, and what is never imported."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "outreach"
FILES = sorted(SOURCE.rglob("*.py"))
READERS = {
    "gate.py",  # lints the words
    "engines/answer.py",  # parses a model's reply
    "engines/endpoint.py",  # hands the API key to the client
    "engines/chat.py",  # sees whether an answer has words
    "engines/client.py",  # hands the API key to the SDK
    "engines/extracting.py",  # looks for what a model quotes in the text that it was given
    "engines/reviewing.py",  # looks for what a reviewer quotes in the draft that it was given
    "engines/reply.py",  # puts the parts of a reply together
    "prompting/data.py",  # a repair sends the previous draft back
    "prompting/render.py",
    "wiring.py",  # opens the database at its URL
}


def _names(path: Path) -> set[str]:
    """Return every name and attribute that a file uses."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }


def _relative(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def test_the_seal_never_leaves_the_gate() -> None:
    """No other file names the seal."""
    assert [_relative(path) for path in FILES if {"_SEAL", "_Seal"} & _names(path)] == ["gate.py"]


def test_only_the_gate_clears() -> None:
    """No other file constructs a cleared message; they only receive one."""
    makers = []
    for path in FILES:
        calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        if any(isinstance(func, ast.Name) and func.id == "ClearedMessage" for func in calls):
            makers.append(_relative(path))
    assert makers == ["gate.py"]


def test_only_few_files_read_secret_words() -> None:
    """The words of a draft are read by the gate, and by the engine that repairs it."""
    readers = {_relative(path) for path in FILES if "get_secret_value" in _names(path)}
    assert "gate.py" in readers
    assert readers <= READERS


def test_only_printing_prints() -> None:
    """One file writes to the terminal."""
    printers = {_relative(path) for path in FILES if {"print", "stdout", "stderr"} & _names(path)}
    assert printers == {"cli/printing.py"}


@pytest.mark.parametrize("module", ["smtplib", "imaplib", "poplib", "telnetlib", "socketserver"])
def test_it_never_sends(module: str) -> None:
    """Nothing in the program can send a message."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert module not in names, _relative(path)


def test_every_folder_says_what_it_is() -> None:
    """Each package has an `__init__.py` with one docstring and nothing else."""
    for folder in {path.parent for path in FILES}:
        tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), folder
        assert len(tree.body) == 1, folder
