"""An address, a model and a key, checked before anything is sent."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from outreach.engines.endpoint import OPENAI, Endpoint
from outreach.errors import BadInput, EngineRefused

KEY = SecretStr("sk-1")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost:11434",
        "ftp://example.org",
        "http://",
        "http://a b/v1",
        "http://x:99999/v1",
        "http://x:abc/v1",
        "http://[::1/v1",
        "file:///etc",
    ],
)
def test_what_is_no_address(url: str) -> None:
    """Each is one clear sentence."""
    with pytest.raises(BadInput, match="The engine's base_url is not an http or https address"):
        Endpoint.of(model="m", base_url=url, api_key=KEY)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost:11434/v1", True),
        ("http://127.0.0.1:8080/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://192.168.1.20:1234/v1", True),
        ("http://ollama:11434/v1", True),
        ("http://studio.local/v1", True),
        ("https://api.openai.com/v1", False),
        ("https://8.8.8.8/v1", False),
        ("https://localhost.example.org/v1", False),
    ],
)
def test_which_servers_are_local(url: str, local: bool) -> None:
    """They need no key."""
    assert Endpoint.of(model="m", base_url=url, api_key=KEY).is_local is local
    if not local:
        with pytest.raises(EngineRefused, match="No API key is set"):
            Endpoint.of(model="m", base_url=url)
    else:
        assert Endpoint.of(model="m", base_url=url).api_key.get_secret_value()


@pytest.mark.parametrize(
    ("url", "openai"),
    [
        (OPENAI, True),
        ("https://my.openai.azure.com/openai/v1", True),
        ("https://openai.com.example.org/v1", False),
        ("http://x/openai.com", False),
    ],
)
def test_which_servers_are_openai(url: str, openai: bool) -> None:
    """They know the new name for the length of a reply."""
    assert Endpoint.of(model="m", base_url=url, api_key=KEY).is_openai is openai


def test_the_host_is_named_without_credentials() -> None:
    """An address may hold a password."""
    endpoint = Endpoint.of(model="m", base_url="https://user:secret@llm.example.org:8443/v1", api_key=KEY)
    assert endpoint.host == "llm.example.org:8443"


@pytest.mark.parametrize("model", ["", "  ", "a\nb", "x" * 201])
def test_what_is_no_model(model: str) -> None:
    """Each is one clear sentence."""
    with pytest.raises(BadInput, match="no usable model name"):
        Endpoint.of(model=model, api_key=KEY)


def test_blanks_round_a_key_are_dropped() -> None:
    """A pasted key often ends in a line break."""
    assert Endpoint.of(model="m", api_key=SecretStr(" sk-1\n")).api_key == KEY
