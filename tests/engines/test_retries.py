"""Which faults may pass, and how long a server may make us wait."""

from __future__ import annotations

import time
from email.utils import formatdate

import httpx2
import openai
import pytest

from outreach.engines.retries import LONGEST_WAIT, may_pass, wait


def error(status: int, headers: dict[str, str] | None = None, /, **body: str) -> openai.APIStatusError:
    """Return an error as the SDK raises it."""
    request = httpx2.Request("POST", "https://api.openai.com/v1/chat/completions")
    return openai.APIStatusError("no", response=httpx2.Response(status, headers=headers, request=request), body=body)


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
def test_these_may_pass(status: int) -> None:
    """The request itself is not at fault."""
    assert may_pass(error(status))


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 413, 422])
def test_these_will_not(status: int) -> None:
    """The same request would meet the same answer."""
    assert not may_pass(error(status))


@pytest.mark.parametrize(
    "body", [{"code": "insufficient_quota"}, {"type": "insufficient_quota"}, {"code": "billing_hard_limit_reached"}]
)
def test_an_exhausted_quota_does_not_pass(body: dict[str, str]) -> None:
    """Though it comes as a 429."""
    assert not may_pass(error(429, None, **body))


def test_a_500_about_a_parameter_does_not_pass() -> None:
    """It is for the ladder."""
    assert not may_pass(error(500, message="response_format: extra fields not permitted"))


def test_an_error_of_ours_does_not_pass() -> None:
    """A bug is not tried again."""
    assert not may_pass(KeyError("x"))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 2.0),
        ({"retry-after": "5"}, 5.0),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after-ms": "250", "retry-after": "5"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "5"}, 5.0),
        ({"retry-after": "99999"}, LONGEST_WAIT),
        ({"retry-after": "inf"}, LONGEST_WAIT),
        ({"retry-after": "nan"}, 2.0),
        ({"retry-after": "soon"}, 2.0),
        ({"retry-after": ""}, 2.0),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
    ],
)
def test_how_long_to_wait(headers: dict[str, str], seconds: float) -> None:
    """What the server says wins over two seconds of our own, within bounds."""
    assert wait(error(429, headers), 2.0) == seconds


def test_a_date_is_waited_for() -> None:
    """The other form of the header."""
    assert 5 < wait(error(503, {"retry-after": formatdate(time.time() + 10, usegmt=True)}), 2.0) <= 10


def test_a_connection_that_failed_waits_as_we_do() -> None:
    """There is no server to ask."""
    assert wait(TimeoutError(), 2.0) == 2.0
