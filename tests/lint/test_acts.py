"""What is read in each sentence, and when a message is rejected."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.lint.acts import Act, judge
from outreach.lint.evidence import explain, signs
from outreach.lint.features import words
from outreach.lint.structure import REASONS
from outreach.lint.text import read
from outreach.lint.weights_file import shipped

DEV = [
    json.loads(line) for line in (Path(__file__).parent.parent / "corpus" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
]
GIFT = "I have scanned all fourteen of your field notebooks and the files are yours, the link is below."
ASK = "Would you send me the address of your printer?"


def acts_of(body: str) -> list[Act]:
    """List the act read in each sentence of a body."""
    return list(judge(read("", body)).acts)


def test_a_gift_and_an_ask_are_read_as_such() -> None:
    """The clear cases, in their places."""
    judgement = judge(read("", f"Hi Ann,\n\n{GIFT} {ASK}\n\nBest,\nBo"))
    assert judgement.acts == (Act.CLOSE, Act.GIVE, Act.ASK, Act.CLOSE, Act.CLOSE)
    assert judgement.gives[1] > 0.5 > judgement.gives[2]
    assert judgement.asks[2] > 0.5 > judgement.asks[1]


def test_thanks_are_thanks() -> None:
    """A sentence that begins with thanks is neither praise nor an ask."""
    assert acts_of("Thank you for the map you sent in May.") == [Act.THANK]


def test_a_gift_first_passes_and_the_ask_first_does_not() -> None:
    """The same sentences in another order are another message."""
    easy = "If that doesn't suit you, the scans are yours all the same."
    assert judge(read("", f"Hi Ann,\n\n{GIFT} {ASK} {easy}\n\nBest,\nBo")).reasons == ()
    assert judge(read("", f"Hi Ann,\n\n{ASK} I need it by Friday.\n\nBest,\nBo")).reasons != ()


def test_a_reason_stands_on_the_sentence_that_shows_it() -> None:
    """The finding is placed on the pressing sentence."""
    pressing = "This is urgent, you must reply today before it is too late!"
    reading = read("", f"Hi Ann,\n\nWould you fund our film? {pressing}\n\nBo")
    placed = {reason.reason: reading.sentences[reason.sentence].text for reason in judge(reading).reasons}
    assert placed["urgency"] == pressing


def test_nothing_is_judged_as_nothing() -> None:
    """An empty message has no acts and no reasons; other checks hold it."""
    assert judge(read("", " \n ")).acts == ()
    assert judge(read("", "")).reasons == ()


@pytest.mark.parametrize("record", DEV, ids=lambda record: record["id"])
def test_reasons_are_given_exactly_when_a_message_is_rejected(record: dict[str, str]) -> None:
    """Strongest first, from the guide, on sentences that exist; one act and one likelihood a sentence."""
    reading = read(record["subject"], record["body"])
    judgement = judge(reading)
    assert bool(judgement.reasons) == (judgement.rejected >= shipped().judges.threshold)
    scores = [reason.score for reason in judgement.reasons]
    assert scores == sorted(scores, reverse=True)
    assert all(reason.reason in REASONS and reason.sentence < len(reading.sentences) for reason in judgement.reasons)
    assert len(judgement.acts) == len(judgement.gives) == len(judgement.asks) == len(reading.sentences)


@pytest.mark.parametrize("record", DEV[::3], ids=lambda record: record["id"])
def test_disguises_change_no_judgement(record: dict[str, str]) -> None:
    """Zero-width characters, capitals, look-alikes and entities leave the judgement as it was."""
    plain = judge(read(record["subject"], record["body"]))._replace(sentences=())
    for disguise in (
        "\u200b".join,
        lambda text: text.upper() if "ß" not in text else text,
        lambda text: text.replace("e", "\u0435").replace("a", "\u0430"),
        lambda text: text.replace("u", "&#117;"),
    ):
        judgement = judge(read(disguise(record["subject"]), disguise(record["body"])))
        assert judgement._replace(sentences=()) == plain


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=200))
def test_any_message_can_be_judged_and_explained(subject: str, body: str) -> None:
    """No input raises; the same message gets the same judgement."""
    reading = read(subject, body)
    judgement = judge(reading)
    assert judgement == judge(reading)
    assert 0.0 <= judgement.rejected <= 1.0
    assert len(explain(reading, judgement).reasons) == len(judgement.reasons)


def test_an_explanation_names_the_words_that_spoke_for_a_reason() -> None:
    """In words, with weights, strongest first."""
    reading = read("", "Hi Ann,\n\nWould you fund our film? This is urgent, you must reply today!\n\nBo")
    found = {reason: signs for reason, _, signs in explain(reading, judge(reading)).reasons}
    assert any("urgent" in sign.says for sign in found["urgency"])
    assert [sign.weight for sign in found["urgency"]] == sorted((s.weight for s in found["urgency"]), reverse=True)


def test_an_explanation_speaks_the_words_of_the_message() -> None:
    """No stem, no mark of the counting, no pair of the same thing."""
    body = "Hi Ann,\n\nI'm sharing 40 scans. Could you share my newsletter? Don't delay, places are vanishing!\n\nBo"
    reading = read("A share", body)
    why = explain(reading, judge(reading))
    numbers, outputs = range(len(reading.sentences)), ("give", "ask", "urgency")
    said = [sign.says for number in numbers for output in outputs for sign in signs(reading, number, output)]
    assert len(said) > 20
    spoken = set(re.findall(r"[a-z]+", " ".join(token for sentence in words(reading) for token in sentence)))
    for quoted in re.findall(r'^"(.+?)"(?: at its (?:start|end)| in the subject)?$', "\n".join(said), re.MULTILINE):
        assert set(re.findall(r"[a-z]+", quoted)) - {"number"} <= spoken
    assert not any(mark in says for says in said for mark in ("<", ">", "@", "~"))
    shapes = [sign.says.split(", together with ") for sign in why.verdict]
    assert all(len(set(parts)) == len(parts) for parts in shapes)
    assert len({sign.says for sign in why.verdict}) == len(why.verdict)
