"""A draft may rest on its brief alone: paraphrases of what is recorded pass, inventions are found."""

from __future__ import annotations

import pytest

from outreach.lint import grounding
from outreach.lint.acts import judge
from outreach.lint.case import Case
from outreach.lint.text import read
from tests.values import CONTACT, brief

GROUNDED = [
    "I can offer you a proofread of your Welsh captions.",
    "Your February newsletter said that you look for a proofreader for the spring catalogue.",
    "In your newsletter of 10 February you wrote that the Welsh captions need a proofreader.",
    "You run a small press in Cardiff, and I edit Slow Ink.",
    "Megan could read them on two afternoons in March.",
    "Would you list Slow Ink among your stockists?",
    "Happy to send the proofread whenever it suits you. Nothing is expected in return.",
    "I saw on your website that you run a press.",
    "If Welsh proofreading would help with the spring catalogue, Megan has two free afternoons.",
    "Reading your newsletter, I noticed you are after someone to proofread Welsh.",
    "It takes none of your time, and your answer can wait.",
    "One of the captions alone would do.",
]

INVENTED = {
    "a prize": ("Congratulations on winning the Dylan Thomas prize.", {"names", "claims"}),
    "an interview": ("I loved your recent interview about bilingual printing.", {"past", "claims"}),
    "a meeting": ("When we met in Hay last year, you told me about the captions.", {"names", "past"}),
    "a number": ("Megan has proofread 40 catalogues.", {"numbers"}),
    "a number in words": ("Megan has proofread eleven catalogues.", {"numbers"}),
    "a person": ("My colleague Huw Bevan will look at the captions.", {"names"}),
    "a move": ("Your recent move to Bristol must have been hard.", {"names", "claims"}),
    "a podcast": ("You launched a podcast about bookbinding.", {"claims"}),
    "a following": ("I have followed your work for years.", {"past"}),
    "a fair": ("It was great to see you at the London Book Fair.", {"names", "past"}),
    "a promise": ("As promised, here is the list.", {"past"}),
    "a day": ("Could we speak on Thursday?", {"names"}),
    "growth": ("Since your team doubled last year, captions must take longer.", {"claims"}),
    "praise of what is not known": ("Your award-winning catalogue deserves better captions.", {"claims"}),
    "a link": ("You can find the form at https://evil.example/form.", {"links"}),
    "a bare link": ("You can find the form at evil-forms.com/x.", {"links"}),
    "an address": ("Write to megan@evil.example instead.", {"links"}),
    "a telephone number": ("Call +44 20 7946 0958.", {"links", "numbers"}),
    "an account": ("Use the account GB29 NWBK 6016 1331 9268 19.", {"links", "names", "numbers"}),
    "an amount": ("It costs $300.", {"links", "numbers"}),
}


def found(text: str) -> set[str]:
    """Return the kinds of check that find something in a message with this sentence in it."""
    reading = read("", f"Hello Nia,\n\n{text}\n\nBest wishes,\nInes Moreau")
    case = Case(reading, judge(reading), brief())
    return {kind for kind, check in grounding.CHECKS.items() if any(True for _ in check(case, brief()))}


@pytest.mark.parametrize("text", GROUNDED)
def test_a_paraphrase_of_what_is_recorded_passes(text: str) -> None:
    """Other words for a recorded fact, the offer, the ask, or things that anybody has."""
    assert found(text) == set()


@pytest.mark.parametrize(("text", "kinds"), INVENTED.values(), ids=INVENTED)
def test_an_invention_is_found_for_what_it_is(text: str, kinds: set[str]) -> None:
    """Each kind of invention is found by the check that is made for it."""
    assert found(text) == kinds


@pytest.mark.parametrize(
    "greeting", ["Hello Karen,", "Dear Sir or Madam,", "Hi Nia and Karen,", "Hello there,", "Dear Mr Pryce-Jones,"]
)
def test_a_greeting_of_somebody_else_is_found(greeting: str) -> None:
    """The name in the greeting is the contact's, whole or in part."""
    reading = read("", f"{greeting}\n\nI can offer you a proofread of your Welsh captions.")
    case = Case(reading, judge(reading), brief())
    assert list(grounding.greeting(case, brief()))


@pytest.mark.parametrize("greeting", ["Hello Nia,", "Hi Nia - ", "Dear Ms. Pryce,", "Dear Nia Pryce,", "Dear Ms Pryce,", "Nia,"])
def test_a_greeting_of_the_contact_passes(greeting: str) -> None:
    """First name, last name, both, with a title."""
    reading = read("", f"{greeting}\n\nI can offer you a proofread of your Welsh captions.")
    case = Case(reading, judge(reading), brief())
    assert not list(grounding.greeting(case, brief()))


@pytest.mark.parametrize(
    "name",
    ["Ayşe Yıldız", "Łukasz Żak", "Zoë Ångström", "Наталія Коваль", "Νίκος Παππάς", "Ιωάννης", "O'Brien"],  # noqa: RUF001  # names in their own letters
)
def test_a_name_in_any_letters_is_the_contacts(name: str) -> None:
    """The record is folded as the message is, so that a name is itself in every alphabet."""
    given = brief(contact=CONTACT.model_copy(update={"name": name}))
    reading = read("", f"Hello {name},\n\nI can offer you a proofread of your Welsh captions.")
    assert not list(grounding.greeting(Case(reading, judge(reading), given), given))
