"""What the tests of engines share."""

from __future__ import annotations

from typing import Any

import pytest

REQUEST_HEADERS = {"accept", "content-type", "host"}
RESPONSE_HEADERS = {"content-type", "x-request-id"}


def _scrub_request(request: Any) -> Any:  # noqa: ANN401  # vcrpy has no types
    for name in list(request.headers):
        if name.lower() not in REQUEST_HEADERS:
            del request.headers[name]
    return request


def _scrub_response(response: dict[str, Any]) -> dict[str, Any]:
    kept = {name: values for name, values in response["headers"].items() if name.lower() in RESPONSE_HEADERS}
    return response | {"headers": kept}


@pytest.fixture
def vcr_config() -> dict[str, Any]:
    """Match on the body too, or a changed prompt would replay an old answer; keep the few headers that are listed."""
    return {
        "match_on": ["method", "scheme", "host", "port", "path", "body"],
        "before_record_request": _scrub_request,
        "before_record_response": _scrub_response,
        "decode_compressed_response": True,
    }


@pytest.fixture
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    """Keep all cassettes in one folder."""
    return str(request.config.rootpath / "tests" / "cassettes")
