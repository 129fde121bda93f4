"""Which sentence gives, asks, hints or presses, and whether the message as a whole would be rejected, and why.

Two linear models: one scores every sentence from its words and position, one scores the message from the shape of
those scores. The weights are trained from the labelled messages in tests/corpus.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from operator import mul

from outreach.lint.features import acting, grams, positions, tokens
from outreach.lint.structure import OUTPUTS, REASONS, shape, sigmoid
from outreach.lint.text import Part, Reading, Sentence
from outreach.lint.weights import shipped, unpack


class Act(StrEnum):
    """The main thing that a sentence does."""

    GIVE = "give"
    ASK = "ask"
    HINT = "hint"
    PRESS = "press"
    PRAISE = "praise"
    THANK = "thank"
    STATE = "state"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason to reject, how likely it is (0 to 1), and the number of the sentence it is placed on."""

    reason: str
    score: float
    sentence: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was read in a message: the act and the likelihood of a gift and of an ask in each sentence, the likelihood
    that it is to be rejected, and the reasons, strongest first: none exactly when the model would pass it.
    """

    acts: tuple[Act, ...]
    gives: tuple[float, ...]
    asks: tuple[float, ...]
    rejected: float
    reasons: tuple[Reason, ...]


_GIVE, _ASK = OUTPUTS.index("give"), OUTPUTS.index("ask")
_REASON_AT = {reason: OUTPUTS.index(reason) for reason in REASONS}
_ACT_OF = {
    _GIVE: Act.GIVE, _ASK: Act.ASK, _REASON_AT["all-ask"]: Act.ASK, _REASON_AT["ask-first"]: Act.ASK,
    _REASON_AT["indirect-ask"]: Act.HINT, _REASON_AT["flattery"]: Act.PRAISE,
}  # fmt: skip
_STANDS_ON_ASK = frozenset({"all-ask", "ask-first"})
_LIKELY = 0.0  # log-odds from which a sentence is said to do something
_REPORTED = 0.4  # likelihood from which a second reason is reported beside the strongest
_CLOSING = frozenset({Part.GREETING, Part.CLOSING, Part.SIGNATURE})

_EMPTY = Judgement((), (), (), 0.0, ())


def judge(reading: Reading) -> Judgement:
    """Judge a message; the same reading gives the same judgement on every machine."""
    if not reading.sentences:
        return _EMPTY
    weights = shipped()
    scores = _scores(reading)
    acts = acting(reading)
    described = shape(scores, acts, reading.sentences[0].place == "subject")
    rejected = round(sigmoid(_weigh(weights.verdict, described)), 6)
    reasons = _reasons(described, scores, acts) if rejected >= weights.threshold else ()
    return Judgement(
        tuple(map(_act, reading.sentences, scores)),
        tuple([round(sigmoid(score[_GIVE]), 6) for score in scores]),
        tuple([round(sigmoid(score[_ASK]), 6) for score in scores]),
        rejected,
        reasons,
    )


def _scores(reading: Reading) -> list[tuple[float, ...]]:
    """Score each sentence for each of OUTPUTS, as log-odds."""
    weights = shipped()
    get, bias = weights.table.get, weights.bias
    return [
        unpack(bias + sum(filter(None, map(get, grams(tokens(sentence.text), tags)))))
        for sentence, tags in zip(reading.sentences, positions(reading), strict=True)
    ]


def _weigh(weights: tuple[float, ...], values: list[float]) -> float:
    """Weighted sum, with the constant last in `weights`; rounded so that no platform's last digit decides."""
    return round(fsum([*map(mul, weights, values), weights[-1]]), 6)


def _reasons(described: list[float], scores: list[tuple[float, ...]], acts: list[int]) -> tuple[Reason, ...]:
    """Name the likely reasons, at least one, each on the sentence that shows it most."""
    found = [
        (round(sigmoid(_weigh(weights, described)), 6), reason)
        for reason, weights in zip(REASONS, shipped().reasons, strict=True)
    ]
    found.sort(key=lambda item: (-item[0], item[1]))
    return tuple(
        Reason(reason, score, _place(reason, scores, acts))
        for rank, (score, reason) in enumerate(found)
        if rank == 0 or score >= _REPORTED
    )


def _place(reason: str, scores: list[tuple[float, ...]], acts: list[int]) -> int:
    """Find the sentence that shows a reason most: the ask itself where the ask is what is wrong."""
    if reason in _STANDS_ON_ASK:
        return max(acts, key=lambda at: (scores[at][_ASK], -at))
    column = _REASON_AT[reason]
    return max(range(len(scores)), key=lambda at: (scores[at][column], -at))


def _act(sentence: Sentence, score: tuple[float, ...]) -> Act:
    """Name the main act of a sentence."""
    if sentence.part in _CLOSING:
        return Act.CLOSE
    if sentence.text[:5].lower() == "thank":
        return Act.THANK
    best = max(range(len(OUTPUTS) - 1), key=lambda at: (score[at], -at))
    return _ACT_OF.get(best, Act.PRESS) if score[best] > _LIKELY else Act.STATE
