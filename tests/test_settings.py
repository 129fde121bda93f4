"""Settings: the environment over the file; secrets never in a file."""

from __future__ import annotations

import pytest

from outreach.errors import BadInput
from outreach.settings import EngineName, Settings, load
from outreach.yaml_file import parse_yaml

KEY = "sk-test-0000"


def test_without_anything_the_offline_engine_drafts() -> None:
    """No key, no server: no network."""
    assert load(None, {}).chosen_engine is EngineName.OFFLINE


def test_a_key_or_a_server_makes_a_model_draft() -> None:
    """The same command line drafts through a model once one is configured."""
    assert load(None, {"OPENAI_API_KEY": KEY}).chosen_engine is EngineName.OPENAI
    assert load(None, {"OPENAI_BASE_URL": "http://localhost:11434/v1"}).chosen_engine is EngineName.OPENAI


def test_the_environment_wins_over_the_file() -> None:
    """One variable changes one setting."""
    file = parse_yaml("engine: {name: openai, model: a, base_url: 'http://localhost:1/v1'}", "outreach.yaml")
    settings = load(file, {"OUTREACH_MODEL": "b"})
    assert (settings.engine.model, settings.base_url) == ("b", "http://localhost:1/v1")


def test_a_key_in_a_file_is_refused() -> None:
    """The sentence says where a key belongs."""
    with pytest.raises(BadInput, match=r"outreach\.yaml:1:1: a key has no place in a file"):
        load(parse_yaml(f"api_key: {KEY}", "outreach.yaml"), {})


def test_a_key_shows_nowhere() -> None:
    """Not in a repr, not in a dump."""
    settings = load(None, {"OPENAI_API_KEY": KEY})
    assert KEY not in repr(settings)
    assert KEY not in str(settings.model_dump())
    assert KEY not in settings.model_dump_json()


def test_every_mistake_has_its_line() -> None:
    """Unknown keys and wrong values, all at once."""
    text = "sender:\n  name: ''\nengine:\n  name: magic\n  timeout: long\nfrom: me\n"
    with pytest.raises(BadInput) as caught:
        load(parse_yaml(text, "outreach.yaml"), {})
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"outreach.yaml:{n}" for n in ("2:3", "4:3", "5:3", "6:1")]


def test_an_environment_that_cannot_be_used_is_one_sentence() -> None:
    """It names the variable, not its value."""
    with pytest.raises(BadInput, match="OPENAI_BASE_URL"):
        load(None, {"OPENAI_BASE_URL": "localhost"})


def test_the_defaults_are_valid() -> None:
    """A workspace may say nothing but who sends."""
    assert Settings().drafting.repairs == 2


def test_a_password_and_a_name_of_ones_own_have_no_place_in_the_file() -> None:
    """The file is shared by git."""
    with pytest.raises(BadInput, match="a password has no place in a file"):
        load(parse_yaml("database: postgresql://ines:secret@db.example/ledger", "outreach.yaml"), {})
    with pytest.raises(BadInput, match="set OUTREACH_BY"):
        load(parse_yaml("by: Ines", "outreach.yaml"), {})


def test_the_ledger_is_kept_under_the_senders_name_or_ones_own() -> None:
    """OUTREACH_BY tells the members of a team apart; the database's URL shows nowhere."""
    file = parse_yaml("sender: {name: Ines Moreau}\ndatabase: postgresql://db.example/ledger", "outreach.yaml")
    assert load(file, {"OUTREACH_ENGINE": "offline"}).by == "Ines Moreau"
    given = load(file, {"OUTREACH_ENGINE": "offline", "OUTREACH_BY": "Megan", "OUTREACH_DATABASE": "postgresql://u:p@h/d"})
    assert given.by == "Megan"
    assert given.database is not None
    assert given.database.get_secret_value() == "postgresql://u:p@h/d"
    assert "u:p" not in repr(given)
