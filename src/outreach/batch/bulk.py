"""Files of requests in the form of OpenAI's Batch API, which `vllm run-batch` reads too: one request a line.

1. The body of a request is the one that the engine would have sent; its `custom_id` is a hash of the row's key, the brief, that
   body and the attempt, so the same request has the same id wherever it is made.
2. A file is for one model and holds at most so many requests and bytes; there are as many files as it takes.
3. A held draft's words are never written by us, and a repair would carry them. So the next request for its row is for a message
   written anew: the brief, and what was found in the draft, which quotes none of it (the prompt `anew`).
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from outreach.batch.exports import Request
from outreach.batch.request_files import RequestFile
from outreach.engines.base import Assignment
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from outreach.batch.exports import Exports
    from outreach.batch.request_files import RequestFiles
    from outreach.domain.brief import Brief
    from outreach.domain.prices import Prices
    from outreach.engines.base import Reply
    from outreach.lint.finding import Finding
    from outreach.lint.linter import Linter

URL: Final = "/v1/chat/completions"
_NOTED = 200
"""So many requests are noted in the journal at once."""


class ByFile(Protocol):
    """An engine whose requests and answers can be carried in files."""

    @property
    def name(self) -> str:
        """Return the engine's name with the model."""
        ...

    def request(self, assignment: Assignment) -> dict[str, Any]:
        """Return the body of the request that the engine would send; raise BadPrompt where a prompt cannot be used."""
        ...

    def take(self, brief: Brief, completion: object) -> Reply:
        """Return the draft in a decoded completion; raise EngineError when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What requests are made and answers judged with: the engine, its prompts' digests by name, the rules, the price table.

    `rounds` is how many drafts a row may have in all.
    """

    engine: ByFile
    linter: Linter
    prompts: Mapping[str, str]
    rounds: int
    prices: Prices | None = None


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that one file may hold; these are those of OpenAI's Batch API."""

    requests: int = 50_000
    size: int = 200_000_000


def made(key: str, brief: Brief, attempt: int, findings: tuple[Finding, ...], engine: ByFile) -> tuple[Request, bytes]:
    """Return the request for a row (its file still open) and its line; `findings` are those of the draft that was held before."""
    body = engine.request(Assignment(brief, attempt, findings=findings))
    hashed = json.dumps([key, brief.model_dump(mode="json"), body, attempt], sort_keys=True)
    id_ = hashlib.sha256(hashed.encode()).hexdigest()[:40]
    line = json.dumps({"custom_id": id_, "method": "POST", "url": URL, "body": body}, ensure_ascii=False)
    return Request(id_, "", key, attempt, brief), line.encode() + b"\n"


def write(
    asked: Iterable[tuple[Request, bytes]], desk: Desk, exports: Exports, files: RequestFiles, caps: Caps
) -> Iterator[RequestFile]:
    """Write requests into files and yield each file when it is in its place and its rows wait.

    Raises BadInput where the disk takes no more: files that were yielded stay, the one being written is forgotten.
    """
    now: _Writing | None = None
    try:
        for request, line in asked:
            if now is not None and not now.has_room(len(line), caps):
                yield now.done(desk)
                now = None
            now = now or _Writing(exports, files)
            now.add(request, line)
        if now is not None:
            yield now.done(desk)
    finally:
        if now is not None:
            now.close()


class _Writing:
    """One file in the making, beside its place."""

    def __init__(self, exports: Exports, files: RequestFiles) -> None:
        self._exports = exports
        self._files = files
        self._name = files.next_name()
        self._hash = hashlib.sha256()
        self._some: list[Request] = []
        self._requests = self._size = 0
        self._open = _opened(files.part(self._name))

    def has_room(self, size: int, caps: Caps) -> bool:
        return self._requests < caps.requests and self._size + size <= caps.size

    def add(self, request: Request, line: bytes) -> None:
        try:
            self._open.write(line)
        except OSError as error:
            raise self._trouble(error) from None
        self._hash.update(line)
        self._requests += 1
        self._size += len(line)
        self._some.append(replace(request, file=self._name))
        if len(self._some) == _NOTED:
            self._note()

    def done(self, desk: Desk) -> RequestFile:
        self._note()
        try:
            self._open.close()
        except OSError as error:
            raise self._trouble(error) from None
        file = RequestFile(
            self._name, self._hash.hexdigest(), desk.engine.name, self._requests, self._size, prompts=dict(desk.prompts)
        )
        self._files.keep(file, self._exports)
        return file

    def close(self) -> None:
        with suppress(OSError):
            self._open.close()

    def _note(self) -> None:
        if self._some:
            self._exports.note(self._some)
            self._some = []

    def _trouble(self, error: OSError) -> BadInput:
        return _trouble(self._files.path(self._name), error)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise _trouble(path, error) from None


def _trouble(path: Path, error: OSError) -> BadInput:
    return BadInput(
        f"{path} cannot be written: {error.strerror}.", remedy="Make room, or see that you may write there, and do it again."
    )
