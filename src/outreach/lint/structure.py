"""The shape of a message in numbers: how strong its gifts and asks are, where they stand, how strong each fault is.

All of it is taken from the sentences' scores, nothing from their words, so that it holds for any style.
"""

from math import exp, fsum, log

REASONS = (
    "all-ask", "ask-first", "vague-offer", "indirect-ask", "urgency", "scarcity", "guilt", "debt", "flattery",
    "familiarity", "deception", "strings", "social", "fear", "presumption", "minimise", "shame", "placeholder",
)  # fmt: skip
"""The codes of the label guide, in the order of the classifier's outputs."""

OUTPUTS = ("give", "ask", *REASONS, "reject")
"""What each sentence is scored for; "reject" adds up over the sentences of a message."""

_GIVE, _ASK, _FIRST_REASON, _LAST = 0, 1, 2, len(OUTPUTS) - 1

NAMES = (
    "words of the message",
    "strongest gift", "strongest ask", "gifts in all", "asks in all",
    "place of the gift", "place of the ask", "gift before ask", "gift no later than ask",
    "gift in the first sentence", "gift in the first two", "gift in the first three",
    "ask with no gift up to it", "ask with no gift before it", "ask in the first sentence", "ask in the first two",
    "gift and ask", "ask without gift", "no gift",
    "strongest fault", "second strongest fault", "sentences", "has a subject",
    *(f"strongest {reason}" for reason in REASONS),
    *(f"likelihood of {reason}" for reason in REASONS),
)  # fmt: skip
"""What each number of `shape` says, in words."""


def sigmoid(score: float) -> float:
    """Logistic function, safe for any score."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, score))))


def shape(scores: list[tuple[float, ...]], acts: list[int], has_subject: bool) -> list[float]:
    """Describe a message by numbers, one for each of NAMES.

    `scores` has for each sentence the score (log-odds) of each of OUTPUTS; `acts` the numbers of the acting sentences.
    """
    gives = [sigmoid(scores[at][_GIVE]) for at in acts]
    asks = [sigmoid(scores[at][_ASK]) for at in acts]
    columns = list(zip(*scores, strict=True))
    tops = [max(column) for column in columns[_FIRST_REASON:_LAST]]
    faults = sorted(max(score[_FIRST_REASON + 2 : _LAST]) for score in scores)
    return [
        fsum(columns[_LAST]),
        *_exchange(gives, asks),
        faults[-1],
        faults[-2] if len(faults) > 1 else -8.0,
        log(1 + len(acts)),
        float(has_subject),
        *(max(-8.0, min(8.0, top)) for top in tops),
        *map(sigmoid, tops),
    ]


def _exchange(gives: list[float], asks: list[float]) -> list[float]:
    """Say how gifts and asks stand to each other, from their likelihoods in the acting sentences."""
    gift, ask = max(gives), max(asks)
    gift_at, ask_at = gives.index(gift), asks.index(ask)
    given = before = up_to = 0.0
    for give, asked in zip(gives, asks, strict=True):
        before = max(before, asked * (1.0 - given))
        given = max(given, give)
        up_to = max(up_to, asked * (1.0 - given))
    return [
        gift, ask, fsum(gives), fsum(asks),
        gift_at / len(gives), ask_at / len(asks), float(gift_at < ask_at), float(gift_at <= ask_at),
        gives[0], max(gives[:2]), max(gives[:3]),
        up_to, before, asks[0], max(asks[:2]),
        gift * ask, (1.0 - gift) * ask, 1.0 - gift,
    ]  # fmt: skip
