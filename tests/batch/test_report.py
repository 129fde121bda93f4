"""The report of a run: one page that stands alone, the same facts as JSON, and mail files on request."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import json
import mailbox
import re
from email import message_from_string
from email.policy import default
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from outreach import wiring
from outreach.actions.batch import report
from outreach.actions.batch_report import Mails, Ran
from outreach.actions.memory import Memory
from outreach.batch.outputs import CLEARED, HELD, REJECTS, Written
from outreach.batch.report import Cost, Likenesses, Promise, Reason, Report, bars, promises
from outreach.domain.draft import Usage
from outreach.domain.offer import Offer, OfferKind
from outreach.errors import BadInput
from tests.batch.fifty import batch

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "</title><script>alert(1)</script>"


class Page(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take notice of a tag."""
        self.tags.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of each tag of that name."""
        return [attributes for name, attributes in self.tags if name == tag]


def made(**changes: object) -> Report:
    """Return a report in which everything is filled in."""
    values = {
        "run": "runs/people", "table": f"people{HOSTILE}.csv", "planned": dt.date(2026, 11, 24), "written": dt.date(2026, 11, 25),
        "engine": f"openai:{HOSTILE}", "stopped": "", "tables": {CLEARED: 12, HELD: 3, REJECTS: 1},
        "reasons": (
            Reason(table=HELD, why="gate", says="the linter held it", rows=3),
            Reason(table=REJECTS, why="resting", says="resting", rows=1),
        ),
        "review": {"kept": 1, "edited": 0, "dropped": 0, "undecided": 11},
        "tokens": Usage(prompt_tokens=9000, cached_tokens=4000, cache_write_tokens=700, completion_tokens=1234, counted=True),
        "cost": Cost(about=1.5, currency="EUR", prices_of=dt.date(2026, 11, 1)), "lost": 2,
        "sameness": Likenesses(messages=12, highest=0.1875, median=0.05),
        "promises": (Promise(offer="edit", title=f"an edit {HOSTILE}", messages=12, before=1, limit=10),),
        "prompts": {"draft": "abc123"}, "rulebook": "def456", "changes": (f"columns {HOSTILE}",),
    }  # fmt: skip
    return Report.model_validate(values | changes)


def test_the_page_stands_alone_and_runs_nothing(tmp_path: Path) -> None:
    """No script, no resource, nothing to click, and what a table holds is text."""
    made().save(tmp_path)
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    page = Page(text)
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "a", "base"})
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name in {"src", "href"}]
    assert "url(" not in text
    assert "://" not in text
    policy = [each["content"] for each in page.named("meta") if each.get("http-equiv") == "Content-Security-Policy"]
    assert policy
    assert "default-src 'none'" in (policy[0] or "")
    assert HOSTILE not in text


def test_a_file_of_any_name_commands_no_terminal(tmp_path: Path) -> None:
    """A page is looked at with `less` or `cat` too: nothing of a path or of a column's name is more than its letters."""
    hostile = "a\x1b]0;owned\x07\x1b[31mb\u202ec"
    made(run=hostile, table=hostile, changes=(hostile,)).save(tmp_path)
    for name in ("report.html", "report.json"):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", (tmp_path / name).read_text(encoding="utf-8"))


def test_the_page_can_be_read_without_seeing_the_picture(tmp_path: Path) -> None:
    """A language, headings in order, a caption and headings for each table, a title for the picture, a number for each bar."""
    made().save(tmp_path)
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.named("html")[0]["lang"] == "en"
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(headings))
    assert len(page.named("caption")) == len(page.named("table"))
    assert all("scope" in each for each in page.named("th"))
    assert page.named("svg")[0]["role"] == "img"
    assert page.named("svg")[0]["aria-labelledby"] == page.named("title")[1]["id"]
    assert len(page.named("text")) == 2 * len(page.named("rect"))
    assert "@media print" in text
    assert "prefers-color-scheme: dark" in text


