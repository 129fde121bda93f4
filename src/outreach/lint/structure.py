"""The shape of a message in numbers: how strong its gifts and asks are, where they stand, how strong each fault is.

All of it is taken from the sentences' scores, nothing from their words, so that it holds for any style.
"""

from collections.abc import Iterator
from itertools import combinations_with_replacement, starmap
from math import exp, fsum, log
from operator import mul
from typing import NamedTuple

REASONS = (
    "all-ask", "ask-first", "vague-offer", "indirect-ask", "urgency", "scarcity", "guilt", "debt", "flattery",
    "familiarity", "deception", "strings", "social", "fear", "presumption", "minimise", "shame", "placeholder",
)  # fmt: skip
"""The codes of the label guide, in the order of the classifier's outputs."""

OUTPUTS = ("give", "ask", *REASONS, "rejected")
"""What each sentence is scored for, as log-odds: that it gives, asks, carries a reason, is of a rejected message."""

_PLAIN = (
    "the words of the whole message", "the worst words of a sentence", "the second worst words", "the best words",
    "the words of the first sentence", "the words of the last sentence",
    "the most rejected sentence", "the second most rejected", "the least rejected", "rejection on average",
    "the strongest gift", "the strongest ask", "gifts in all", "asks in all", "how late the gift stands",
    "how late the ask stands", "the gift stands before the ask", "the gift stands no later than the ask",
    "a gift in the first sentence", "a gift in the first two sentences", "a gift in the first three sentences",
    "an ask with no gift up to it", "an ask with no gift before it", "an ask in the first sentence",
    "an ask in the first two sentences", "a gift and an ask", "an ask without a gift", "no gift",
    "the strongest fault", "the second strongest fault", "the number of sentences", "a subject",
    *(f"the strongest sign of {reason}" for reason in REASONS),
)  # fmt: skip

_KEYS = {
    "the words of the whole message": (0.0, 4.0),
    "the worst words of a sentence": (1.3, 1.2),
    "the most rejected sentence": (3.0, 2.7),
    "the least rejected": (-2.8, 2.7),
    "rejection on average": (0.0, 2.0),
    "the strongest gift": (0.7, 0.4),
    "the strongest ask": (0.7, 0.4),
    "an ask with no gift up to it": (0.25, 0.4),
    "an ask with no gift before it": (0.25, 0.4),
    "the strongest fault": (-1.7, 3.9),
}
"""What is also looked at together: a gift excuses some faults and not others. With it the mean and spread in training."""

TOGETHER = ", together with "
"""What stands between the names of two numbers that are looked at together; a number's name with its own is its square."""

NAMES = (
    *_PLAIN,
    *(f"{one}{TOGETHER}{other}" for one, other in combinations_with_replacement(_KEYS, 2)),
)
"""What each number of a shape says, in words."""

PLAIN = len(_PLAIN)
"""So many numbers come first that are no products of others; the last of them are the signs of REASONS."""

_KEYED = tuple([(_PLAIN.index(name), middle, 1.0 / spread) for name, (middle, spread) in _KEYS.items()])
_FAR = 3.0  # spreads from the middle beyond which a key number says no more

_GIVE, _ASK, _REASON, _REJECTED = 0, 1, 2, len(OUTPUTS) - 1
_FAULT = _REASON + REASONS.index("vague-offer")  # reasons from here on are faults of one sentence, not of the whole
_BOUND = 8.0


class Scores(NamedTuple):
    """A message's sentences as scored.

    `outputs` has the log-odds of OUTPUTS for each, `words` what the words of each add to the log-odds that the message
    is rejected; `acting` numbers the sentences in which the writer acts.
    """

    outputs: list[tuple[float, ...]]
    words: list[float]
    acting: list[int]
    has_subject: bool


def sigmoid(score: float) -> float:
    """Logistic function, safe for any score."""
    if -30.0 < score < 30.0:
        return 1.0 / (1.0 + exp(-score))
    return 1.0 / (1.0 + exp(-30.0 if score > 0.0 else 30.0))


def shape(scores: Scores) -> list[float]:
    """Describe a message by numbers, one for each of NAMES."""
    outputs, acting = scores.outputs, scores.acting
    columns = list(zip(*outputs, strict=True))
    faults = sorted([max(output[_FAULT:_REJECTED]) for output in outputs])
    plain = [
        *_words(scores.words, acting),
        *_rejection([columns[_REJECTED][at] for at in acting]),
        *_exchange([sigmoid(outputs[at][_GIVE]) for at in acting], [sigmoid(outputs[at][_ASK]) for at in acting]),
        faults[-1],
        faults[-2] if len(faults) > 1 else -_BOUND,
        log(1 + len(acting)),
        float(scores.has_subject),
        *[_within(_BOUND, sign) for sign in map(max, columns[_REASON:_REJECTED])],
    ]
    return [*plain, *_products(plain)]


def _within(bound: float, value: float) -> float:
    """Cut a value at a bound on either side; most are within it, and to compare is quicker than to call min and max."""
    return value if -bound < value < bound else bound if value > 0.0 else -bound


def _products(plain: list[float]) -> Iterator[float]:
    """Multiply the key numbers, each as spreads from its middle, with themselves and with each other."""
    far = [_within(_FAR, (plain[at] - middle) * rate) for at, middle, rate in _KEYED]
    return starmap(mul, combinations_with_replacement(far, 2))


def _words(words: list[float], acting: list[int]) -> tuple[float, ...]:
    """Say what the words of the message, and of its worst, best, first and last acting sentences, add up to."""
    ranked = sorted([words[at] for at in acting])
    second = ranked[-2] if len(ranked) > 1 else 0.0
    return fsum(words), ranked[-1], second, ranked[0], words[acting[0]], words[acting[-1]]


def _rejection(scores: list[float]) -> tuple[float, ...]:
    """Say how much the sentences look like ones of rejected messages."""
    ranked = sorted(scores)
    return ranked[-1], ranked[-2] if len(ranked) > 1 else 0.0, ranked[0], fsum(ranked) / len(ranked)


def _exchange(gives: list[float], asks: list[float]) -> tuple[float, ...]:
    """Say how gifts and asks stand to each other, from their likelihoods in the acting sentences."""
    gift, ask = max(gives), max(asks)
    gift_at, ask_at = gives.index(gift), asks.index(ask)
    given = before = up_to = 0.0
    for give, asked in zip(gives, asks, strict=True):
        before = max(before, asked * (1.0 - given))
        given = max(given, give)
        up_to = max(up_to, asked * (1.0 - given))
    return (
        gift, ask, fsum(gives), fsum(asks),
        gift_at / len(gives), ask_at / len(asks), float(gift_at < ask_at), float(gift_at <= ask_at),
        gives[0], max(gives[:2]), max(gives[:3]),
        up_to, before, asks[0], max(asks[:2]),
        gift * ask, (1.0 - gift) * ask, 1.0 - gift,
    )  # fmt: skip
