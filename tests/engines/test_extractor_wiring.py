"""When a model picks sentences out of texts: when the settings name one."""

from __future__ import annotations

import pytest

from outreach import wiring
from outreach.errors import BadInput
from outreach.settings import load


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({}, None),
        ({"OPENAI_API_KEY": "sk-x"}, "openai:"),
        ({"OPENAI_API_KEY": "sk-x", "OUTREACH_ENGINE": "offline"}, None),
        ({"OPENAI_BASE_URL": "http://localhost:1/v1", "OUTREACH_MODEL": "m", "OUTREACH_ENGINE": "openai"}, "openai:m"),
    ],
)
def test_the_settings_choose(environment: dict[str, str], name: str | None) -> None:
    """As they do for drafting; without a model the plain extractor proposes."""
    found = wiring.extractor(load(None, environment), None)
    assert (found.name if found else None) == name or (found is not None and name == "openai:" and found.name.startswith(name))


def test_a_model_without_a_key() -> None:
    """Is told before anything is sent."""
    with pytest.raises(BadInput, match="needs a key"):
        wiring.extractor(load(None, {"OUTREACH_ENGINE": "openai"}), None)
