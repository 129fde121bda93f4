"""What a sentence shows the classifier, and that the fast sum over it is the plain one."""

from hypothesis import given
from hypothesis import strategies as st

from outreach.lint.features import APART, END, LONGEST, PAIR, START, STEM, SUBJECT, Key, acting, features, positions, stem, words
from outreach.lint.text import read
from outreach.lint.weights import FIELDS, pack, tabled, unpack

WORDS = st.lists(st.sampled_from(["would", "you", "share", "shared", "shares", "the", "list", "?", "0", "zyx"]), max_size=9)
TAGS = st.sampled_from([("@subject", "@prose", "@-late"), ("@0", "@prose", "@-5")])
NUMBERS = st.lists(st.integers(-(2**18), 2**18), min_size=FIELDS, max_size=FIELDS)


def test_words_are_lower_case_with_signs_and_one_number() -> None:
    """Any number is "0"; contractions are cut at the apostrophe; each sentence has its own words."""
    reading = read("Re: 3 seats", "I don't have 12,50 £!\n\nYours: a.b")
    assert words(reading)[0] == ["re", ":", "0", "seats"]
    assert words(reading)[1] == ["i", "don", "'t", "have", "0", "£", "!"]
    assert len(words(reading)) == len(reading.sentences)


def test_a_message_without_text_has_no_words() -> None:
    """Nothing to read, nothing found."""
    assert words(read("", "")) == []


def test_sentences_are_cut_at_the_longest() -> None:
    """A sentence of a million words costs no more than one of LONGEST."""
    assert len(words(read("", "word " * 5000))[0]) == LONGEST


def test_forms_of_a_word_share_a_stem() -> None:
    """Endings go, short words stay."""
    assert len({stem(word) for word in ("introduce", "introduces", "introduced", "introducing")}) == 1
    assert [stem(word) for word in ("is", "red", "this", "bring")] == ["is", "red", "thi", "bring"]


def test_features_are_words_stems_pairs_and_places() -> None:
    """Each as often as it occurs; in the subject each stem once more."""
    found = list(features(["we", "offers"], ("@0", "@prose", "@-0")))
    assert found[:5] == ["@0", "@prose", "@-0", "we", "offers"]
    assert {(STEM, "offer"), (PAIR, START, "we"), (PAIR, "offer", END), (APART, START, "offer"), (APART, "we", END)} <= set(found)
    assert (SUBJECT, "offer") in set(features(["offers"], ("@subject", "@prose", "@-late")))


def test_the_writer_acts_in_the_body() -> None:
    """Not in greeting, closing, signature, quotation or subject."""
    reading = read("Scans", "Hi Ann,\n\nThe scans are yours. Would you read them?\n\n> old words here\n\nBest,\nBo")
    assert [reading.sentences[at].text for at in acting(reading)] == ["The scans are yours.", "Would you read them?"]
    assert positions(reading, acting(reading))[2] == ("@0", "@prose", "@-1")
    assert positions(reading, acting(reading))[0][0] == "@subject"


def test_a_message_of_nothing_but_a_quotation_is_taken_whole() -> None:
    """There is always something to judge."""
    assert acting(read("", "> old words here")) == [0]


@given(NUMBERS, NUMBERS)
def test_packed_numbers_add_field_by_field(first: list[int], second: list[int]) -> None:
    """Sums of packed numbers are packed sums, negative ones too."""
    assert list(unpack(pack(first) + pack(second))) == [one + other for one, other in zip(first, second, strict=True)]


@given(WORDS, TAGS, st.data())
def test_the_fast_total_is_the_sum_over_the_listed_features(
    sentence: list[str], tags: tuple[str, ...], data: st.DataObject
) -> None:
    """The table gives what adding up each feature by name gives, for any choice of known features."""
    listed: list[Key] = list(features(sentence, tags))
    known = data.draw(st.sets(st.sampled_from(listed)))
    others: set[Key] = {(STEM, "share"), "share", (PAIR, "share", "the"), (SUBJECT, "list")}
    weights = {key: pack([at + 1] * FIELDS) for at, key in enumerate(sorted(known | others, key=repr))}
    plain = sum(weights.get(key, 0) for key in listed)
    assert tabled(weights).total(sentence, tags) == plain
