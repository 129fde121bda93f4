"""The linter judges any text, the same every time, whatever it is disguised as, and fails closed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.lint import linter as module
from outreach.lint.finding import Severity
from outreach.lint.linter import Linter, Report, lint
from outreach.lint.rulebook import load

if TYPE_CHECKING:
    from collections.abc import Callable

LINTER = Linter(load())
CORPUS = Path(__file__).parents[1] / "corpus"
ROWS = [json.loads(line) for line in (CORPUS / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
WORDS = st.sampled_from(
    ["could you", "please", "free", "tonight", "I fixed", "\n\n", "> ", "Hi Sam,", "[Name]", "\u200b", "&#65;", "**", "\ud800"]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=30).map(" ".join))


@given(subject=TEXTS, body=TEXTS)
@settings(max_examples=300)
def test_no_text_raises_and_every_place_is_in_the_original(subject: str, body: str) -> None:
    """Whatever is typed, the answer is a report whose places lie in what was typed."""
    for finding in LINTER.lint(subject, body).findings:
        text = subject if finding.place == "subject" else body
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.name != "unjudged"


@given(subject=TEXTS, body=TEXTS)
def test_the_same_text_gets_the_same_report(subject: str, body: str) -> None:
    """In the same process, twice."""
    assert LINTER.lint(subject, body) == LINTER.lint(subject, body)


def test_another_process_says_the_same(tmp_path: Path) -> None:
    """Two processes with different hash seeds print the same bytes."""
    file = tmp_path / "messages.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    command = [sys.executable, "-m", "outreach", "lint", "--format", "jsonl", str(file)]
    runs = [
        subprocess.run(command, capture_output=True, check=False, env={"PYTHONHASHSEED": seed}).stdout  # noqa: S603  # our own
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0].count(b"\n") == len(ROWS)


def _words(change: Callable[[str], str], shortest: int, every: int) -> Callable[[str], str]:
    """Return what changes every so-manieth word of at least so many letters."""

    def disguise(text: str) -> str:
        count = 0

        def one(match: re.Match[str]) -> str:
            nonlocal count
            count += 1
            return change(match[0]) if count % every == 0 else match[0]

        return re.sub(rf"(?<![\w'])[a-z]{{{shortest},}}(?![\w'])", one, text)

    return disguise


HOMOGLYPHS = str.maketrans("aeocpix", "\u0430\u0435\u043e\u0441\u0440\u0456\u0445")
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
DISGUISES: dict[str, Callable[[str], str]] = {
    "homoglyphs": lambda text: text.translate(HOMOGLYPHS),
    "homoglyphs in some words": _words(lambda word: word.translate(HOMOGLYPHS), 5, 2),
    "zero-width characters": "\u200b".join,
    "soft hyphens": _words(lambda word: f"{word[:3]}\u00ad{word[3:]}", 6, 1),
    "full width": lambda text: text.translate(FULL_WIDTH),
    "capitals": str.upper,
    "bold words": _words(lambda word: f"**{word}**", 4, 3),
    "entities": lambda text: "".join(f"&#{ord(sign)};" if sign.isalpha() and i % 3 == 0 else sign for i, sign in enumerate(text)),
    "a right-to-left override": lambda text: f"\u202d{text}\u202c",
    "spaced words": _words(" ".join, 5, 8),
    "dotted words": _words(".".join, 6, 9),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "HTML": lambda text: f"<p>{text.replace(chr(10) * 2, '</p><p>')}</p>",
    "curly apostrophes": lambda text: text.replace("'", "\u2019"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
def test_a_disguise_does_not_change_a_verdict(disguise: Callable[[str], str]) -> None:
    """Of all labelled messages for looking at, none is read otherwise; a rejected one never slips through."""
    changed, opened = [], []
    for row in ROWS:
        plain = LINTER.lint(row["subject"], row["body"]).cleared
        worn = LINTER.lint(disguise(row["subject"]), disguise(row["body"])).cleared
        if worn != plain:
            changed.append(row["id"])
        if worn and not plain:
            opened.append(row["id"])
    assert opened == []
    assert len(changed) <= 1, changed


DISGUISED = [
    "Please act n0w, only 2 sp0ts left for you, hurry!!! Reply t0day or l0se your place.",
    "U R G E N T: reply tonight or lose your place. You owe me this.",
    "u.r.g.e.n.t, act now before it is too late and sign today",
    "Ple4se d0nate before m1dn1ght, everyb0dy else has already done it.",
]


@pytest.mark.parametrize("text", DISGUISED)
def test_digits_and_gaps_do_not_hide_pressure(text: str) -> None:
    """Leetspeak, letter spacing and dots are undone."""
    assert not LINTER.lint("", text).cleared


def test_a_quoted_reply_is_somebody_elses_word() -> None:
    """What the other one wrote, below a quote mark, is not held against the writer."""
    answer = "Hi Sam,\n\nI have mended the link on your page; the new one is below.\n\nLee\n\n"
    quote = "> You owe me an answer. Act now, only two spots left!\n"
    assert LINTER.lint("", answer + quote).cleared
    assert not LINTER.lint("", answer + quote.removeprefix("> ")).cleared


def test_anything_that_breaks_inside_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that could not be judged was not cleared."""

    def crash(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(module, "judge", crash)
    report = LINTER.lint("", "Hello")
    assert not report.cleared
    assert [(finding.name, finding.severity) for finding in report.findings] == [("unjudged", Severity.ERROR)]


def test_the_library_call_is_the_whole_linter() -> None:
    """One import, one call, the same report as the linter's own."""
    text = "Could you share our launch before midnight? Everyone else already has."
    assert lint(text, "quick favour") == LINTER.lint("quick favour", text)
    assert lint("") != Report(())


@pytest.mark.parametrize("subject", ["Hi", "Hi,", "Hi Bo", "Hi there", "x", "Thanks"])
@pytest.mark.parametrize(
    "body", ["I can lend you my ladder on Friday.", "I can give you two tickets for Friday.", "Would you come?"]
)
def test_a_bare_greeting_is_no_unfilled_template(subject: str, body: str) -> None:
    """Whatever else is wrong with a short message: there is no slot in it."""
    assert "TRU06" not in {finding.code for finding in Linter(load()).lint(subject, body).findings}


@pytest.mark.parametrize(
    "body", ["Hi [First Name],\n\nI loved {{article}}.", "Dear Mr/Ms SURNAME, please send your order for YEAR."]
)
def test_an_unfilled_template_is_found(body: str) -> None:
    """Slots in brackets, and those in capitals."""
    assert not Linter(load()).lint("", body).cleared
