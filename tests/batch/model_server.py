"""A chat-completions server on the loopback for whole runs, with as many faults as one wants, that counts what it is asked.

`python -m tests.batch.model_server --seconds 0.2` runs it as a process of its own and prints its address. It writes each message
out of the brief in the request, so that no two are alike. Which requests go wrong is chance with a seed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tests.engines.server import completion

if TYPE_CHECKING:
    from collections.abc import Iterator


class Fault(StrEnum):
    """What may come in place of a message."""

    BUSY = "a 429"
    BUSY_FOR = "a 429 that says how long"
    FAILED = "a 500"
    DROPPED = "a connection dropped"
    CUT = "an answer dropped in its middle"
    HUNG = "no answer"
    GARBAGE = "no JSON"
    PAGE = "a page of HTML"
    REFUSED = "a refusal"
    SHORT = "an answer cut off for its length"
    EMPTY = "an answer without words"


@dataclass(slots=True)
class Model:
    """How the server answers, and what it was asked: for each request the reader's need and its fault ("" for none)."""

    seconds: float = 0.0
    share: float = 0.0
    seed: int = 1
    faults: tuple[Fault, ...] = tuple(Fault)
    asked: list[tuple[str, str]] = field(default_factory=list)
    keep: bool = True
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        """Begin the chance."""
        self._chance = random.Random(self.seed)  # noqa: S311  # which requests go wrong, no secret

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection, until one of them ends it."""
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while await self._answer(await _body(reader), writer):
                    pass
        finally:
            writer.close()

    async def _answer(self, body: dict[str, Any], writer: asyncio.StreamWriter) -> bool:
        """Answer one request; return whether the connection goes on."""
        brief = _brief(body)
        fault = self._chance.choice(self.faults) if self._chance.random() < self.share else None
        if self.keep:
            self.asked.append((_need(brief), fault or ""))
        if fault is Fault.HUNG:
            await asyncio.sleep(60)
        await asyncio.sleep(self.seconds)
        if fault in {Fault.HUNG, Fault.DROPPED}:
            return False
        raw = _response(brief, fault)
        writer.write(raw[: len(raw) // 2] if fault is Fault.CUT else raw)
        await writer.drain()
        return fault is not Fault.CUT


async def _body(reader: asyncio.StreamReader) -> dict[str, Any]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: *(\d+)", head)
    body: dict[str, Any] = json.loads(await reader.readexactly(int(length[1]))) if length else {}
    return body


@contextmanager
def running(model: Model) -> Iterator[str]:
    """Run a server in a thread of its own and yield its address."""
    stop, started = asyncio.Event(), threading.Event()
    known: list[tuple[asyncio.AbstractEventLoop, str]] = []

    async def serve() -> None:
        server = await asyncio.start_server(model.serve, "127.0.0.1", 0)
        known.append((asyncio.get_running_loop(), f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"))
        started.set()
        await stop.wait()
        server.close()
        busy = asyncio.all_tasks() - {asyncio.current_task()}
        for task in busy:
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)
        await asyncio.sleep(0.01)  # connections are closed one turn of the loop later

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    started.wait()
    loop, url = known[0]
    try:
        yield url
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()


def _brief(body: dict[str, Any]) -> dict[str, Any]:
    found = re.search(r"<brief>\n(.*)\n</brief>", body["messages"][-1]["content"])
    assert found
    brief: dict[str, Any] = json.loads(found[1])
    return brief


def _need(brief: dict[str, Any]) -> str:
    facts = brief["reader"]["facts"]
    return str(next((fact["text"] for fact in facts if fact["kind"] == "need"), facts[0]["text"]))


def _response(brief: dict[str, Any], fault: Fault | None) -> bytes:
    if fault in {Fault.BUSY, Fault.BUSY_FOR}:
        wait = "retry-after: 0.02\r\n" if fault is Fault.BUSY_FOR else ""
        return _http(429, json.dumps({"error": {"message": "Too many requests.", "type": "requests", "code": None}}), wait)
    if fault is Fault.FAILED:
        return _http(500, json.dumps({"error": {"message": "The server had an error.", "type": "server_error", "code": None}}))
    if fault is Fault.PAGE:
        return _http(200, "<html><body>Sign in to the network</body></html>", kind="text/html")
    if fault is Fault.REFUSED:
        return _http(200, json.dumps(completion(None, refusal="I cannot help with that.")))
    words = {Fault.GARBAGE: "Certainly! Here is", Fault.EMPTY: " "}.get(fault) if fault else None
    finish = "length" if fault is Fault.SHORT else "stop"
    return _http(200, json.dumps(completion(words or json.dumps(message(brief)), finish=finish)))


def _http(status: int, body: str, headers: str = "", kind: str = "application/json") -> bytes:
    raw = body.encode()
    head = f"HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\ncontent-length: {len(raw)}\r\n{headers}\r\n"
    return head.encode() + raw


def message(brief: dict[str, Any]) -> dict[str, Any]:
    """Return the parts of a message about what a brief says of its reader."""
    facts, need = brief["reader"]["facts"], _need(brief)
    task = need.partition("Wants to ")[2] or need
    return {
        "offer_id": brief["offer"]["id"],
        "fact_ids": [fact["id"] for fact in facts],
        "subject": f"For the {task.partition(' the ')[2] or task}"[:70],
        "offer": f"To {task} I can offer you {brief['offer']['title']}.",
        "body": f"{'; '.join(fact['text'] for fact in facts if fact['text'] != need) or task}.",
        "ask": "",
        "close": "",
    }


async def _main(args: argparse.Namespace) -> None:
    model = Model(seconds=args.seconds, share=args.share, keep=False)
    server = await asyncio.start_server(model.serve, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)  # noqa: T201  # the address is its answer
    await server.serve_forever()


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=float, default=0.2)
    options.add_argument("--share", type=float, default=0.0)
    with suppress(KeyboardInterrupt):
        asyncio.run(_main(options.parse_args()))
