"""What a sentence shows the classifier, and that the fast sum over it is the plain one."""

from hypothesis import given
from hypothesis import strategies as st

from outreach.lint.features import (
    APART,
    BORDER,
    LONGEST,
    PAIR,
    STEM,
    SUBJECT,
    Key,
    acting,
    features,
    positions,
    stem,
    tokens,
    words,
)
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
    """A sentence of a million words costs no more than one of LONGEST; the others keep all of theirs."""
    assert list(map(len, words(read("One two", "word " * 5000 + "\n\nThe end. Yes.")))) == [2, LONGEST, 3, 2]


def test_tokens_have_borders_around_every_sentence() -> None:
    """Numbers are left as they are."""
    assert tokens(read("Seats", "I have 12,50 £.")) == [BORDER, "seats", BORDER, "i", "have", "12,50", "£", ".", BORDER]


def test_forms_of_a_word_share_a_stem() -> None:
    """Endings go, short words stay."""
    assert len({stem(word) for word in ("introduce", "introduces", "introduced", "introducing")}) == 1
    assert [stem(word) for word in ("is", "red", "this", "bring")] == ["is", "red", "thi", "bring"]


def test_features_are_words_stems_pairs_and_places() -> None:
    """Each as often as it occurs; in the subject each stem once more."""
    found = list(features(["we", "offers"], ("@0", "@prose", "@-0")))
    assert found[:5] == ["@0", "@prose", "@-0", "we", "offers"]
    assert {(STEM, "offer"), (PAIR, BORDER, "we"), (PAIR, "offer", BORDER)} <= set(found)
    assert {(APART, BORDER, "offer"), (APART, "we", BORDER)} <= set(found)
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


@given(st.lists(st.tuples(WORDS, TAGS), min_size=1, max_size=4), st.data())
def test_the_fast_totals_are_the_sums_over_the_listed_features(
    sentences: list[tuple[list[str], tuple[str, ...]]], data: st.DataObject
) -> None:
    """The table gives for each sentence what adding up each feature by name gives, for any choice of known features."""
    listed = [list(features(words, tags)) for words, tags in sentences]
    known: set[Key] = data.draw(st.sets(st.sampled_from([key for keys in listed for key in keys])))
    others: set[Key] = {(STEM, "share"), "share", (PAIR, "share", "the"), (SUBJECT, "list")}
    weights = {key: pack([at + 1] * FIELDS) for at, key in enumerate(sorted(known | others, key=repr))}
    plain = [(sum(weights.get(key, 0) for key in keys), len(words)) for keys, (words, _) in zip(listed, sentences, strict=True)]
    joined = [BORDER, *(token for words, _ in sentences for token in (*words, BORDER))]
    assert tabled(weights).totals(joined, [tags for _, tags in sentences]) == plain
