"""Files of requests through a Batch API, over real HTTP against a server on the loopback."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from zlib import crc32

import pytest

from outreach.batch.bulk_api import BatchApi
from tests.batch.batch_api import Service, running, written
from tests.batch.beyond import Beyond, answered
from tests.engines.server import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from tests.batch.batch_api import Answer

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
PEOPLE = 6


@pytest.fixture
def service() -> Service:
    """Return the state of the server, which a test may change."""
    return Service()


@pytest.fixture
def batch(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Beyond]:
    """Run the server, and make a workspace with an exported run."""
    monkeypatch.setattr("outreach.engines.retries.wait", lambda _error, _backoff: 0.0)
    with running(service) as url:
        batch = Beyond(tmp_path, monkeypatch, capsys, url=url, people=PEOPLE)
        batch("export")
        yield batch


def half(body: dict[str, Any]) -> Answer:
    """Answer some readers with a message, some with a failure, and some never."""
    kind = crc32(json.dumps(body).encode()) % 3
    return written(body) if kind == 0 else (500, {"error": {"message": "No."}}) if kind == 1 else (0, {})


def test_a_run_goes_through_a_batch(batch: Beyond, service: Service) -> None:
    """Submitted, asked after, collected: every line as it is printed."""
    assert batch("status").out == "requests-001.jsonl  6 requests, in no batch\n"
    assert batch("submit").out == "requests-001.jsonl  batch_001\n"
    assert service.files["file-001"] == (batch.folder / "requests-001.jsonl").read_bytes()
    waiting = batch("collect")
    assert (waiting.code, waiting.out) == (0, "requests-001.jsonl  batch_001  in_progress: 0 of 6 done\n")
    assert "No batch has ended yet." in waiting.err
    status = batch("status")
    assert status.out == "requests-001.jsonl  batch_001  completed: 6 of 6 done\n"
    assert "collect" in status.err
    collected = batch("collect")
    assert collected.code == 0
    assert "6  lines cleared" in collected.out
    assert "These results took 9,120 tokens." in collected.out
    assert batch.counts() == {"cleared": PEOPLE}
    assert batch("status").out == "requests-001.jsonl  batch_001  completed: 6 of 6 done, collected\n"
    assert batch("collect").out == "No batch waits to be collected.\n"
    assert batch("submit").out == "No file waits to be submitted.\n"
    assert len(batch.rows()["cleared.csv"]) == PEOPLE


def test_a_file_is_submitted_once_whatever_breaks(batch: Beyond, service: Service) -> None:
    """The answer gets lost after the batch was made: the next time it is found by its file's digest."""
    service.create({"input_file_id": service.upload(b"{}")["id"], "endpoint": "/", "completion_window": "24h"})
    service.lost = 1
    broken = batch("submit")
    assert broken.code == 3
    assert broken.out == ""
    assert "broke before" in broken.err
    service.create({"input_file_id": "file-001", "endpoint": "/", "completion_window": "24h", "metadata": {"of": "others"}})
    assert batch("submit").out == "requests-001.jsonl  batch_002\n"
    assert batch("submit").out == "No file waits to be submitted.\n"
    assert service.asked.count("POST /v1/batches") == 1
    assert service.asked.count("POST /v1/files") == 1


