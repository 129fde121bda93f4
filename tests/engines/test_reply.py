"""From a model's reply to a draft."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr, ValidationError

from outreach.domain.contact import Channel
from outreach.engines.answer import parts
from outreach.engines.reply import SCHEMA, UNKNOWN, ReplyParts, draft_of
from tests.engines.faulty import PARTS
from tests.values import CANARY, brief


def body(**changes: str) -> str:
    """Return the body of the draft that a reply with these changes makes."""
    return draft_of(ReplyParts.model_validate(PARTS | changes), brief()).body.get_secret_value()


@pytest.mark.parametrize(
    "written",
    [
        "{}",
        "```json\n{}\n```",
        "```\n{}\n```",
        "Here it is:\n\n```json\n{}\n```\n\nI hope it helps.",
        "<think>What about {{this}}?</think>\n{}",
        "Sure. {} Done.",
    ],
)
def test_json_is_found_in_what_local_models_put_round_it(written: str) -> None:
    """Fences, reasoning and a sentence before or after."""
    found = parts(SecretStr(written.replace("{{", "{").replace("}}", "}").replace("{}", json.dumps(PARTS))))
    assert found is not None
    assert found.offer.get_secret_value() == PARTS["offer"]


def test_raw_line_breaks_in_strings_are_taken() -> None:
    """Small models do not escape them."""
    found = parts(SecretStr('{"offer": "One.\n\nTwo."}'))
    assert found is not None
    assert found.offer.get_secret_value() == "One.\n\nTwo."


@pytest.mark.parametrize(
    "written", ["", "{", "}{", "null", "[]", "{'offer': 'x'}", '{"offer": 3}', '{"fact_ids": "x"}', "{" * 100_000]
)
def test_what_is_no_reply_is_none(written: str) -> None:
    """And raises nothing."""
    assert parts(SecretStr(written)) is None


@given(st.text(max_size=300))
def test_no_reply_raises(written: str) -> None:
    """Whatever a model writes."""
    parts(SecretStr(written))


def test_missing_keys_and_nulls_are_empty() -> None:
    """A model without a schema leaves out what it has nothing for, and adds what nobody asked for."""
    found = parts(SecretStr('{"offer": "A gift.", "ask": null, "note": "hi"}'))
    assert found is not None
    assert found.ask.get_secret_value() == ""
    assert not found.is_empty


def test_words_are_cleaned_at_the_door() -> None:
    """Nothing that hides or commands gets into a draft."""
    assert "a gift" in body(offer="a\u200b\u202e gi\x1bft")
    found = draft_of(ReplyParts.model_validate(PARTS | {"subject": "two\nlines\u200b"}), brief())
    assert found.subject.get_secret_value() == "two lines"


def test_a_message_is_put_together() -> None:
    """Greeting, offer, body, ask, close, signature."""
    assert body().split("\n\n") == [
        "Hello Nia,", PARTS["offer"], PARTS["body"], PARTS["ask"], PARTS["close"],
        "Best wishes,\nInes Moreau\nEditor of Slow Ink\nhttps://slowink.example",
    ]  # fmt: skip


@pytest.mark.parametrize("greeting", ["Hi Nia,", "Hello Nia Pryce,\n\n", "Dear Nia -", "hey nia!"])
def test_a_greeting_that_the_model_wrote_is_taken_off(greeting: str) -> None:
    """There would be two."""
    assert body(offer=f"{greeting} i can offer you a proofread.").startswith("Hello Nia,\n\nI can offer you a proofread.")


@pytest.mark.parametrize("greeting", ["Hi Nina,", "Hi there,", "High praise,", "Hi Niamh,"])
def test_a_greeting_by_another_name_is_left_for_the_gate(greeting: str) -> None:
    """It is a fault to be found, not one to be hidden."""
    assert greeting in body(offer=f"{greeting} I can offer you a proofread.")


@pytest.mark.parametrize(
    "signature", ["Best,\nInes", "Kind regards,\nInes Moreau", "Ines", "Thanks,\n\nInes Moreau", "best wishes\nInes"]
)
def test_a_signature_that_the_model_wrote_is_taken_off(signature: str) -> None:
    """There would be two."""
    written = body(close=f"If not, it is yours all the same.\n\n{signature}")
    assert written.count("Ines") == 1
    assert "If not, it is yours all the same.\n\nBest wishes,\nInes Moreau" in written


def test_a_sentence_with_the_senders_name_stays() -> None:
    """Only a last line that is the name alone goes."""
    assert "Write to Ines" in body(close="Write to Ines")


def test_a_direct_message_has_no_subject() -> None:
    """And a short signature."""
    draft = draft_of(ReplyParts.model_validate(PARTS), brief(channel=Channel.DM))
    assert draft.subject.get_secret_value() == ""
    assert draft.body.get_secret_value().endswith("\n\nInes")


def test_ids_that_are_not_of_the_brief_carry_nothing() -> None:
    """They are left for the gate to find, without their words."""
    draft = draft_of(ReplyParts.model_validate(PARTS | {"offer_id": CANARY, "fact_ids": ["press", CANARY, "x"]}), brief())
    assert (draft.offer_id, draft.fact_ids) == (UNKNOWN, ("press", UNKNOWN))


def test_parts_show_no_words() -> None:
    """Neither in a repr nor when they are wrong."""
    assert "proofread" not in repr(ReplyParts.model_validate(PARTS))
    with pytest.raises(ValidationError) as caught:
        ReplyParts.model_validate({"offer": [CANARY]})
    assert CANARY not in str(caught.value)


def test_the_schema_is_strict() -> None:
    """As strict mode wants it: every key required, none besides, no lengths."""
    assert SCHEMA["required"] == list(SCHEMA["properties"]) == list(ReplyParts.model_fields)
    assert SCHEMA["additionalProperties"] is False
    assert "Length" not in json.dumps(SCHEMA)
