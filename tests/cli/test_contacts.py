"""`outreach contacts`: add, list, show, note, accept, drop, rest, wake, forget, export and rank, through a real database."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from outreach.cli import printing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

pytestmark = pytest.mark.usefixtures("place")


@pytest.fixture
def ana(cli: Callable[..., Ran]) -> str:
    """Keep one person with a need, and return her id."""
    said = ("--need", "Looks for readers for a blog about glazes", "--where", "her blog", "--when", "2026-01-05")
    ran = cli("contacts", "add", "Ana Silva", "--address", "ana@silva.example", "--tag", "craft", "--role", "potter", *said)
    assert ran.code == 0, ran.err
    assert ran.out == "Added Ana Silva (ana-silva, ana@silva.example).\n"
    return "ana-silva"


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> list[str]:
    """Let somebody sit at the terminal and type these lines; return the questions that are put."""
    questions: list[str] = []
    answers = iter(lines)

    def ask(question: str) -> str | None:
        questions.append(question)
        return next(answers, None)

    monkeypatch.setattr(printing, "ask", ask)
    return questions


def test_the_same_address_is_the_same_person(cli: Callable[..., Ran], ana: str) -> None:
    """In any case of letters; nobody is added, with --yes neither, and the one who is here is named."""
    for more in ((), ("--yes",)):
        ran = cli("contacts", "add", "A. Silva", "--address", "ANA@Silva.example", *more)
        assert (ran.code, ran.out) == (2, "")
        assert "belongs to Ana Silva (ana-silva) already; nothing was added" in ran.err
    assert len(json.loads(cli("contacts", "list", "--format", "json").out)["contacts"]) == 1


def test_a_namesake_is_told_before_another_is_added(cli: Callable[..., Ran], ana: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Piped it takes --yes, at a terminal a yes; the new one has an id of their own."""
    namesake = ("contacts", "add", "ana silva", "--handle", "@ana")
    ran = cli(*namesake)
    assert (ran.code, ran.out) == (2, "")
    assert "Here already: Ana Silva (ana-silva, ana@silva.example), potter." in ran.err
    typed(monkeypatch, "n")
    assert cli(*namesake).code == 2
    typed(monkeypatch, "y")
    ran = cli(*namesake)
    assert ran.code == 0
    assert ran.out.startswith("Added ana silva (ana-silva-")


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("add", " "), "NAME holds no words"),
        (("add", "x" * 400), "NAME is longer than 300 characters"),
        (("add", "Bo", "--address", "bo"), "--address is no mail address"),
        (("add", "Bo", "--id", "B o"), "--id is no short id"),
        (("add", "Bo", "--need", "x", "--where", " "), "--where holds no words"),
        (("add", "Bo", "--where", "her blog"), "none is given"),
        (("add", "Bo", "--need", "x", "--when", "soon"), "--when takes a date such as 20"),
        (("add", "Bo", "--need", "x", "--when", "2999-01-01"), "--when lies in the future"),
        (("list", "--limit", "0"), "--limit takes a number from 1 to 1,000"),
        (("list", "--after", "nobody"), "not here any more"),
        (("show", "ana-silv"), "Near it: ana-silva"),
        (("show", "example"), "outreach contacts import contacts/example.yaml"),
        (("note", "ana-silva"), "Give one text to note"),
        (("note", "ana-silva", "She runs a press."), "it needs a source"),
        (("note", "ana-silva", "--file", "nowhere.txt", "--where", "x"), "nowhere.txt cannot be read: No such file"),
        (("note", "ana-silva", " ", "--where", "x"), "holds no words"),
        (("accept", "ana-silva", "7"), "Nothing about Ana Silva waits under the number 7"),
        (("accept", "ana-silva", "7", "8", "--as", "x"), "one by one"),
        (("drop", "ana-silva", "7"), "Nothing about Ana Silva waits"),
        (("drop", "ana-silva", "no-fact"), "no fact 'no-fact' is known"),
        (("rest", "ana-silva", "--reason", "ill", "--until", "2020-01-01"), "--until lies in the past"),
        (("rest", "ana-silva", "--reason", " "), "--reason holds no words"),
        (("wake", "ana-silva"), "Ana Silva is not resting"),
        (("forget", "ana-silva"), "Nothing was erased"),
        (("forget", "nobody", "--yes"), "There is no contact 'nobody'"),
        (("export", "nobody"), "There is no contact 'nobody'"),
        (("rank", "--limit", "0"), "--limit takes a number"),
        (("sing",), "invalid choice"),
        ((), "VERB"),
    ],
)
def test_bad_input_is_told_in_one_sentence(cli: Callable[..., Ran], ana: str, argv: tuple[str, ...], says: str) -> None:
    """Exit code 2, nothing on standard output, and nothing is changed."""
    ran = cli("contacts", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert json.loads(cli("contacts", "show", ana, "--format", "json").out)["contact"]["resting"] is None


def test_a_page_says_how_to_see_the_next(cli: Callable[..., Ran]) -> None:
    """Sorted by name; the hint is a command that can be run as it stands; at the end there is none."""
    for name in ("Cy Berg", "Ana Silva", "Bo Li"):
        cli("contacts", "add", name, "--tag", "c++" if name != "Bo Li" else "c")
    ran = cli("contacts", "list", "--limit", "2")
    assert [line.split()[0] for line in ran.out.splitlines()] == ["ana-silva", "bo-li"]
    assert "`outreach contacts list --limit 2 --after bo-li`" in ran.err
    ran = cli("contacts", "list", "--limit", "2", "--after", "bo-li")
    assert [line.split()[0] for line in ran.out.splitlines()] == ["cy-berg"]
    assert "More" not in ran.err
    told = json.loads(cli("contacts", "list", "--tag", "C++", "--limit", "1", "--format", "json").out)
    assert ([row["id"] for row in told["contacts"]], told["after"]) == (["ana-silva"], "ana-silva")
    assert cli("contacts", "list", "sil").out.startswith("ana-silva")
    assert "Nobody here has these words" in cli("contacts", "list", "zzz").err


def test_one_person_as_a_whole(cli: Callable[..., Ran], ana: str) -> None:
    """Need with source and age, standing with its reason, offers that fit; in JSON the same as data."""
    text = cli("contacts", "show", "ANA@silva.example").out
    assert "her blog, 5 January 2026 (" in text
    assert "Now: trade. Ana is a stranger: an ask may only stand beside an offer, as a trade." in text
    assert "newsletter-feature: a feature in my newsletter" in text
    cli("record", "promised", ana, "the list of kilns", "--on", "2026-02-01")
    assert "2026-02-01  promised  the list of kilns (still open)" in cli("contacts", "show", ana).out
    told = json.loads(cli("contacts", "show", ana, "--format", "json").out)
    assert told["standing"]["move"] == "give"
    assert told["contact"]["facts"][0]["age_days"] > 0
    assert [entry["words"] for entry in told["ledger"]] == ["the list of kilns"]


def test_offers_that_cannot_be_read_keep_nobody_from_being_shown(cli: Callable[..., Ran], ana: str, place: Path) -> None:
    """The mistake is told on standard error."""
    (place / "offers.yaml").write_text("offers: 3\n", encoding="utf-8")
    ran = cli("contacts", "show", ana)
    assert ran.code == 0
    assert "The offers cannot be read" in ran.err
    assert "Looks for readers" in ran.out


def test_what_a_text_says_waits_until_it_is_accepted(cli: Callable[..., Ran], ana: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exact words are proposed with numbers; worded anew they keep the quote; a dropped one is gone."""
    mail = "I run a small press in Porto. I am looking for somebody who reads Welsh."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(mail.encode())))
    ran = cli("contacts", "note", ana, "-", "--theirs", "--where", "her mail", "--when", "2026-02-01")
    assert ran.code == 0, ran.err
    assert "1  need  “I am looking for somebody who reads Welsh.”" in ran.out
    assert "2  fact  “I run a small press in Porto.”" in ran.out
    assert f"`outreach contacts accept {ana} 1 2`" in ran.err
    shown = cli("contacts", "show", ana).out
    assert "Waiting to be accepted" in shown
    assert len(json.loads(cli("contacts", "show", ana, "--format", "json").out)["contact"]["facts"]) == 1
    assert cli("contacts", "accept", ana, "1", "--as", "Is looking for a reader of Welsh").code == 0
    assert cli("contacts", "drop", ana, "2").out == "Dropped 2.\n"
    told = json.loads(cli("contacts", "show", ana, "--format", "json").out)
    fact = told["contact"]["facts"][1]
    assert (fact["text"], fact["kind"]) == ("Is looking for a reader of Welsh", "need")
    assert fact["quote"] == "I am looking for somebody who reads Welsh."
    assert fact["source"] == {"where": "her mail", "when": "2026-02-01"}
    assert told["waiting"] == []


def test_at_a_terminal_each_proposal_is_asked_about(cli: Callable[..., Ran], ana: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Edit the first, drop the second, leave the third."""
    questions = typed(monkeypatch, "what?", "e", "Seeks a reader of Welsh", "d", "q")
    mail = "I run a small press in Porto. I am looking for somebody who reads Welsh. I teach binding on Fridays."
    ran = cli("contacts", "note", ana, mail, "--theirs", "--where", "her mail")
    assert ran.code == 0, ran.err
    assert len(questions) == 5
    assert "Seeks a reader of Welsh" in ran.out
    assert "1 proposal waiting" in ran.err
    told = json.loads(cli("contacts", "show", ana, "--format", "json").out)
    assert [len(told["contact"]["facts"]), len(told["waiting"])] == [2, 1]


def test_a_fact_in_ones_own_words(cli: Callable[..., Ran], ana: str) -> None:
    """Known at once; one without a source gets it later, and the same twice is told."""
    assert "no source yet" in cli("contacts", "note", ana, "--fact", "Runs a kiln").out
    assert cli("contacts", "note", ana, "--fact", "Runs a kiln", "--where", "a call").code == 0
    assert "known about Ana Silva already" in cli("contacts", "note", ana, "--fact", "runs a kiln", "--where", "a call").err
    facts = json.loads(cli("contacts", "show", ana, "--format", "json").out)["contact"]["facts"]
    assert [fact["id"] for fact in facts] == ["looks-for-readers-for-a-blog", "runs-a-kiln"]
    assert facts[1]["source"]["where"] == "a call"
    assert cli("contacts", "drop", ana, "runs-a-kiln").code == 0
    assert len(json.loads(cli("contacts", "show", ana, "--format", "json").out)["contact"]["facts"]) == 1


def test_a_text_that_says_nothing_is_told(cli: Callable[..., Ran], ana: str) -> None:
    """Nothing is forced out of it."""
    ran = cli("contacts", "note", ana, "The weather was fine.", "--where", "a call")
    assert (ran.code, ran.out) == (0, "")
    assert "Nothing new in it says what Ana Silva does" in ran.err


def test_a_rest_ends_and_a_no_does_not(cli: Callable[..., Ran], ana: str) -> None:
    """A rest is woken from; who asked not to be contacted stays so, is listed so, and a new record of them rests too."""
    assert cli("contacts", "rest", ana, "--reason", "on leave", "--until", "2999-01-01").code == 0
    assert "resting until 1 January 2999: on leave" in cli("contacts", "list").out
    assert cli("contacts", "wake", ana).code == 0
    assert cli("contacts", "rest", ana, "--never", "--reason", "asked not to be contacted").code == 0
    ran = cli("contacts", "wake", ana)
    assert (ran.code, ran.out) == (1, "")
    assert "asked not to be contacted, and that stays so" in ran.err
    ran = cli("contacts", "rest", ana, "--reason", "ill", "--until", "2999-01-01")
    assert "so the rest has no end" in ran.err
    assert "Asked not to be contacted" in cli("contacts", "show", ana).out
    cli("contacts", "add", "Nobody Known")
    assert "no address and no handle" in cli("contacts", "rest", "nobody-known", "--never", "--reason", "no").err


def test_forgetting_says_what_goes_and_what_is_left(
    cli: Callable[..., Ran], ana: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked at a terminal; the mark stays, words do not; a file of one's own is named."""
    (place / "contacts" / "ana.yaml").write_text("id: ana\nname: A\naddress: ANA@silva.example\n", encoding="utf-8")
    cli("record", "gave", ana, "the list of kilns")
    questions = typed(monkeypatch, "y")
    ran = cli("contacts", "forget", ana)
    assert ran.code == 0, ran.err
    assert questions == ["Erase them? [y/N]"]
    assert "Erased ana-silva: the record, 1 fact or need, 1 ledger entry." in ran.out
    assert "Left: the salted mark" in ran.out
    assert "contacts/ana.yaml" in ran.err
    assert b"glazes" not in (place / "outreach.db").read_bytes()
    ran = cli("contacts", "add", "Ana Silva", "--address", "ana@silva.example")
    assert "asked not to be contacted" in ran.err
    assert cli("contacts", "wake", ana).code == 1


def test_a_record_made_by_mistake_leaves_no_mark(cli: Callable[..., Ran], ana: str) -> None:
    """Added again, the person is not at rest."""
    assert "Left: nothing." in cli("contacts", "forget", ana, "--yes", "--no-mark").out
    cli("contacts", "add", "Ana Silva", "--address", "ana@silva.example")
    assert json.loads(cli("contacts", "show", ana, "--format", "json").out)["contact"]["resting"] is None


def test_an_export_holds_everything(cli: Callable[..., Ran], ana: str) -> None:
    """Record, ledger, proposals."""
    cli("record", "gave", ana, "the list of kilns")
    cli("contacts", "note", ana, "Runs a small press in Porto.", "--where", "our talk")
    told = json.loads(cli("contacts", "export", ana).out)
    assert told["contact"]["address"] == "ana@silva.example"
    assert [entry["words"] for entry in told["ledger"]] == ["the list of kilns"]
    assert [each["quote"] for each in told["proposals"]] == ["Runs a small press in Porto."]
    assert told["suppression"] is None


def test_ranking_hides_nobody(cli: Callable[..., Ran], ana: str) -> None:
    """Each figure has its source, and those who rest are in it."""
    cli("contacts", "add", "Bo Li", "--handle", "@bo")
    cli("contacts", "rest", "bo-li", "--reason", "ill")
    text = cli("contacts", "rank").out
    assert "Ana Silva (ana-silva): trade." in text
    assert "Bo Li (bo-li): rest." in text
    assert "her blog, 5 January 2026" in text
    told = json.loads(cli("contacts", "rank", "--format", "json").out)
    assert [each["id"] for each in told["people"]] == ["ana-silva", "bo-li"]
    assert told["people"][0]["fit"]["offer_id"] == "newsletter-feature"
    assert told["people"][1]["fit"] is None


def test_outside_a_workspace_it_says_so(
    cli: Callable[..., Ran], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, and no database is made."""
    folder = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(folder)
    ran = cli("contacts", "list")
    assert (ran.code, ran.out) == (2, "")
    assert "no workspace here" in ran.err
    assert list(folder.iterdir()) == []
