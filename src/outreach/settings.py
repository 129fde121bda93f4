"""Settings: the environment over `outreach.yaml`, frozen. Secrets come from the environment or the system keyring alone.

| what       | environment       | outreach.yaml     |
|------------|-------------------|-------------------|
| API key    | OPENAI_API_KEY    | never             |
| server     | OPENAI_BASE_URL   | engine.base_url   |
| model      | OUTREACH_MODEL    | engine.model      |
| engine     | OUTREACH_ENGINE   | engine.name       |
| database   | OUTREACH_DATABASE | database          |
| who writes | OUTREACH_BY       | sender.name       |
"""

from __future__ import annotations

import os
import re
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import Field, SecretStr

from outreach.domain.cleaning import Line, clean_line
from outreach.domain.policy import Policy
from outreach.domain.prices import Prices
from outreach.domain.sender import Sender
from outreach.domain.validation import validate
from outreach.domain.value import Value
from outreach.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.yaml_file import YamlFile

DEFAULT_MODEL = "gpt-4.1-mini"
DEFAULT_BASE_URL = "https://api.openai.com/v1"
KEYRING_SERVICE = "outreach"


class EngineName(StrEnum):
    """Which engine drafts. `auto` is a model where a key or a server is configured, and the offline engine elsewhere."""

    AUTO = "auto"
    OFFLINE = "offline"
    OPENAI = "openai"


class EngineSettings(Value):
    """How drafts are written. `timeout` is in seconds for one request; `retries` is how often a passing fault is tried again."""

    name: EngineName = EngineName.AUTO
    base_url: Line | None = Field(default=None, pattern=r"^https?://[^\s/]+\S*$")
    model: Line | None = None
    timeout: float = Field(default=60.0, gt=0, le=600)
    retries: int = Field(default=4, ge=0, le=10)


class DraftingSettings(Value):
    """How far one message may go: repairs after the first draft, tokens and seconds in all, words in the body.

    With `review` a model reads each draft of a model a second time.
    """

    repairs: int = Field(default=2, ge=0, le=5)
    tokens: int = Field(default=20_000, ge=1_000)
    seconds: float = Field(default=180.0, gt=0)
    words: int = Field(default=150, ge=40, le=400)
    review: bool = False


class Settings(Value):
    """All settings of a workspace, or the defaults without one. `api_key` and `database` show in no repr and no dump.

    `database` is the URL of the memory (None: a file in the workspace); `by` is the name under which the ledger records.
    """

    sender: Sender | None = None
    engine: EngineSettings = EngineSettings()
    drafting: DraftingSettings = DraftingSettings()
    policy: Policy = Policy()
    prices: Prices | None = None
    database: SecretStr | None = None
    by: Line | None = Field(default=None, exclude=True)
    api_key: SecretStr | None = Field(default=None, exclude=True)

    @property
    def base_url(self) -> str:
        """Return the server that a model is reached at."""
        return self.engine.base_url or DEFAULT_BASE_URL

    @property
    def model(self) -> str | None:
        """Return the model that drafts are asked of, where a model writes; None where a server is named without one."""
        return self.engine.model or (DEFAULT_MODEL if self.base_url == DEFAULT_BASE_URL else None)

    @property
    def chosen_engine(self) -> EngineName:
        """Return what `auto` stands for here."""
        if self.engine.name is not EngineName.AUTO:
            return self.engine.name
        return EngineName.OPENAI if self.api_key or self.engine.base_url else EngineName.OFFLINE


def load(file: YamlFile | None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of an `outreach.yaml` (None: the defaults) under the environment; raise BadInput on a mistake."""
    if file is not None and isinstance(file.data, dict):
        _refuse_private(file, file.data)
    written = validate(Settings, file, shown="outreach.yaml") if file is not None else Settings()
    over = {"base_url": "OPENAI_BASE_URL", "model": "OUTREACH_MODEL", "name": "OUTREACH_ENGINE"}
    changes = {key: value for key, name in over.items() if (value := environment.get(name, "").strip())}
    try:
        engine = EngineSettings.model_validate(written.engine.model_dump(mode="json") | changes)
    except ValueError:
        names = ", ".join(over[key] for key in changes)
        raise BadInput(f"The environment sets {names} to something that cannot be used.", remedy="Correct or unset it.") from None
    key = find_key(environment, keyring=engine.name is not EngineName.OFFLINE)
    update: dict[str, object] = {"engine": engine, "api_key": key}
    if url := environment.get("OUTREACH_DATABASE", "").strip():
        update["database"] = SecretStr(url)
    by = clean_line(environment.get("OUTREACH_BY", "")) or (written.sender.name if written.sender else None)
    return written.model_copy(update=update | {"by": by})


def _refuse_private(file: YamlFile, data: dict[str, object]) -> None:
    """Raise BadInput when a settings file holds a key, a password, or what is one person's own."""
    if "api_key" in data:
        what = "a key has no place in a file. Remove it and set OPENAI_API_KEY, or store it with `keyring set outreach api_key`."
        raise BadInput.of([file.mistake(("api_key",), what)])
    if "by" in data:
        what = "the file is shared, and who writes is each person's own. Remove it and set OUTREACH_BY."
        raise BadInput.of([file.mistake(("by",), what)])
    if re.match(r"[^/]*//[^/@]*:[^/@]+@", str(data.get("database", ""))):
        what = "a password has no place in a file. Remove it from the URL and set PGPASSWORD, or set OUTREACH_DATABASE."
        raise BadInput.of([file.mistake(("database",), what)])


def find_key(environment: Mapping[str, str] = os.environ, *, keyring: bool = True) -> SecretStr | None:
    """Return the API key of the environment, or else of the system keyring; None where there is none.

    Asking the keyring takes 0.2 seconds, so an engine that needs no key does not.
    """
    key = environment.get("OPENAI_API_KEY", "").strip() or (_from_keyring() if keyring else "")
    return SecretStr(key) if key else None


def _from_keyring() -> str:
    """Return the key stored with `keyring set outreach api_key`, or nothing where there is no keyring."""
    if os.environ.get("PYTHON_KEYRING_BACKEND") == "keyring.backends.null.Keyring":
        return ""
    import keyring  # noqa: PLC0415  # slow to import, and needed only where the environment has no key
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(KEYRING_SERVICE, "api_key") or ""
    except (KeyringError, OSError, RuntimeError):
        return ""
