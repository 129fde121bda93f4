"""Values are frozen, know their keys, and say in their own words what they may be used for."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from outreach.domain.contact import Channel, Closeness, Contact, Resting
from outreach.domain.fact import Fact
from outreach.domain.offer import Offer, OfferKind
from outreach.domain.salutation import assemble, salutation, sign_off
from tests.values import CONTACT, FACT, NEED, SENDER, TODAY, brief


def test_values_are_frozen_and_refuse_unknown_keys() -> None:
    """Nothing changes after it was validated."""
    with pytest.raises(ValidationError):
        CONTACT.name = "Somebody else"  # type: ignore[misc]  # that is the point
    with pytest.raises(ValidationError):
        Contact.model_validate({"id": "x", "name": "X", "nickname": "x"})


def test_a_value_error_does_not_repeat_what_was_given() -> None:
    """A validation error names the field, never its content."""
    with pytest.raises(ValidationError) as caught:
        Contact.model_validate({"id": "no such id!", "name": "X", "address": "secret-address"})
    assert "secret-address" not in str(caught.value)


def test_only_sourced_facts_may_be_used() -> None:
    """A fact without a source is kept and used for nothing."""
    unsourced = Fact(id="rumour", text="Is said to like herring")
    contact = CONTACT.model_copy(update={"facts": (NEED, FACT, unsourced)})
    assert contact.sourced == (NEED, FACT)
    assert contact.needs == (NEED,)


def test_facts_of_one_contact_have_ids_of_their_own() -> None:
    """Two facts with one id are a mistake."""
    with pytest.raises(ValidationError, match="share the id"):
        Contact(id="x", name="X", facts=(FACT, FACT))


@pytest.mark.parametrize(
    "address", ["a@b.example", "first.last+tag@sub.b.example", "o'brien@b-c.example", "x@xn--bro-hoa.example", "a=b@c.example"]
)
def test_addresses_that_stand(address: str) -> None:
    """Ordinary addresses are taken."""
    assert Contact(id="x", name="X", address=address).address == address


@pytest.mark.parametrize(
    "address",
    ["a@b", "a b@c.example", "a@b.example, c@d.example", "<a@b.example>", "a@b.example;x", "a@", "@b.example",
     "a..b@c.example", ".a@b.example", "a.@b.example", "a@b..example", "a@.example", "a@b.example.", "a@-b.example",
     "r\u00f6@x.example", "a@b\u00fcro.example", "=?utf-8?q?a?=@b.example", "a(x)@b.example", "a@[127.0.0.1]",
     "a\\b@c.example", f"{'a' * 250}@b.example"],
)  # fmt: skip
def test_addresses_that_do_not(address: str) -> None:
    """What no header can carry is refused, and lists, blanks and brackets, which would be further headers or recipients."""
    with pytest.raises(ValidationError):
        Contact(id="x", name="X", address=address)


def test_an_address_cannot_carry_a_header() -> None:
    """A line break is cleaned away at the door, and what is left is no address."""
    with pytest.raises(ValidationError):
        Contact(id="x", name="X", address="a@b.example\r\nBcc: c@d.example")


def test_a_rest_ends_after_its_last_day() -> None:
    """`until` is the last day of the rest; without it the rest has no end."""
    rest = Resting(reason="on leave", until=TODAY)
    assert rest.covers(TODAY)
    assert not rest.covers(TODAY + dt.timedelta(days=1))
    assert Resting(reason="asked not to be written to").covers(TODAY + dt.timedelta(days=9999))


def test_an_offer_stands_through_its_last_day() -> None:
    """`expires` is the last day on which it can be given."""
    offer = Offer(id="x", title="a copy", kind=OfferKind.RESOURCE, expires=TODAY)
    assert offer.stands_on(TODAY)
    assert not offer.stands_on(TODAY + dt.timedelta(days=1))


def test_the_salutation_comes_from_the_record() -> None:
    """A greeting of their own wins over the first name; closeness and channel set the tone."""
    friend = CONTACT.model_copy(update={"closeness": Closeness.FRIEND})
    formal = CONTACT.model_copy(update={"greeting": "Ms Pryce"})
    assert salutation(CONTACT, Channel.EMAIL) == "Hello Nia,"
    assert salutation(CONTACT, Channel.DM) == "Hi Nia,"
    assert salutation(friend, Channel.EMAIL) == "Hi Nia,"
    assert salutation(formal, Channel.EMAIL) == "Hello Ms Pryce,"


def test_a_body_is_salutation_paragraphs_sign_off() -> None:
    """Empty paragraphs leave no gap."""
    body = assemble(("An offer.", " ", "An ask?"), sender=SENDER, contact=CONTACT, channel=Channel.DM)
    assert body == "Hi Nia,\n\nAn offer.\n\nAn ask?\n\nInes"
    assert sign_off(SENDER, Channel.EMAIL) == "Best wishes,\nInes Moreau\nEditor of Slow Ink\nhttps://slowink.example"


def test_a_brief_without_a_fact_does_not_exist() -> None:
    """No context, no brief."""
    with pytest.raises(ValidationError):
        brief(facts=())


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Nia Pryce", "Nia"),
        ("Nia", "Nia"),
        ("Dr Ayşe Özgür", "Dr Özgür"),
        ("Prof. Dana Reed", "Prof. Reed"),
        ("The Reading Room", "The Reading Room"),
    ],
)
def test_a_salutation_uses_a_name_and_never_an_article_or_a_bare_title(name: str, called: str) -> None:
    """The first name, a title with the last, or the whole name of a house."""
    assert Contact(id="x", name=name).called == called
