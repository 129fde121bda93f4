"""What a line of a file of results says, in the shapes of OpenAI's Batch API and of `vllm run-batch`.

OpenAI: `{"id", "custom_id", "response": {"status_code", "request_id", "body"}, "error"}`; a request that failed has its status
and an error as its body, one that was never run no response and an error with a code. vLLM: the same, but what failed has no
body, and its error is a text or an object of the server's own; other writers leave the status out. Nothing that a server says of
an error is kept, for it may quote the request.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

from outreach.errors import BadInput

LONGEST_LINE = 4_000_000
"""The most bytes of a line: no answer to one request has more."""
_NEVER_RUN = frozenset({"batch_expired", "batch_cancelled", "batch_canceled"})


@dataclass(frozen=True, slots=True)
class Returned:
    """The result of one request: the decoded completion, or None with what went wrong; `never_run` tells that it cost nothing."""

    id: str
    completion: object = field(default=None, repr=False)
    wrong: str = ""
    never_run: bool = False


def read(line: bytes) -> Returned | None:
    """Return what a line says, or None where it is no result."""
    try:
        data = json.loads(line) if len(line) <= LONGEST_LINE else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("custom_id"), str):
        return None
    response, error = data.get("response"), data.get("error")
    if isinstance(response, dict):
        return _answered(data["custom_id"], response, error)
    return _unanswered(data["custom_id"], error) if error else None


def lines(path: Path) -> Iterator[bytes]:
    """Yield each line of a file, cut where it is longer than any result; raise BadInput where the file cannot be read."""
    try:
        with path.open("rb") as file:
            while line := file.readline(LONGEST_LINE + 1):
                yield line
                while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                    # The rest of a line that is none: read past, and not taken for lines of its own.
                    line = file.readline(LONGEST_LINE + 1)
                    if not line:
                        return
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", remedy="Check the name and the folder.") from None


def _answered(id_: str, response: dict[str, Any], error: object) -> Returned:
    status = response.get("status_code")
    body = response.get("body")
    if error or not isinstance(body, dict) or (isinstance(status, int) and status >= 400):
        told = f" with status {status}" if isinstance(status, int) and status >= 400 else ""
        return Returned(id_, wrong=f"The request failed{told}.")
    return Returned(id_, body)


def _unanswered(id_: str, error: object) -> Returned:
    code = error.get("code") if isinstance(error, dict) else None
    if isinstance(code, str) and code in _NEVER_RUN:
        return Returned(id_, wrong="The batch ended before the request was run.", never_run=True)
    return Returned(id_, wrong="The request failed.")
