"""A loopback server that answers as a chat-completions API does; cassettes are recorded against it over real HTTP.

The model's name picks the behaviour: `capable` takes a strict JSON schema, `middling` knows only JSON objects and says so as
OpenAI does, `small` knows neither, fails with its own validation text as some local servers do, wraps its JSON in prose and
fences, and counts no tokens. What it writes it takes from the brief in the request, so another brief gets another answer.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PORT = 18473
"""Cassettes hold the address, so recording always uses this port."""
URL = f"http://127.0.0.1:{PORT}/v1"
KEY = "sk-loopback-key-1234"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer one request."""
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.path != "/v1/chat/completions":
            self._send(404, _error("Unknown request URL.", "invalid_request_error", None))
        elif self.headers["authorization"] != f"Bearer {KEY}":
            self._send(401, _error("Incorrect API key provided: sk-wron*****1234.", "invalid_request_error", "invalid_api_key"))
        else:
            self._send(*_answer(body))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the standard library's parameter
        """Stay quiet."""

    def _send(self, status: int, body: dict[str, Any]) -> None:
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(raw)))
        self.send_header("x-request-id", "req_" + hashlib.sha256(raw).hexdigest()[:12])
        self.send_header("set-cookie", "session=secret-session-cookie; Path=/")
        self.end_headers()
        self.wfile.write(raw)


@contextlib.contextmanager
def running(port: int = PORT) -> Iterator[str]:
    """Run the server and yield its address; port 0 takes any that is free."""
    server = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def completion(content: str | None, *, finish: str = "stop", refusal: str | None = None, usage: bool = True) -> dict[str, Any]:
    """Return a chat completion as the API shapes it."""
    body: dict[str, Any] = {
        "id": "chatcmpl-loopback",
        "object": "chat.completion",
        "created": 1772409600,
        "model": "loopback",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content, "refusal": refusal},
                "logprobs": None,
                "finish_reason": finish,
            }
        ],
    }
    if usage:
        body["usage"] = {
            "prompt_tokens": 1400,
            "completion_tokens": 120,
            "total_tokens": 1520,
            "prompt_tokens_details": {"cached_tokens": 1024, "cache_write_tokens": 256},
        }
    return body


def _error(message: str, kind: str, code: str | None, param: str | None = None) -> dict[str, Any]:
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def _answer(body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    model, wanted = body["model"], body.get("response_format", {}).get("type", "text")
    if model == "middling" and wanted == "json_schema":
        said = "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."
        return 400, _error(said, "invalid_request_error", None, "response_format")
    if model == "small" and wanted != "text":
        return 500, {"detail": "1 validation error for ChatRequest: response_format: extra fields not permitted"}
    reply = json.dumps(_reply(body["messages"][-1]["content"]), ensure_ascii=False)
    if model == "small":
        return 200, completion(f"<think>An offer first.</think>Here it is:\n```json\n{reply}\n```\nDone.", usage=False)
    return 200, completion(reply)


def _reply(user: str) -> dict[str, Any]:
    """Return the parts of a message about what the brief in the request says; for a text to read, its first two sentences.

    A review finds nothing, except hollow praise in the name of a kiln.
    """
    judged = re.search(r"<message>\n(.*)\n</message>", user)
    if judged:
        quote = re.search(r"\w+ kiln", json.loads(judged[1])["text"])
        return {"violations": [{"quote": quote[0], "why": "It gushes.", "rule": "PRA01"}] if quote else []}
    read = re.search(r"<text>\n(.*)\n</text>", user)
    if read:
        sentences = re.split(r"(?<=[.!?])\s+", json.loads(read[1])["text"])
        return {"proposals": [{"quote": quote, "kind": "need"} for quote in sentences[:2]]}
    written = re.search(r"<brief>\n(.*)\n</brief>", user)
    assert written
    brief = json.loads(written[1])
    fact = brief["reader"]["facts"][0]
    repaired = "<previous>" in user
    return {
        "offer_id": brief["offer"]["id"],
        "fact_ids": [fact["id"]],
        "subject": brief["offer"]["title"][:60],
        "offer": f"I can offer you {brief['offer']['title']}.",
        "body": f"I read in {fact['source']['where']} what you are looking for{', so this is for that' if repaired else ''}.",
        "ask": f"Would you {brief['ask']}?" if brief["ask"] else "",
        "close": "If not, the offer is yours all the same.",
    }
