"""Files of requests, and results that files bring back."""

from __future__ import annotations

import asyncio
import json
import random
import shutil
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from pydantic import SecretStr

from outreach import wiring, wiring_runs
from outreach.actions import batch_bulk
from outreach.actions.memory import Memory
from outreach.batch import bulk, intake
from outreach.batch.bulk import Caps
from outreach.batch.exports import Exports
from outreach.batch.request_files import RequestFiles
from outreach.engines.base import Assignment
from outreach.engines.openai_compatible import OpenAICompatible
from outreach.lint.finding import Finding, Severity
from outreach.prompting.library import Prompts
from tests.batch.batch_api import written
from tests.batch.beyond import Beyond, answered, vllm
from tests.engines.server import completion
from tests.values import BAD_BODY, CANARY, brief

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from outreach.batch.exports import Settled
    from tests.batch.batch_api import Answer

DRAFTED = 12
"""So many people are written to."""
FOUND = Finding("XX001", "some-rule", "urgency", Severity.ERROR, "body", 1, 0, 4, "It presses.", "Leave time out.")


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Beyond:
    """Make a workspace with a planned run."""
    return Beyond(tmp_path, monkeypatch, capsys)


def export(batch: Beyond, *, again: bool = False, caps: Caps | None = None) -> batch_bulk.Exported:
    """Export under other caps than the command's."""
    place = wiring.required_workspace()
    given = wiring.settings(place)
    with wiring.store(place, given) as store:
        memory = Memory(store, place, given, wiring.today())
        return batch_bulk.export(memory, batch.folder, wiring_runs.desk(place, given), again=again, caps=caps)


def bad(_: dict[str, Any]) -> Answer:
    """Answer with a draft that is held."""
    parts = {"offer_id": "manual", "fact_ids": [], "subject": "Now", "offer": BAD_BODY, "body": "", "ask": "", "close": ""}
    return 200, completion(json.dumps(parts))


def refused(_: dict[str, Any]) -> Answer:
    """Answer with a refusal."""
    return 200, completion(None, refusal=f"I will not, {CANARY}.")


def failed(_: dict[str, Any]) -> Answer:
    """Fail."""
    return 500, {"error": {"message": f"The server had an error, {CANARY}.", "type": "server_error", "param": None, "code": None}}


def never(_: dict[str, Any]) -> Answer:
    """Leave it undone."""
    return 0, {}


@pytest.mark.parametrize("findings", [(), (FOUND,)], ids=["first", "anew"])
def test_a_request_is_what_the_engine_would_have_sent(findings: tuple[Finding, ...]) -> None:
    """Body for body, for a first draft and for one written anew from findings."""
    sent: list[dict[str, Any]] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(json.loads(request.content))
        return httpx2.Response(200, json=written(sent[-1])[1])

    async def write() -> bytes:
        transport = httpx2.MockTransport(answer)
        engine = OpenAICompatible(model="m", prompts=Prompts(), api_key=SecretStr("sk-some-key"), transport=transport)
        await engine.write(Assignment(brief(), findings=findings))
        _, line = bulk.made("key", brief(), 1, findings, engine)
        await engine.aclose()
        return line

    line = json.loads(asyncio.run(write()))
    assert {name: line[name] for name in ("method", "url")} == {"method": "POST", "url": "/v1/chat/completions"}
    assert line["body"] == sent[0]
    assert ("<findings>" in line["body"]["messages"][1]["content"]) is bool(findings)


def test_files_are_as_many_as_it_takes(batch: Beyond) -> None:
    """No file holds more requests or bytes than it may, and every row stands in one of them once."""
    files = export(batch, caps=Caps(requests=5, size=10**6)).files
    assert [file.requests for file in files] == [5, 5, 2]
    ids = {each["custom_id"] for number in (1, 2, 3) for each in batch.requests(number)}
    assert len(ids) == DRAFTED
    assert all(len(id_) <= 64 for id_ in ids)
    size = max(file.size for file in files)
    again = export(batch, again=True, caps=Caps(size=size)).files
    assert len(again) > 1
    assert all(file.size <= size and file.size == (batch.folder / file.name).stat().st_size for file in again)
    assert sum(file.requests for file in again) == DRAFTED
    assert Caps() == Caps(requests=50_000, size=200_000_000)


def test_nothing_is_exported_twice_and_the_ids_are_the_same_everywhere(batch: Beyond) -> None:
    """A second export finds nothing; the same plan made anew gives the same ids; a run leaves exported rows alone."""
    assert "requests-001.jsonl  12 requests" in batch("export").out
    ids = [each["custom_id"] for each in batch.requests()]
    assert batch("export").out == "There is nothing to export.\n12 requests of earlier files wait for results.\n"
    assert batch.plan().code == 2
    assert batch("run", "--engine", "offline").code == 1
    assert batch.counts()["exported: not-yet"] == DRAFTED
    assert {row["outreach reason"][:8] for row in batch.rows()["rejects.csv"]} == {"not-yet:"}
    shutil.rmtree(batch.folder)
    batch.plan()
    batch("export")
    assert [each["custom_id"] for each in batch.requests()] == ids


