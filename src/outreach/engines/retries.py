"""Try a request again when the fault may pass, and wait as long as the server asks for."""

from __future__ import annotations

import math
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

import openai
import tenacity

from outreach.engines.ladder import is_about_the_request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")

RETRIES = 4
"""How often a request is sent again at most, where nothing else is chosen."""
RETRIES_UNANSWERED = 1
"""How often it is sent again at most to a server that does not answer: each time takes a whole timeout."""
LONGEST_WAIT = 30.0
"""The longest wait between two attempts, in seconds, whatever the server asks for."""

NO_QUOTA = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})
_PASSING = frozenset({408, 409, 429})
_backoff = tenacity.wait_exponential(multiplier=0.5, max=8) + tenacity.wait_random(0, 0.5)


async def again(call: Callable[[], Awaitable[T]], *, retries: int, sleep: Callable[[float], Awaitable[None]]) -> T:
    """Return what `call` gives, calling it again after faults that may pass, `retries` times at most; raise the last fault."""
    unanswered = min(retries, RETRIES_UNANSWERED)
    retrying = tenacity.AsyncRetrying(
        sleep=sleep,
        retry=tenacity.retry_if_exception(may_pass),
        wait=lambda state: wait(_fault(state), _backoff(state)),
        stop=lambda state: state.attempt_number > (retries if _answered(_fault(state)) else unanswered),
        reraise=True,
    )
    return await retrying(call)


def may_pass(error: BaseException) -> bool:
    """Tell whether the same request may go through later. An exhausted quota is a 429 that will not pass."""
    if isinstance(error, openai.APIStatusError):
        if {error.code, error.type} & NO_QUOTA:
            return False
        return error.status_code in _PASSING or (error.status_code >= 500 and not is_about_the_request(error))
    return isinstance(error, (openai.APIConnectionError, TimeoutError))


def wait(error: BaseException | None, backoff: float) -> float:
    """Return the seconds to wait: what `retry-after-ms` or `retry-after` says, else `backoff`; capped."""
    asked = _asked(error) if isinstance(error, openai.APIStatusError) else None
    return min(max(backoff if asked is None else asked, 0.0), LONGEST_WAIT)


def _asked(error: openai.APIStatusError) -> float | None:
    """Return the seconds that a response asks to wait: milliseconds, seconds, or a date (RFC 9110, section 10.2.3)."""
    headers = error.response.headers
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            seconds = float(headers[name]) / unit
        except (KeyError, ValueError):
            continue
        return None if math.isnan(seconds) else seconds
    try:
        return parsedate_to_datetime(headers["retry-after"]).timestamp() - time.time()
    except (KeyError, ValueError, TypeError, OverflowError):
        return None


def _fault(state: tenacity.RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _answered(error: BaseException | None) -> bool:
    return isinstance(error, openai.APIStatusError)
