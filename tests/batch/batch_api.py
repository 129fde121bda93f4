"""A Batch API on the loopback that answers as OpenAI's does, and keeps what it was asked; results come back last first.

A batch is done at once but tells it only after it was asked a few times. Each request is answered by a function of its body,
which gives a status and a body; a status of 0 stands for a request that was never run. Chat completions are answered by it, too.
"""

from __future__ import annotations

import json
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from tests.batch.model_server import message
from tests.engines.server import KEY, completion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Answer = tuple[int, dict[str, Any]]


def brief_of(body: dict[str, Any]) -> dict[str, Any]:
    """Return the brief in the body of a request."""
    found = re.search(r"<brief>\n(.*)\n</brief>", body["messages"][-1]["content"])
    assert found
    brief: dict[str, Any] = json.loads(found[1])
    return brief


def written(body: dict[str, Any]) -> Answer:
    """Return a message out of the brief in a request."""
    return 200, completion(json.dumps(message(brief_of(body))))


def result(custom_id: str, answer: Answer) -> dict[str, Any]:
    """Return the line of a result as OpenAI writes it."""
    status, body = answer
    if not status:
        said = {"code": "batch_expired", "message": "This request could not be executed before the completion window expired."}
        return {"id": f"batch_req_{custom_id[:8]}", "custom_id": custom_id, "response": None, "error": said}
    response = {"status_code": status, "request_id": f"req_{custom_id[:8]}", "body": body}
    return {"id": f"batch_req_{custom_id[:8]}", "custom_id": custom_id, "response": response, "error": None}


@dataclass(slots=True)
class Service:
    """The state of the server. `polls` is how often a batch is asked for before it ends, as `ending`.

    `lost` is how many answers to a request for a batch get lost after the batch was made, `cut` how many files break off in
    the middle. A server that is `bare` has no Batch API.
    """

    answer: Callable[[dict[str, Any]], Answer] = written
    polls: int = 1
    ending: str = "completed"
    lost: int = 0
    cut: int = 0
    bare: bool = False
    asked: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)

    def upload(self, content: bytes) -> dict[str, Any]:
        """Take a file."""
        id_ = f"file-{len(self.files) + 1:03}"
        self.files[id_] = content
        return {
            "id": id_, "object": "file", "bytes": len(content), "created_at": 1772409600, "filename": "requests.jsonl",
            "purpose": "batch", "status": "processed", "expires_at": None, "status_details": None,
        }  # fmt: skip

    def create(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Make a batch of a file."""
        id_ = f"batch_{len(self.batches) + 1:03}"
        total = len(self.files[asked["input_file_id"]].splitlines())
        self.batches[id_] = {
            "id": id_, "object": "batch", "endpoint": asked["endpoint"], "errors": None, "input_file_id": asked["input_file_id"],
            "completion_window": asked["completion_window"], "status": "validating", "output_file_id": None,
            "error_file_id": None, "created_at": 1772409600, "in_progress_at": None, "expires_at": 1772496000,
            "request_counts": {"total": total, "completed": 0, "failed": 0}, "metadata": asked.get("metadata"), "polls": 0,
        }  # fmt: skip
        return self.batches[id_]

    def retrieve(self, id_: str) -> dict[str, Any]:
        """Return a batch, one step further."""
        batch = self.batches[id_]
        batch["polls"] += 1
        if batch["polls"] > self.polls and batch["status"] != self.ending:
            self._end(batch)
        elif batch["status"] == "validating":
            batch["status"] = "in_progress"
        return batch

    def _end(self, batch: dict[str, Any]) -> None:
        batch["status"] = self.ending
        if self.ending == "failed":
            batch["errors"] = {"object": "list", "data": [{"code": "token_limit_exceeded", "message": "Enqueued token limit."}]}
            return
        asked = [json.loads(line) for line in self.files[batch["input_file_id"]].splitlines()]
        results = [result(each["custom_id"], self.answer(each["body"])) for each in reversed(asked)]
        good = [each for each in results if each["response"] and each["response"]["status_code"] == 200]
        bad = [each for each in results if each not in good]
        for name, some in (("output_file_id", good), ("error_file_id", bad)):
            if some:
                batch[name] = f"file-{name[:3]}-{batch['id']}"
                self.files[batch[name]] = "".join(json.dumps(each) + "\n" for each in some).encode()
        batch["request_counts"] = {"total": len(asked), "completed": len(good), "failed": len(bad)}


@contextmanager
def running(service: Service) -> Iterator[str]:
    """Run the server and yield its address."""
    server = _Server(service)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    def __init__(self, service: Service) -> None:
        self.service = service
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Answer for batches and the contents of files."""
        service, path, query = self.server.service, urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        service.asked.append(f"GET {path}")
        if not self._knows_key():
            return
        if path == "/v1/batches":
            ids = sorted(service.batches, reverse=True)
            ids = ids[ids.index(query["after"][0]) + 1 :] if "after" in query else ids
            some = [service.batches[id_] for id_ in ids[:1]]  # one a page, so that pages are turned
            last = some[-1]["id"] if some else None
            self._send(200, {"object": "list", "data": some, "first_id": last, "last_id": last, "has_more": len(ids) > 1})
        elif (batch := re.fullmatch(r"/v1/batches/(\w+)", path)) and batch[1] in service.batches:
            self._send(200, service.retrieve(batch[1]))
        elif (file := re.fullmatch(r"/v1/files/([\w-]+)/content", path)) and file[1] in service.files:
            self._content(service.files[file[1]])
        else:
            self._fail(404, "No such object.")

    def do_POST(self) -> None:
        """Take a file, make a batch, or answer a chat completion."""
        service = self.server.service
        service.asked.append(f"POST {self.path}")
        raw = self.rfile.read(int(self.headers["content-length"]))
        if not self._knows_key():
            return
        if service.bare:
            self._fail(404, "Unknown request URL.")
        elif self.path == "/v1/files":
            self._send(200, service.upload(_uploaded(self.headers["content-type"], raw)))
        elif self.path == "/v1/batches":
            made = service.create(json.loads(raw))
            if service.lost:
                service.lost -= 1
                self.close_connection = True
                return
            self._send(200, made)
        elif self.path == "/v1/chat/completions":
            self._send(*service.answer(json.loads(raw)))
        else:
            self._fail(404, "Unknown request URL.")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the standard library's parameter
        """Stay quiet."""

    def _knows_key(self) -> bool:
        known: bool = self.headers["authorization"] == f"Bearer {KEY}"
        if not known:
            self._fail(401, "Incorrect API key provided.")
        return known

    def _fail(self, status: int, message: str) -> None:
        self._send(status, {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}})

    def _send(self, status: int, body: dict[str, Any]) -> None:
        self._raw(
            status, json.dumps({name: value for name, value in body.items() if name != "polls"}).encode(), "application/json"
        )

    def _content(self, raw: bytes) -> None:
        if not self.server.service.cut:
            self._raw(200, raw, "application/octet-stream")
            return
        self.server.service.cut -= 1
        self.send_response(200)
        self.send_header("content-length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw[: len(raw) // 2])
        self.close_connection = True

    def _raw(self, status: int, raw: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


def _uploaded(kind: str, raw: bytes) -> bytes:
    """Return the file in a form as browsers send it."""
    form = BytesParser().parsebytes(f"content-type: {kind}\r\n\r\n".encode() + raw)
    parts: dict[str, bytes] = {}
    for part in form.get_payload():
        assert not isinstance(part, str)
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        parts[str(name)] = content
    assert parts["purpose"].strip() == b"batch"
    return parts["file"]