def test_a_kill_between_upload_and_batch_uploads_nothing_twice(
    batch: Beyond, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The batch is made of what was uploaded."""
    with monkeypatch.context() as broken:
        broken.setattr(BatchApi, "create", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        assert batch("submit").code == 130
    assert batch("submit").out == "requests-001.jsonl  batch_001\n"
    assert service.asked.count("POST /v1/files") == 1


def test_what_failed_or_was_never_run_is_asked_for_anew(batch: Beyond, service: Service) -> None:
    """And what a batch that ended has no line for at all, too."""
    service.answer, service.ending, service.polls = half, "expired", 0
    batch("submit")
    out = batch("collect").out
    assert "expired" in out
    assert "never run" in out
    done = batch.counts()["cleared"]
    assert batch.counts()["failed: engine"] == PEOPLE - done
    service.answer, service.ending = written, "completed"
    batch("export")
    assert len(batch.requests(2)) == PEOPLE - done
    batch("submit")
    assert batch("collect").code == 0
    assert batch.counts() == {"cleared": PEOPLE}


def test_a_file_that_the_server_does_not_take_is_told_with_its_code(batch: Beyond, service: Service) -> None:
    """Its rows may be exported anew; what the server says besides is not repeated."""
    service.ending, service.polls = "failed", 0
    batch("submit")
    collected = batch("collect")
    assert "batch_001  failed (token_limit_exceeded)" in collected.out
    assert "Enqueued" not in collected.out + collected.err
    assert batch.counts() == {"failed: engine": PEOPLE}
    assert {row["outreach reason"] for row in batch.rows()["rejects.csv"]} == {
        "engine: The server did not take the file (token_limit_exceeded). It has no result for this row."
    }
    assert "6 requests" in batch("export").out


def test_a_download_that_breaks_off_is_gone_on_with(batch: Beyond, service: Service) -> None:
    """What came before stays, nothing is taken twice, and no file of results is left."""
    service.polls, service.cut = 0, 1
    batch("submit")
    broken = batch("collect")
    assert broken.code == 3
    assert "broke before all the results were here" in broken.err
    assert batch("collect").code == 0
    assert batch.counts() == {"cleared": PEOPLE}
    assert batch.tokens() == PEOPLE * 1520
    assert sorted(path.name for path in batch.folder.glob("*.jsonl*")) == ["requests-001.jsonl"]


def test_a_file_with_results_already_is_not_submitted(batch: Beyond, service: Service) -> None:
    """It would be paid for twice; and one that was changed is not what was exported."""
    batch.bring(*answered(batch.requests()[:1]))
    partly = batch("submit")
    assert partly.code == 1
    assert "requests-001.jsonl has results of some of its requests" in partly.out
    batch("export", "--again")
    path = batch.folder / "requests-002.jsonl"
    path.write_bytes(path.read_bytes() + b"\n")
    changed = batch("submit")
    assert changed.code == 2
    assert "is not as it was exported" in changed.err
    assert service.asked == []


def test_the_key_is_checked_and_never_written(batch: Beyond, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong one is told without being repeated."""
    batch("submit")
    assert all(KEY.encode() not in path.read_bytes() for path in batch.place.rglob("*") if path.is_file())
    monkeypatch.setenv("OPENAI_API_KEY", "sk-another-0123456789")
    ran = batch("status")
    assert (ran.code, ran.out) == (3, "")
    assert "does not accept the API key" in ran.err
    assert "sk-" not in ran.err


def test_a_server_without_batches_is_told_apart(batch: Beyond, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way that is left is named; where nothing listens, that is what is told."""
    service.bare = True
    ran = batch("submit")
    assert ran.code == 3
    assert "has no Batch API at this address." in ran.err
    assert "vllm run-batch" in ran.err
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    ran = batch("submit")
    assert ran.code == 3
    assert "refuses connections" in ran.err


def test_another_accounts_batch_is_told_apart(batch: Beyond, service: Service) -> None:
    """The server knows the key and not the batch."""
    batch("submit")
    service.batches.clear()
    ran = batch("collect")
    assert ran.code == 3
    assert "knows no batch batch_001." in ran.err


def test_the_same_is_told_to_programs(batch: Beyond, service: Service) -> None:
    """Every verb as JSON."""
    service.polls = 0
    assert json.loads(batch("submit", "--format", "json").out)["submitted"] == {"requests-001.jsonl": "batch_001"}
    (file,) = json.loads(batch("status", "--format", "json").out)["files"]
    assert file["batch"] == {"id": "batch_001", "status": "completed", "total": 6, "completed": 6, "failed": 0}
    collected = json.loads(batch("collect", "--format", "json").out)
    assert collected["results"]["lines"] == {"cleared": 6}
    assert collected["results"]["tokens"]["total"] == 6 * 1520
    assert json.loads(batch("collect", "--format", "json").out)["results"] is None
    assert json.loads(batch("export", "--format", "json").out)["files"] == []