def test_the_page_and_the_data_tell_the_same(tmp_path: Path) -> None:
    """Cost with the day of its prices, tokens by kind, lost requests, sameness, promises over their limit, changes."""
    made().save(tmp_path)
    text = re.sub(r"\s+", " ", (tmp_path / "report.html").read_text(encoding="utf-8"))
    for said in (
        "About 1.50 EUR, at the prices of 2026-11-01", "9,000", "4,000", "700", "1,234", "10,234", "killed: 2.", "18.8%", "5.0%",
        "more than its limit", "abc123", "def456", "dropped",
    ):  # fmt: skip
        assert said in text
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert Report.model_validate(told) == made()


def test_a_bar_is_as_long_as_its_rows_are_many() -> None:
    """The longest fills the picture, none is drawn for nothing, and a single row of thousands is still seen."""
    few = Reason(table=HELD, why="gate", says="the linter held it", rows=1)
    most, least = bars(made(tables={CLEARED: 5000, HELD: 1, REJECTS: 0}, reasons=(few,)))
    assert most.width == pytest.approx(330)
    assert least.width == pytest.approx(2)
    assert bars(made(tables={CLEARED: 0, HELD: 0, REJECTS: 0}, reasons=()))[0].width == 0


def test_promises_are_held_against_the_limit_of_the_month() -> None:
    """What was given before the run counts; an offer that is gone has its id for a name."""
    told = Written()
    told.offers.update({"edit": 3, "gone": 1})
    edit = Offer(id="edit", title="a line edit", kind=OfferKind.REVIEW, tags=("text",), limit_per_month=4)
    found = promises(told, [edit], {"edit": 2})
    assert [(each.title, each.messages, each.before, each.limit, each.is_over) for each in found] == [
        ("a line edit", 3, 2, 4, True), ("gone", 1, 0, None, False),
    ]  # fmt: skip


def again(folder: Path, mails: Mails) -> Ran:
    """Write the report of the run of fifty again."""
    place = wiring.required_workspace(folder)
    settings = wiring.settings(place)
    with wiring.store(place, settings) as store:
        memory = Memory(store, place, settings, dt.date(2026, 11, 24))
        return report(memory, folder / "run", wiring.linter(place, drafting=True), wiring.prompts(place), mails)


def test_a_run_reports_and_writes_mails_on_request(tmp_path: Path) -> None:
    """No message is in the report; each cleared one is a mail file with a safe name and in the mailbox, and opens as it was."""
    ran = batch(tmp_path, 5, asks=True)
    assert ran.report is not None
    page = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    with (tmp_path / "run" / CLEARED).open(encoding="utf-8-sig", newline="") as file:
        rows = {int(row["outreach row"]): row for row in csv.DictReader(file)}
    assert not [row for row in rows.values() if row["name"] in page or row["outreach message"][:40] in page]
    ran = again(tmp_path, Mails(folder=True, box=True))
    assert ran.mails == {"eml": len(rows), "messages.mbox": len(rows)}
    files = sorted((tmp_path / "run" / "eml").iterdir())
    assert len(files) == len(rows)
    for path in files:
        number, name = path.stem.split("-", 1)
        mail = message_from_string(path.read_text(encoding="ascii"), policy=default)
        assert re.fullmatch(r"[a-z0-9-]+", name)
        assert mail["To"].addresses[0].addr_spec == rows[int(number)]["email"]
        assert mail.get_content().strip() == rows[int(number)]["outreach message"].strip()
    box = mailbox.mbox(tmp_path / "run" / "messages.mbox", create=False)
    assert len(box) == len(rows)
    box.close()
    assert not list((tmp_path / "run").glob("*.part"))


def test_mails_that_cannot_be_written_leave_those_before_as_they_were(tmp_path: Path) -> None:
    """All of them are there, or none is new."""
    batch(tmp_path, 1, asks=False)
    again(tmp_path, Mails(folder=True))
    before = sorted(path.read_bytes() for path in (tmp_path / "run" / "eml").iterdir())
    (tmp_path / "run" / "messages.mbox").mkdir()
    with pytest.raises(BadInput, match="cannot be written"):
        again(tmp_path, Mails(folder=True, box=True))
    assert sorted(path.read_bytes() for path in (tmp_path / "run" / "eml").iterdir()) == before
    assert not list((tmp_path / "run").glob("*.part"))