def test_requests_that_are_given_up_are_asked_for_anew(batch: Beyond) -> None:
    """With ids of their own. A late result counts for what it took and changes nothing else."""
    batch("export")
    early = answered(batch.requests())
    assert "12 requests" in batch("export", "--again").out
    assert {each["custom_id"] for each in early}.isdisjoint(each["custom_id"] for each in batch.requests(2))
    late = batch.bring(*early)
    assert "12  lines no longer waited for" in late.out
    assert batch.counts()["exported: not-yet"] == DRAFTED
    assert batch.tokens() == 12 * 1520
    assert "12  lines here already" in batch.bring(*early).out
    assert batch.tokens() == 12 * 1520
    assert "12  lines cleared" in batch.bring(*answered(batch.requests(2))).out


def test_a_file_that_was_not_written_to_its_end_never_was(batch: Beyond, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill while it is written leaves its rows as they were; one just after leaves it beside its place, to be put there."""
    with monkeypatch.context() as broken:
        broken.setattr(RequestFiles, "keep", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            export(batch)
    assert not (batch.folder / "requests-001.jsonl").exists()
    assert batch.counts()["planned"] == DRAFTED
    with monkeypatch.context() as broken:
        broken.setattr(RequestFiles, "_put", lambda *_: None)
        export(batch)
    assert not (batch.folder / "requests-001.jsonl").exists()
    assert export(batch).files == ()
    assert len(batch.requests()) == DRAFTED


@pytest.mark.parametrize("shape", [answered, vllm], ids=["openai", "vllm"])
def test_results_come_in_any_order_and_are_taken_once(batch: Beyond, shape: Callable[..., list[dict[str, Any]]]) -> None:
    """Cleared, held, failed, missing, doubled, unknown and garbage lines, each told with its place; twice changes nothing."""
    batch("export")
    requests = batch.requests()
    lines: list[object] = [
        *shape(requests[:3], written), *shape(requests[3:4], bad), *shape(requests[4:5], failed), *shape(requests[5:6], refused),
        *shape([{"custom_id": "0" * 40, "body": requests[0]["body"]}], written), "{", '"words"', "[]", "{}",
    ]  # fmt: skip
    lines.append(lines[0])
    random.Random(3).shuffle(lines)  # noqa: S311  # any order will do
    ran = batch.bring(*lines)
    assert ran.code == 1
    for kind in (
        "3  lines cleared",
        "1  line held",
        "2  lines failed",
        "1  line here already",
        "1  line not of this run",
        "4  lines no result",
    ):
        assert kind in ran.out
    assert "4  lines no result" in ran.out
    assert f"results.jsonl:{lines.index('{') + 1}\n" in ran.out
    assert "The request failed with status 500." in ran.out
    assert "requests-001.jsonl: 6 requests have no result yet." in ran.out
    assert "These results took 7,600 tokens." in ran.out
    before = {path.name: path.read_bytes() for path in batch.folder.glob("*.csv")}, batch.counts(), batch.tokens()
    assert before[1] == {"cleared": 3, "held: gate": 1, "failed: engine": 2, "exported: not-yet": 6}
    again = batch.bring(*reversed(lines))
    assert "7  lines here already" in again.out
    assert "cleared\n" not in again.out
    assert ({path.name: path.read_bytes() for path in batch.folder.glob("*.csv")}, batch.counts(), batch.tokens()) == before


def test_the_next_round_asks_for_what_was_held_without_its_words(batch: Beyond) -> None:
    """It carries what was found, and no word of the engine is in the folder; after the last round there is no other."""
    batch("export")
    batch.bring(*answered(batch.requests(), bad))
    for number in (2, 3):
        ran = batch("export")
        assert "12 requests" in ran.out
        assert all("<findings>" in each["body"]["messages"][1]["content"] for each in batch.requests(number))
        assert len(batch.requests(number)) == DRAFTED
        held = batch.bring(*answered(batch.requests(number), bad))
        assert "12  lines held" in held.out
        assert CANARY not in held.out + held.err
    (batch.place / "results.jsonl").unlink()
    assert batch("export").out == "There is nothing to export.\n12 rows held had the last round there is.\n"
    assert all(CANARY.encode() not in path.read_bytes() for path in batch.place.rglob("*") if path.is_file())
    assert batch.tokens() == 3 * 12 * 1520


def test_an_import_that_was_killed_is_gone_on_with(batch: Beyond, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was settled before stays, and its tokens are counted once."""
    batch("export")
    results = answered(batch.requests())
    settle = Exports.settle
    with monkeypatch.context() as broken:
        calls: list[int] = []

        def twice(self: Exports, some: Iterable[Settled]) -> None:
            calls.append(1)
            if len(calls) == 3:
                raise KeyboardInterrupt
            settle(self, some)

        broken.setattr(intake, "_CHUNK", 4)
        broken.setattr(Exports, "settle", twice)
        assert batch.bring(*results).code == 130
    assert batch.counts() == {"cleared": 8, "exported: not-yet": 4}
    ran = batch.bring(*results)
    assert "4  lines cleared" in ran.out
    assert "8  lines here already" in ran.out
    assert batch.tokens() == DRAFTED * 1520


@pytest.mark.parametrize("first", [failed, never], ids=["failed", "never run"])
def test_an_answer_that_comes_after_a_failure_is_taken(batch: Beyond, first: Callable[[dict[str, Any]], Answer]) -> None:
    """Whichever of the two lines is first; and once its request was asked for anew it is late."""
    batch("export")
    requests = batch.requests()
    no, yes = answered(requests[:3], first), answered(requests[:3])
    batch.bring(no[0], yes[0], yes[1], no[1], no[2])
    assert batch.counts() == {"cleared": 2, "failed: engine": 1, "exported: not-yet": 9}
    assert "1 request," in batch("export").out
    assert "1  line no longer waited for" in batch.bring(yes[2]).out
    assert "1  line cleared" in batch.bring(*answered(batch.requests(2))).out


def test_a_message_that_reads_like_another_is_held_for_another_round(batch: Beyond) -> None:
    """The same comparison as in a run."""
    batch("export")

    def alike(body: dict[str, Any]) -> Answer:
        parts = json.loads(written(body)[1]["choices"][0]["message"]["content"])
        return 200, completion(json.dumps(parts | {"offer": "I can offer you my bench manual."}))

    requests = batch.requests()
    ran = batch.bring(*answered(requests[:2], alike))
    assert batch.counts()["cleared"] == 1
    assert batch.counts()["held: echo"] == 1
    assert "1 row may have another round" in ran.err


GARBAGE = [
    "\x00", "null", "1e400", "[" * 100_000, '{"custom_id": 7, "response": {}}', '{"custom_id": "\\ud800", "error": "x"}',
    '{"custom_id": "a\\u0000", "error": {"code": []}}', '{"custom_id": null}', "9" * 5_000, '"' + "a" * 5_000_000 + '"',
    "<html>Sign in</html>", '{"custom_id": "x", "response": "words", "error": null}',
]  # fmt: skip
BODIES: list[object] = [
    {}, [], None, "words", {"choices": []}, {"choices": [{}]}, {"choices": [{"message": {"content": 7}}]},
    {"choices": [{"message": {"content": "not JSON"}}]}, {"choices": [{"message": {"content": "{}"}}]},
    {"choices": [{"message": {"content": '{"offer": ["x"]}'}}]}, {"choices": [{"message": {"content": "\ud800"}}]},
    {"choices": [{"message": {"content": "{" * 50_000}}], "usage": {"prompt_tokens": -4}},
    {"choices": [{"message": {"content": '{"offer": "\\ud800 \\u202e"}'}}], "usage": "many"},
]  # fmt: skip


def test_hostile_lines_are_counted_and_never_break_anything(batch: Beyond) -> None:
    """Lines that are none, bodies that are no completion, and a file that is all bytes."""
    batch("export")
    ran = batch.bring(*GARBAGE)
    assert "10  lines no result" in ran.out
    assert "2  lines not of this run" in ran.out
    id_ = batch.requests()[0]["custom_id"]
    for number, body in enumerate(BODIES):
        ran = batch.bring({"custom_id": id_, "response": {"status_code": 200, "body": body}, "error": None})
        assert ran.code == 1, body
        assert "Traceback" not in ran.err
        assert "internal error" not in ran.err, body
        ran = batch("export")
        id_ = batch.requests(number + 2)[0]["custom_id"] if "nothing" not in ran.out else id_
    (batch.place / "bytes").write_bytes(bytes(range(256)) * 2_000)
    assert "no result" in batch("import", "bytes").out
    missing = batch("import", "gone.jsonl", "bytes")
    assert (missing.code, missing.out) == (2, "")


def test_a_status_may_be_left_out_and_an_error_be_a_text(batch: Beyond) -> None:
    """Shapes that other writers of such files give."""
    batch("export")
    first, second, third = answered(batch.requests()[:3])
    del first["response"]["status_code"], first["id"], first["error"]
    second |= {"response": None, "error": "out of memory"}
    third |= {"error": "stopped"}
    ran = batch.bring(first, second, third)
    assert "1  line cleared" in ran.out
    assert "2  lines failed" in ran.out


def test_what_batches_cost_is_told_at_their_price(batch: Beyond) -> None:
    """Half, where the price table says nothing else."""
    prices = "prices:\n  date: 2026-11-01\n  models:\n    small: {prompt: 1000, completion: 1000, cached: 1000}\n"
    path = batch.place / "outreach.yaml"
    path.write_text(path.read_text(encoding="utf-8") + prices, encoding="utf-8")
    batch("export")
    ran = batch.bring(*answered(batch.requests()))
    assert f"These results took 18,240 tokens, {18_240 / 2 / 1000:.2f} USD at the price of a batch." in ran.out
