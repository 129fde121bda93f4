"""OpenAI's Batch API, and those of others that are like it, through the openai package.

1. Nothing that could be done twice is tried twice here: a batch is made by one request, and `find` tells whether it was made.
2. A batch carries the digest of its file, by which it is found again where the answer to that request was lost.
3. Results are not kept in a file of ours, for words in them may be held: they are handed on line by line.
"""

from __future__ import annotations

import asyncio
import re
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

import httpx2
import openai
from pydantic import BaseModel, ConfigDict, ValidationError

from outreach.batch.bulk import URL
from outreach.batch.returned import LONGEST_LINE
from outreach.batch.sent import Batch
from outreach.engines import faults
from outreach.engines.client import client_of
from outreach.engines.endpoint import Endpoint
from outreach.engines.ladder import Form
from outreach.engines.retries import RETRIES, again
from outreach.errors import EngineRefused, EngineReplyInvalid, EngineUnreachable, OutreachError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from pydantic import SecretStr

T = TypeVar("T")

DIGEST: Final = "outreach_digest"
"""The key of a batch's metadata under which its file's digest stands."""
_TIMEOUT: Final = 600.0
"""Seconds for one request: a file of 200 MB goes up in one."""
_CONNECT: Final = 10.0
_PAGE: Final = 100
_FORM: Final = Form("batch", {}, "take this batch", "batch", "the file")
_CODE = re.compile(r"[a-z_]{1,60}")


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class _Counts(_Lenient):
    total: int = 0
    completed: int = 0
    failed: int = 0


class _Fault(_Lenient):
    code: str | None = None


class _Faults(_Lenient):
    data: list[_Fault] | None = None


class _Batch(_Lenient):
    id: str
    status: str
    request_counts: _Counts | None = None
    output_file_id: str | None = None
    error_file_id: str | None = None
    errors: _Faults | None = None


class BatchApi:
    """A Batch API at one address, for one event loop."""

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        api_key: SecretStr | None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Check the address; nothing is connected yet. Raises BadInput, and EngineRefused where a key is missing."""
        self._endpoint = Endpoint.of(model=model, base_url=base_url, api_key=api_key)
        self._sleep = sleep
        timeout = httpx2.Timeout(_TIMEOUT, connect=_CONNECT)
        self._client = client_of(self._endpoint, timeout, connections=4)

    @property
    def host(self) -> str:
        """Return the name of the server, for sentences."""
        return self._endpoint.host

    async def upload(self, path: Path) -> str:
        """Return the id that a file of requests got there. To upload it twice costs nothing, so it is tried again."""
        made = await self._asked(lambda: self._client.files.create(file=path, purpose="batch"))
        return made.id

    async def create(self, upload: str, digest: str) -> Batch:
        """Return the batch made of an uploaded file; where it raises EngineUnreachable, the batch may have been made."""
        make = partial(
            self._client.batches.create, input_file_id=upload, endpoint=URL, completion_window="24h", metadata={DIGEST: digest}
        )
        return _batch(await self._asked(make, retries=0), self.host)

    async def find(self, digest: str) -> Batch | None:
        """Return the latest batch that was made of a file with this digest, or None."""

        async def look() -> object:
            async for batch in self._client.batches.list(limit=_PAGE):
                if (batch.metadata or {}).get(DIGEST) == digest:
                    return batch
            return None

        found = await self._asked(look)
        return _batch(found, self.host) if found is not None else None

    async def retrieve(self, batch: str) -> Batch:
        """Return how a batch stands; raise EngineRefused where the server does not know it."""
        return _batch(await self._asked(lambda: self._client.batches.retrieve(batch), missing=f"batch {batch}"), self.host)

    async def lines(self, file: str) -> AsyncIterator[bytes]:
        """Yield each line of a file of results as it comes."""
        fault: OutreachError | None = None
        try:
            async with self._client.files.with_streaming_response.content(file) as response:
                async for line in _split(response.iter_bytes()):
                    yield line
        except httpx2.HTTPError:
            what = f"The connection to {self.host} broke before all the results were here."
            fault = EngineUnreachable(what, remedy="Do it again: what came is kept.")
        except openai.OpenAIError as error:
            fault = self._explained(error, f"file {file}")
        if fault is not None:
            # Raised here: the frames above hold lines.
            raise fault

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _asked(self, call: Callable[[], Awaitable[T]], *, retries: int = RETRIES, missing: str = "") -> T:
        """Return what a call gives, tried again after passing faults; `missing` names what a 404 says is not there."""
        fault: OutreachError

        async def asked() -> T:
            return await call()

        try:
            return await again(asked, retries=retries, sleep=self._sleep)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is told without what a server sent
            fault = self._explained(error, missing)
        raise fault

    def _explained(self, error: Exception, missing: str) -> OutreachError:
        if isinstance(error, OutreachError):
            return error
        status = error.status_code if isinstance(error, openai.APIStatusError) else 0
        if status == 404 and missing:
            remedy = "Use the key and the address with which it was submitted."
            return EngineRefused(f"{self.host} knows no {missing}.", remedy=remedy)
        if status in {404, 405}:
            remedy = "Run the files with `vllm run-batch`, and bring the results in: `outreach batch import`."
            return EngineRefused(f"{self.host} has no Batch API at this address.", remedy=remedy)
        if status in {400, 422}:
            return EngineRefused(
                f"{self.host} did not take the file.", remedy="Check engine.model, and the limits of the account."
            )
        return faults.explain(error, self._endpoint, _FORM, _TIMEOUT)


def _batch(body: object, host: str) -> Batch:
    try:
        read = _Batch.model_validate(body, from_attributes=True)
    except ValidationError:
        raise EngineReplyInvalid(f"{host} answered with something that is no batch.", remedy="Check base_url.") from None
    counts = read.request_counts or _Counts()
    codes = [fault.code for fault in (read.errors.data or ()) if fault.code] if read.errors else []
    return Batch(
        id=read.id, status=read.status, total=counts.total, completed=counts.completed, failed=counts.failed,
        results=tuple(id_ for id_ in (read.output_file_id, read.error_file_id) if id_),
        why=next((code for code in codes if _CODE.fullmatch(code)), ""),
    )  # fmt: skip


async def _split(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yield lines out of pieces, each cut where it is longer than any result."""
    rest = b""
    async for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield line
        rest = rest[: LONGEST_LINE + 1]
    if rest:
        yield rest
