"""Small helpers of English, each on the forms that people really write."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.engines.offline import wording
from outreach.engines.offline.choice import Choice
from outreach.engines.offline.second_person import about_you

NAMES = ("Nour Haddad", "Nour")


@pytest.mark.parametrize(
    ("fact", "clause"),
    [
        ("Runs Slow Ink, a newsletter on handmade paper.", "you run Slow Ink, a newsletter on handmade paper"),
        ("Runs a repair café in Malmö with her sister", "you run a repair café in Malmö with your sister"),
        ("Is looking for guests who build boats", "you are looking for guests who build boats"),
        ("Looking for a second venue", "you are looking for a second venue"),
        ("Wants to move their archive to open formats", "you want to move your archive to open formats"),
        ("Designs and builds boats", "you design and build boats"),
        ("Runs a café, edits the local paper and hosts a quiz", "you run a café, edit the local paper and host a quiz"),
        ("She teaches ceramics", "you teach ceramics"),
        ("They run a choir", "you run a choir"),
        ("Nour Haddad has no van", "you have no van"),
        ("Nour's podcast needs a new host", "your podcast needs a new host"),
        ("Her newsletter reaches 4,000 readers", "your newsletter reaches 4,000 readers"),
        ("Published a paper on peat", "you published a paper on peat"),
        ("Based in Lyon", "you are based in Lyon"),
        ("Also carries timber", "you also carry timber"),
        ("Cannot find a printer for small runs", "you cannot find a printer for small runs"),
        ("Doesn't know a printer", "you don't know a printer"),
        ("Seeking a second shop for her prints", "you are seeking a second shop for your prints"),
        ("Hoping to take a talk to schools", "you are hoping to take a talk to schools"),
        ("Trying to find a printer", "you are trying to find a printer"),
        ("In need of a projector", "you are in need of a projector"),
        ("In search of a printer", "you are in search of a printer"),
        ("On the lookout for a stall", "you are on the lookout for a stall"),
        ("Short of volunteers for Saturdays", "you are short of volunteers for Saturdays"),
        ("Keen to meet beekeepers", "you are keen to meet beekeepers"),
        ("Wanted: a proofreader", "you are looking for a proofreader"),
        ("Needs: a proofreader", "you need a proofreader"),
        ("Seeking: a proofreader", "you are seeking a proofreader"),
        ("She's looking for a host", "you are looking for a host"),
        ("They\u2019re in need of a host", "you are in need of a host"),
        ("Has no microphones and wants to record his workshop", "you have no microphones and want to record your workshop"),
    ],
)  # fmt: skip
def test_a_fact_becomes_a_clause(fact: str, clause: str) -> None:
    """What is safe by its form is said to the reader, with every verb and pronoun fitted."""
    assert about_you(fact, NAMES) == clause


@pytest.mark.parametrize(
    "fact",
    [
        "Editor of Slow Ink",
        "News editor in Oslo",
        "Published author",
        "New readers for the newsletter",
        "Lack of volunteers for the day",
        "Out of Africa, her reading circle",
        "Retired teacher",
        "Teaches refugees to repair their bikes",
        "Interviews a baker about her bread",
        "Runs workshops and walks",
        "Runs a choir that rehearses and performs in Lund",
        "Says she is looking for help",
        "Runs a café. Has no van",
        "Who runs the café?",
        "Her brother says he runs a bar",
        "",
    ],
)
def test_a_fact_in_doubt_is_left_alone(fact: str) -> None:
    """Where a verb, a noun or a pronoun could mean something else, there is no clause."""
    assert about_you(fact, NAMES) is None


@given(st.text(max_size=120))
def test_no_fact_raises(fact: str) -> None:
    """Any text gives a clause about the reader or none."""
    clause = about_you(fact, NAMES)
    assert clause is None or clause.startswith(("you ", "your "))


@pytest.mark.parametrize(
    ("word", "article"),
    [("hour", "an"), ("university", "a"), ("umbrella", "an"), ("MP3", "an"), ("CV", "a"), ("one-page", "a"), ("European", "a")],
)
def test_article(word: str, article: str) -> None:
    """The article goes by sound."""
    assert wording.article(word) == article


@pytest.mark.parametrize(
    ("title", "gift"),
    [
        ("An introduction to Ana.", "an introduction to Ana"),
        ("introduction to Ana", "an introduction to Ana"),
        ("I can offer you a desk", "a desk"),
        ("Offer: my list", "my list"),
        ("Two tickets", "two tickets"),
        ("Feedback on a draft", "feedback on a draft"),
        ("Slow Ink's back issues", "Slow Ink's back issues"),
        ("iOS testing", "iOS testing"),
    ],
)
def test_gift(title: str, gift: str) -> None:
    """A title completes "I can offer you", however it was typed."""
    assert wording.gift(title) == gift


@pytest.mark.parametrize(
    ("text", "request_", "typed"),
    [
        ("mention my book", "mention my book", "Mention my book."),
        ("Would you mention my book?", "mention my book", "Would you mention my book?"),
        ("Please send me a list.", "send me a list", "Please send me a list."),
        ("to speak to our class", "speak to our class", "To speak to our class."),
        ("Which cover do you prefer?", None, "Which cover do you prefer?"),
        ("I'd like to borrow your ladder", None, "I'd like to borrow your ladder."),
        ("Would you come? It is on Friday.", None, "Would you come? It is on Friday."),
    ],
)
def test_request(text: str, request_: str | None, typed: str) -> None:
    """An ask completes "Would you"; a whole sentence of another shape stays as it was typed."""
    assert wording.request(text) == request_
    assert wording.typed_request(text) == typed


def test_source() -> None:
    """A source is said to the person; one that cannot follow "from" is told apart, and so is one that says when."""
    assert wording.source("her newsletter.") == "your newsletter"
    assert wording.is_phrase("your newsletter")
    assert not wording.is_phrase("https://people.example")
    assert not wording.is_phrase("LinkedIn post")
    assert wording.is_dated("the May issue")
    assert not wording.is_dated("your newsletter")


def test_day() -> None:
    """A day has its year when it is not this year's."""
    today = dt.date(2026, 11, 24)
    assert wording.day(dt.date(2026, 10, 3), today) == "3 October"
    assert wording.day(dt.date(2024, 2, 29), today) == "29 February 2024"


