"""A workspace with a table of people whose requests go into files, and what stands in for `vllm run-batch`."""

from __future__ import annotations

import json
import os
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outreach import workspace
from outreach.batch.journal import Journal
from tests.batch import crowd
from tests.batch.batch_api import result, written
from tests.batch.command import Batch
from tests.engines.server import KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pytest

    from tests.batch.batch_api import Answer
    from tests.batch.command import Said


class Beyond(Batch):
    """`outreach batch` in a workspace with a planned run over people.csv, for a model at an address that nothing is sent to."""

    def __init__(
        self, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, url: str = "", people: int = 12
    ) -> None:
        workspace.create(place)
        crowd.table(place / "people.csv", people)
        (place / "offers.yaml").write_text(crowd.OFFERS, encoding="utf-8")
        monkeypatch.setenv("OPENAI_BASE_URL", url or "http://127.0.0.1:9/v1")
        monkeypatch.setenv("OUTREACH_MODEL", "small")
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        super().__init__(place, monkeypatch, capsys)
        assert self.plan().code == 0

    @property
    def folder(self) -> Path:
        """Return the folder of the run."""
        return self.place / "runs" / "people"

    def requests(self, number: int = 1) -> list[dict[str, Any]]:
        """Return the requests of one file."""
        text = (self.folder / f"requests-{number:03}.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def results(self, lines: Iterable[object], name: str = "results.jsonl") -> Path:
        """Write results (texts as they are, all else as JSON) into a file and return where it lies."""
        path = self.place / name
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
        return path

    def bring(self, *lines: object) -> Said:
        """Take these results in."""
        return self("import", str(self.results(lines)))

    def counts(self) -> dict[str, int]:
        """Return how many rows stand in each state for which reason."""
        with Journal.open(self.folder) as journal:
            return {f"{state}: {why}" if why else str(state): number for (state, why), number in journal.counts().items()}

    def tokens(self) -> int:
        """Return the tokens of the run."""
        with Journal.open(self.folder) as journal:
            return journal.spent()[0].total


def answered(requests: Iterable[dict[str, Any]], answer: Callable[[dict[str, Any]], Answer] = written) -> list[dict[str, Any]]:
    """Return the results of requests as OpenAI writes them."""
    return [result(each["custom_id"], answer(each["body"])) for each in requests]


def vllm(requests: Iterable[dict[str, Any]], answer: Callable[[dict[str, Any]], Answer]) -> list[dict[str, Any]]:
    """Return the results of requests as `vllm run-batch` writes them: what failed has no body, and an error of its own kind."""
    made = []
    for each in requests:
        status, body = answer(each["body"])
        error = None if status == 200 else {"error": {"message": "No.", "type": "BadRequestError", "param": None, "code": status}}
        response = {"status_code": status, "request_id": "vllm-batch-1", "body": body if error is None else None}
        made.append({"id": "vllm-1", "custom_id": each["custom_id"], "response": response, "error": error})
    return made


def run_batch(argv: Sequence[str]) -> None:
    """Do what `vllm run-batch -i FILE -o FILE --model NAME` does, with a server at the address OPENAI_BASE_URL as the model."""
    verb, _, read, _, write, _, model = argv
    assert verb == "run-batch"

    def answer(body: dict[str, Any]) -> Answer:
        asked = urllib.request.Request(  # noqa: S310  # the loopback
            f"{os.environ['OPENAI_BASE_URL']}/chat/completions",
            json.dumps(body).encode(),
            {"authorization": f"Bearer {os.environ['OPENAI_API_KEY']}", "content-type": "application/json"},
        )
        with urllib.request.urlopen(asked) as got:  # noqa: S310  # the loopback
            return got.status, json.load(got)

    requests = [json.loads(line) for line in Path(read).read_text(encoding="utf-8").splitlines()]
    assert all(each["body"]["model"] == model for each in requests)
    Path(write).write_text("".join(json.dumps(each) + "\n" for each in vllm(requests, answer)), encoding="utf-8")
