"""Offers are matched to needs by what both speak of or come near to, and no fit is forced."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from outreach.domain.contact import Contact
from outreach.domain.fact import Fact, FactKind
from outreach.domain.offer import Offer, OfferKind
from outreach.matching import Inventory, Match, match
from tests.values import CONTACT, FACT, NEED, OFFER, OTHER_OFFER, TODAY


def offer(title: str, kind: OfferKind = OfferKind.RESOURCE, **more: object) -> Offer:
    """Return an offer by its title."""
    return Offer.model_validate({"id": "it", "title": title, "kind": kind} | more)


def meets(need: str, *offers: Offer, quote: str | None = None, kind: FactKind = FactKind.NEED) -> tuple[Match, ...]:
    """Return what meets a need."""
    fact = Fact(id="n", text=need, kind=kind, source=NEED.source, quote=quote)
    return match(CONTACT.model_copy(update={"facts": (fact,)}), offers, TODAY)


def test_the_offer_that_meets_a_need_comes_first_and_says_why() -> None:
    """The reason is one line with the need and the words that both use."""
    found = match(CONTACT, (OTHER_OFFER, OFFER), TODAY)
    assert [each.offer.id for each in found] == ["welsh"]
    assert found[0].fact == NEED
    assert found[0].why == (
        "it meets their need “Looks for a proofreader for the Welsh captions of the spring catalogue” "
        "(both speak of proofreader and welsh captions)"
    )


def test_words_that_are_near_are_named_in_pairs() -> None:
    """What stands in the need, and what it is near to in the offer."""
    (found,) = meets("Is looking for readers for a blog about glazes", offer("a page in my newsletter", OfferKind.EXPOSURE))
    assert found.why.endswith("(“readers” and “newsletter” are near)")
    assert found.shared == ("readers",)
    assert found.near == (("readers", "newsletter"),)


def test_of_both_kinds_at_most_two_pairs_are_named() -> None:
    """A line is to be read."""
    wood = offer("oak offcuts and planks for a workshop", tags=["timber", "joinery"])
    (found,) = meets("Needs hardwood and boards for a carpentry class in a workshop", wood)
    assert "both speak of workshop" in found.why
    assert found.why.count("are near") == 2
    assert len(found.near) > 2


def test_other_forms_of_a_word_are_the_same_word() -> None:
    """Stems are compared, not letters."""
    assert meets("Wants captions proofread", OFFER)[0].offer == OFFER


@pytest.mark.parametrize(
    ("need", "title"),
    [
        ("Wants to organize a color catalog", "help to organise a colour catalogue"),
        ("Needs a bookbinder for a small edition", "an introduction to a book binder in Ghent"),
        ("Is looking for a copy editor", "a week of copy-editing by our editor"),
        ("Looks for help with the Vermeulen archive", "my index of the Vermeulens' archive"),
        ("Has no money for a harpsichord tuning", "a list of funds for harpsicord tunings"),
    ],
)
def test_spellings_compounds_and_slips_are_bridged(need: str, title: str) -> None:
    """British and American, one word and two, with a hyphen and without, and a letter left out of a rare word."""
    assert meets(need, offer(title, OfferKind.SKILL))


@pytest.mark.parametrize(
    ("need", "title"),
    [
        ("Wants to sell organic vegetables", "a tour of a church organ"),
        ("Needs marketing for her book", "a stall at our farmers' market"),
        ("Is looking for universal design rules", "a lecture at our university"),
    ],
)
def test_words_that_only_share_a_stem_are_kept_apart(need: str, title: str) -> None:
    """Porter's stems would mix them up."""
    assert meets(need, offer(title, OfferKind.INVITATION)) == ()


def test_common_words_alone_make_no_fit() -> None:
    """To need help with something, and to help with something, is not yet a fit."""
    assert (
        meets("Wants some help with a good new project this year", offer("help with one new thing a year", OfferKind.TIME)) == ()
    )


def test_the_verb_of_a_need_matters() -> None:
    """Whoever wants to hire an illustrator wants no course; whoever wants to draw better does."""
    course = offer("a place on an illustration course", OfferKind.INVITATION)
    contact = offer("an introduction to two illustrators", OfferKind.INTRODUCTION)
    assert meets("Wants to hire an illustrator for a picture book", course) == ()
    assert meets("Wants to hire an illustrator for a picture book", contact)
    assert meets("Would like to learn illustration", course)


