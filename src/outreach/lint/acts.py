"""Which sentence gives, asks, hints or presses, and whether the message as a whole would be rejected, and why.

Two linear models: one scores every sentence from its words and position, one scores the message from the shape of
those scores. The weights are trained from the labelled messages in tests/corpus.
"""

from enum import StrEnum
from math import fsum
from operator import mul
from typing import NamedTuple

from outreach.lint.features import acting, positions, tokens
from outreach.lint.giving import gives_first
from outreach.lint.slots import has_slot
from outreach.lint.structure import OUTPUTS, PLAIN, REASONS, Scores, shape, sigmoid
from outreach.lint.text import Part, Reading, Sentence
from outreach.lint.weights import SENTENCE_SCALE, message_scale, unpack
from outreach.lint.weights_file import shipped


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


class Reason(NamedTuple):
    """A reason to reject, how likely it is to be the main one (0 to 1), and the number of the sentence it is placed on."""

    reason: str
    score: float
    sentence: int


class Judgement(NamedTuple):
    """What was read in a message.

    The likelihood that it is to be rejected, and the reasons, strongest first: none exactly when the message passes.
    `sentences` are those of the reading, `outputs` what each was scored.
    """

    rejected: float
    reasons: tuple[Reason, ...]
    sentences: tuple[Sentence, ...]
    outputs: list[tuple[float, ...]]

    @property
    def acts(self) -> tuple[Act, ...]:
        """The main act of each sentence."""
        return tuple([self.act(at) for at in range(len(self.sentences))])

    def act(self, at: int) -> Act:
        """Return the main act of one sentence."""
        return _act(self.sentences[at], self.outputs[at])

    @property
    def gives(self) -> tuple[float, ...]:
        """The likelihood of a gift in each sentence."""
        return tuple([sigmoid(output[_GIVE]) for output in self.outputs])

    @property
    def asks(self) -> tuple[float, ...]:
        """The likelihood of an ask in each sentence."""
        return tuple([sigmoid(output[_ASK]) for output in self.outputs])


_GIVE, _ASK = OUTPUTS.index("give"), OUTPUTS.index("ask")
_REASON_AT = {reason: OUTPUTS.index(reason) for reason in REASONS}
_ACT_OF = {
    _GIVE: Act.GIVE, _ASK: Act.ASK, _REASON_AT["all-ask"]: Act.ASK, _REASON_AT["ask-first"]: Act.ASK,
    _REASON_AT["indirect-ask"]: Act.HINT, _REASON_AT["flattery"]: Act.PRAISE,
}  # fmt: skip
_SLOT = "placeholder"
_STANDS_ON_ASK = frozenset({"all-ask", "ask-first"})
_OF_THE_WHOLE = frozenset({"all-ask", "ask-first", "vague-offer"})
_SHOWN = -4.0  # log-odds from which a sentence shows a reason at all
_LIKELY = 0.0  # log-odds from which a sentence is said to do something
_BESIDE, _LEAST, _MOST = 2.5, -3.0, 3  # log-odds behind the strongest, and at least, of the few reasons reported beside it
_CLOSING = frozenset({Part.GREETING, Part.CLOSING, Part.SIGNATURE})

_NOTHING = Judgement(0.0, (), (), [])


def judge(reading: Reading) -> Judgement:
    """Judge a message; the same reading gives the same judgement on every machine."""
    if not reading.sentences:
        return _NOTHING
    judges = shipped().judges
    scores = score(reading)
    described = shape(scores)
    rejected = sigmoid(_weigh(judges.verdict, described))
    reasons = _reasons(reported(described, judges.reasons, reading), scores) if rejected >= judges.threshold else ()
    return Judgement(rejected, reasons, reading.sentences, scores.outputs)


def score(reading: Reading) -> Scores:
    """Score every sentence of a message that has at least one."""
    weights = shipped()
    acts, outputs, sums, length = acting(reading), [], [], 0
    for packed, words in weights.table.totals(tokens(reading), positions(reading, acts)):
        *fields, whole = unpack(packed)
        scale = SENTENCE_SCALE[words]
        outputs.append(tuple([constant + field * scale for constant, field in zip(weights.constants, fields, strict=True)]))
        sums.append(whole)
        length += words
    scale = message_scale(length)
    return Scores(outputs, [whole * scale for whole in sums], acts, reading.sentences[0].place == "subject")


def _weigh(weights: tuple[float, ...], values: list[float]) -> float:
    """Log-odds by a weighted sum, the constant last in `weights`; rounded, so that no platform's last digit decides."""
    return round(fsum([*map(mul, weights, values), weights[-1]]), 6)


def reported(described: list[float], judges: tuple[tuple[float, ...], ...], reading: Reading) -> dict[str, float]:
    """Choose the likely reasons of a rejected message of this shape: the log-odds that each is the main one.

    `judges` are the weights of the shape's plain numbers for each reason. Ties keep the order of REASONS. A message that
    gives first is not held for asking; where nothing else is wrong with it, there is no reason left and it passes. Without
    anything like a slot of a template, that is no reason either.
    """
    plain = described[:PLAIN]
    odds = {
        reason: _weigh(weights, plain)
        for reason, weights, sign in zip(REASONS, judges, plain[-len(REASONS) :], strict=True)
        if sign > _SHOWN or reason in _OF_THE_WHOLE
    }
    if _SLOT in odds and not has_slot(reading):
        del odds[_SLOT]
    strongest = max(odds.values())
    least = min(strongest, max(strongest - _BESIDE, _LEAST))
    chosen = [reason for reason in sorted(odds, key=lambda reason: -odds[reason])[:_MOST] if odds[reason] >= least]
    if not _STANDS_ON_ASK.isdisjoint(chosen) and gives_first(described, reading):
        chosen = [reason for reason in chosen if reason not in _STANDS_ON_ASK]
    return {reason: odds[reason] for reason in chosen}


def _reasons(odds: dict[str, float], scores: Scores) -> tuple[Reason, ...]:
    """Place each reason on the sentence that shows it most, strongest first."""
    found = [Reason(reason, sigmoid(value), _place(reason, scores)) for reason, value in odds.items()]
    return tuple(sorted(found, key=lambda item: (-item.score, item.reason)))


def _place(reason: str, scores: Scores) -> int:
    """Find the sentence that shows a reason most: the ask itself where the ask is what is wrong."""
    if reason in _STANDS_ON_ASK:
        return max(scores.acting, key=lambda at: (scores.outputs[at][_ASK], -at))
    column = _REASON_AT[reason]
    return max(range(len(scores.outputs)), key=lambda at: (scores.outputs[at][column], -at))


def _act(sentence: Sentence, output: tuple[float, ...]) -> Act:
    """Name the main act of a sentence."""
    if sentence.part in _CLOSING:
        return Act.CLOSE
    if sentence.text[:5].lower() == "thank":
        return Act.THANK
    best = max(output[:-1])
    return _ACT_OF.get(output.index(best), Act.PRESS) if best > _LIKELY else Act.STATE
