"""Where a model is reached: an address, a model's name and a key, checked before anything is sent."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import SecretStr

from outreach.errors import BadInput, EngineRefused

if TYPE_CHECKING:
    from urllib.parse import SplitResult

OPENAI = "https://api.openai.com/v1"
_KEY = re.compile(r"[!-~]+")
_NO_KEY = SecretStr("none-needed")
"""Local servers ask for no key, but the SDK refuses to send an empty one."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A checked address. `host` names it in sentences, without any credentials that the address holds."""

    base_url: str
    host: str
    model: str
    api_key: SecretStr
    is_openai: bool
    is_local: bool

    @classmethod
    def of(cls, *, model: str, base_url: str = OPENAI, api_key: SecretStr | None = None) -> Endpoint:
        """Return a checked endpoint; raise BadInput for a wrong address or name, EngineRefused where a key is missing."""
        split = _address(base_url)
        name = (split.hostname or "").lower()
        host = f"{name}:{split.port}" if split.port else name
        if not model.strip() or not model.isprintable() or len(model) > 200:
            raise BadInput("The engine has no usable model name.", remedy="Set `model` to a name that the server knows.")
        is_local = _is_local(name)
        return cls(
            base_url=base_url.strip(),
            host=host,
            model=model.strip(),
            api_key=_key(api_key, host, is_local=is_local),
            is_openai=name == "openai.com" or name.endswith((".openai.com", ".openai.azure.com")),
            is_local=is_local,
        )


def authorization(api_key: SecretStr | None) -> dict[str, str]:
    """Return the header that carries a key; none without a key, or with one that no header can carry."""
    key = api_key.get_secret_value().strip() if api_key is not None else ""
    return {"Authorization": f"Bearer {key}"} if _KEY.fullmatch(key) else {}


def _address(base_url: str) -> SplitResult:
    """Return the parts of an http(s) address; raise BadInput for anything else, without quoting credentials in it."""
    remedy = f"Write it like {OPENAI} or http://localhost:11434/v1."
    try:
        split = urlsplit(base_url.strip())
        usable = split.scheme in {"http", "https"} and bool(split.hostname) and (split.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or not base_url.strip().isprintable() or " " in base_url.strip():
        raise BadInput("The engine's base_url is not an http or https address.", remedy=remedy)
    return split


def _key(api_key: SecretStr | None, host: str, *, is_local: bool) -> SecretStr:
    """Return the key to send. A key with blanks or line breaks would be quoted by the HTTP library, so it stops here."""
    if api_key is None or not api_key.get_secret_value().strip():
        if is_local:
            return _NO_KEY
        remedy = "Set OPENAI_API_KEY to your key, or base_url to a local server, which needs none."
        raise EngineRefused(f"No API key is set for {host}.", remedy=remedy)
    key = SecretStr(api_key.get_secret_value().strip())
    if not _KEY.fullmatch(key.get_secret_value()):
        raise BadInput("The API key has characters that no key has.", remedy="Copy it again, without line breaks.")
    return key


def _is_local(name: str) -> bool:
    """Tell a server on this machine or in its own network by its name."""
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return "." not in name or name.endswith((".localhost", ".local", ".internal", ".lan"))
    return address.is_loopback or address.is_private or address.is_link_local