@pytest.mark.parametrize(
    "need",
    [
        "Has twelve refurbished laptops to give away",
        "Sells refurbished laptops and would like more customers",
        "Is looking for a buyer for six refurbished laptops",
    ],
)
def test_who_has_the_thing_does_not_need_it(need: str) -> None:
    """The words are the same, the roles are the other way round."""
    assert meets(need, offer("six refurbished laptops")) == ()
    assert meets("Needs laptops for a homework club", offer("six refurbished laptops"))


def test_somebody_of_a_trade_is_met_by_that_trade_only() -> None:
    """An introduction is no answer by itself."""
    need = "Is looking for a plumber"
    assert meets(need, offer("an introduction to a plumber", OfferKind.INTRODUCTION))
    assert meets(need, offer("an introduction to a Welsh translator", OfferKind.INTRODUCTION)) == ()


def test_quoted_words_count_too() -> None:
    """Less than those of the fact, and they are named."""
    need, lamp = "Has opened a repair evening", offer("two soldering irons")
    assert meets(need, lamp) == ()
    (found,) = meets(need, lamp, quote="We have not one soldering iron between us")
    assert "soldering iron" in found.why


def test_nothing_in_common_is_no_match() -> None:
    """No fit is forced."""
    assert match(CONTACT.model_copy(update={"facts": (FACT,)}), (OFFER,), TODAY) == ()
    assert match(CONTACT, (), TODAY) == ()


def test_a_fact_without_a_source_matches_nothing() -> None:
    """Rumours are no ground."""
    rumour = NEED.model_copy(update={"source": None})
    assert match(CONTACT.model_copy(update={"facts": (rumour,)}), (OFFER,), TODAY) == ()


def test_an_expired_offer_is_not_matched() -> None:
    """Only offers that stand today."""
    expired = OFFER.model_copy(update={"expires": TODAY - dt.timedelta(days=1)})
    assert match(CONTACT, (expired,), TODAY) == ()


def test_a_need_weighs_more_than_a_fact() -> None:
    """What they struggle with comes before what they do."""
    press = OTHER_OFFER.model_copy(update={"title": "a tour of a small press"})
    assert [each.offer.id for each in match(CONTACT, (press, OFFER), TODAY)] == ["welsh", "slot"]
    tour = offer("an hour with a plumber", OfferKind.TIME)
    assert meets("Knows a plumber", tour, kind=FactKind.FACT)[0].score < meets("Needs a plumber", tour)[0].score


def test_it_is_deterministic_and_prepared_once() -> None:
    """The same contact and offers give the same matches, in any order of the offers, over and over."""
    inventory = Inventory((OTHER_OFFER, OFFER))
    first = inventory.match(CONTACT, TODAY)
    assert inventory.match(CONTACT, TODAY) == first == match(CONTACT, [OFFER, OTHER_OFFER], TODAY)
    assert all(0.5 <= each.score <= 1 for each in first)


def test_hostile_words_do_no_harm() -> None:
    """A fact of one long word, of signs alone, or of patterns is only a fact."""
    for text in ("x" * 300, "?!… (((((", r".*(a+)+$ \b\b", "\u202e \u200b \ufeff a", "looking for " * 24):
        assert meets(text, OFFER) == ()


def test_linting_loads_nothing_of_it() -> None:
    """The command that judges messages does not pay for the words."""
    script = "import sys\nfrom outreach.cli.main import main\nmain(['lint', '--help'])\nprint(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603  # our own
    assert not {"outreach.matching", "outreach.nearness", "rapidfuzz", "numpy"} & set(ran.stderr.split())


def test_matching_needs_no_arrays() -> None:
    """Neither numpy nor rapidfuzz is behind it."""
    script = "import sys\nimport outreach.matching\nprint(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603  # our own
    assert not {"rapidfuzz", "numpy", "sqlalchemy"} & set(ran.stdout.split())


def test_a_contact_is_not_changed_by_names() -> None:
    """The names of people are no words that connect."""
    people = Contact(id="a", name="Welsh Proofreader", facts=(FACT,))
    assert match(people, (OFFER,), TODAY) == ()