def test_sentence() -> None:
    """A sentence has a capital and a stop; a link keeps its end, a word such as iOS its beginning."""
    assert wording.sentence("no answer is needed") == "No answer is needed."
    assert wording.sentence("iOS first") == "iOS first."
    assert wording.sentence("more at https://slowrepair.example/x") == "More at https://slowrepair.example/x"
    assert wording.sentence('you wrote: "help."') == 'You wrote: "help."'


def test_short() -> None:
    """A long gift is cut before a clause, or not at all."""
    assert wording.short("a seat at our evening") == "a seat at our evening"
    long = "an introduction to the editor who books the long reportage pages of the Sunday paper"
    assert wording.short(long) == "an introduction to the editor"
    assert wording.short("a " + "very " * 20 + "long walk") == ""


def test_foreign_matter() -> None:
    """Links, addresses, long numbers and amounts of a contact's record are not passed on."""
    for text in ("see https://x.example", "write to a@b.example", "call +44 20 7946 0000", "pays € 40", "go to evil.com"):
        assert not wording.is_plain(text)
    assert wording.is_plain("Needs 4 lamps by May, she says.")


@given(st.text(max_size=20), st.integers(0, 20), st.integers(1, 12))
def test_a_further_step_is_another_choice(seed: str, step: int, size: int) -> None:
    """A choice repeats itself exactly, no item comes twice in a row, and each has its turn."""
    items = list(range(size))
    chosen = Choice(seed, step).pick("slot", items)
    assert chosen == Choice(seed, step).pick("slot", items)
    assert Choice(seed, step + 1).pick("slot", items) != chosen or size == 1
    assert {Choice(seed, later).pick("slot", items) for later in range(15 * size)} == set(items)


def test_two_slots_go_their_own_ways() -> None:
    """What two slots of the same size say together is hardly ever said again by the same message."""
    pairs = [tuple(Choice("person-1", step).pick(slot, range(12)) for slot in ("unless", "fine")) for step in range(36)]
    assert len(set(pairs)) >= 24


def test_choice_is_the_same_on_every_machine() -> None:
    """The number rests on SHA-256, never on a salted hash."""
    assert [Choice("person-1").pick(slot, range(1000)) for slot in ("opener", "ask")] == [346, 897]


@pytest.mark.parametrize("where", ["a talk they gave", "the Guardian's interview with her", "Dana's blog", "what Reed wrote"])
def test_a_source_about_the_person_cannot_be_said_to_them(where: str) -> None:
    """Pronouns of the third person and words of their own name."""
    assert wording.speaks_of(where, ["Dana Reed"])
    assert not wording.speaks_of("your newsletter", ["Dana Reed"])
