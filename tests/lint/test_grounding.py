"""A draft may rest on its brief alone: paraphrases of what is recorded pass, inventions are found."""

from __future__ import annotations

import pytest

from outreach.lint import grounding
from outreach.lint.acts import judge
from outreach.lint.case import Case
from outreach.lint.text import read
from tests.values import CONTACT, NEED, brief

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
    "The proofread and the stockists are two separate things, and the two have nothing to do with each other.",
    "A caption or two would do, with zero pressure.",
    "In your newsletter of 10.02.2026 (or 2026-02-10, or February 10th) you looked for a proofreader of Welsh.",
    'You wrote that you look for "a proofreader for the Welsh captions ... of the spring catalogue".',
    'It is a "proof read" of captions.',
    "Megan's afternoons and the captions' Welsh suit each other.",
    "You told me in your newsletter that you look for a proofreader.",
    "If you've already found a proofreader, leave this be.",
    "Your spring catalogue has Welsh captions that need a proofreader.",
    "In your newsletter last month you wrote that you look for a proofreader.",
    "Megan could read the captions this week, or today.",
    "The proofread may help with the catalogue; I cannot guarantee that it does.",
]

INVENTED = {
    "a prize": ("Congratulations on winning the Dylan Thomas prize.", {"names", "claims"}),
    "an interview": ("I loved your recent interview about bilingual printing.", {"past", "claims"}),
    "a meeting": ("When we met in Hay last year, you told me about the captions.", {"names", "past"}),
    "a number": ("Megan has proofread 40 catalogues.", {"numbers"}),
    "a number in words": ("Megan has proofread eleven catalogues.", {"numbers"}),
    "a person": ("My colleague Huw Bevan will look at the captions.", {"names", "claims"}),
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
    "a day as a count": ("You looked for a proofreader for 10 captions.", {"numbers"}),
    "another day": ("Your newsletter of 10 March said that you look for a proofreader.", {"numbers"}),
    "a number in two words": ("Megan has two afternoons and has proofread twenty-two captions.", {"numbers"}),
    "a vague number": ("Megan has proofread hundreds of captions in Welsh.", {"numbers"}),
    "an earlier gift": ("I lent you a proofreader in spring.", {"past"}),
    "a favour of theirs": ("You recommended us to your small press.", {"past"}),
    "a talk": ("Our conversation was about the Welsh captions.", {"past"}),
    "a loss": ("Your press lost its funding and its printer left.", {"claims"}),
    "a loss beside a fact": ("You run a small press in Cardiff and your printer left after the flood.", {"claims"}),
    "a feeling": ("You must be exhausted by the captions.", {"claims"}),
    "a guess": ("I can imagine how your evenings look.", {"claims"}),
    "an altered quote": (
        'You wrote: "Looks for a proofreader for the Irish captions of the summer catalogue".',
        {"claims", "names"},
    ),
    "a quote in single marks": ("You wrote: 'Looks for someone who'll rewrite the spring catalogue'.", {"claims"}),
    "a friend": ("A word of my friend with the captions would help.", {"claims"}),
    "a signature": ("All good things,\nJohn", {"names"}),
    "a link with a path": ("See captions.studio/join for it.", {"links"}),
    "a spelled link": ("See evil dot com for it.", {"links"}),
    "a spelled address": ("Write to pay (at) quick for it.", {"links"}),
    "a boast": ("I have rescued bankrupt bakeries from certain ruin.", {"claims"}),
    "what others did": ("Many happy shopkeepers have praised this service.", {"claims"}),
    "a certain effect": ("It will certainly pay for your press.", {"outcomes"}),
    "a guarantee": ("The captions are guaranteed to read well.", {"outcomes"}),
    "last night": ("I read your newsletter last night.", {"times"}),
    "yesterday": ("I saw yesterday that you look for a proofreader.", {"times"}),
    "this morning": ("This morning I looked at your captions.", {"times"}),
    "some days ago": ("Megan read Welsh captions a few days ago.", {"times"}),
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


@pytest.mark.parametrize("subject", ["Re: the captions", "Fwd: a proofread of your Welsh captions", "RE : Welsh captions"])
def test_a_subject_that_answers_a_letter_nobody_recorded_is_found(subject: str) -> None:
    """A draft is never an answer: a brief records no letters that went to and fro."""
    reading = read(subject, "Hello Nia,\n\nI can offer you a proofread of your Welsh captions.")
    assert list(grounding.past(Case(reading, judge(reading), brief()), brief()))


@pytest.mark.parametrize(
    ("recorded", "said"),
    [("31 captions", "thirty-one captions"), ("240 captions", "two hundred and forty captions"), ("3,200 words", "3200 words"),
     ("captions in both languages", "captions in two languages"), ("twenty-four captions", "24 captions"),
     ("a dozen captions", "twelve captions"), ("2019 to 2024", "2019-2024")],
)  # fmt: skip
def test_a_number_is_itself_in_figures_and_in_words(recorded: str, said: str) -> None:
    """Either may stand in the record and the other in the draft, and no link is seen in a span of years."""
    given = brief(facts=(NEED.model_copy(update={"text": f"Looks for a proofreader for {recorded}"}),))
    reading = read("", f"Hello Nia,\n\nYou look for a proofreader for {said}.")
    case = Case(reading, judge(reading), given)
    assert not [*grounding.numbers_(case, given), *grounding.links(case, given)]


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
