"""The offer of a draft beside the offer of its brief: kept, standing, first, free of conditions, and the only one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from outreach.domain.contact import Channel
from outreach.domain.salutation import sign_off
from outreach.lint import overstating
from outreach.lint.acts import Act
from outreach.lint.case import Case, Hit, at, whole
from outreach.lint.patterns import widened
from outreach.lint.text import Part, normalise
from outreach.lint.words import facts_text, own_text, stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.domain.brief import Brief
    from outreach.domain.offer import Offer
    from outreach.domain.sender import Sender
    from outreach.lint.text import Sentence

CARRIES = 0.5
"""A sentence carries the offer when it has as many of its content words as this share of those of its title (or its link)."""
NAMES = 1 / 3
"""Of those, this share must stand in the title itself; the others may come from the detail."""
OPENING = 2
"""The offer stands in one of the first two sentences after the greeting (the corpus guide's "opens")."""

_RETURN = re.compile(widened(r"\bin (?:return|exchange)\b|\bon (?:the )?condition\b"), re.IGNORECASE)
_NO_RETURN = re.compile(
    widened(
        r"\b(?:nothing|(?:\w+n't|not|never) \w+ anything)(?: \w+){0,4}? in (?:return|exchange)\b|"
        r"\b(?:no|not|without) (?:\w+ ){1,4}in (?:return|exchange)\b(?! (?:for|of|you|to)\b)"
    ),
    re.IGNORECASE,
)
"""Says that there is no condition: "I want nothing in return"."""
_CONDITION = re.compile(
    widened(
        r"\b(?P<if>as (?:soon|long) as|so long as|provided(?: that)?|only (?:if|when|once|after)|if|once|when|after) "
        r"(?P<clause>[^,;:.!?()\u2013\u2014]+)|"
        r"\A(?P<first>[^,;:.!?]*),? and (?:then )?(?:i|we)(?:'ll| will| can)\b"
    ),
    re.IGNORECASE,
)
"""A condition of any form: "if you …", "once we have your …", and "do … and I will …"."""
_LENIENT = frozenset({"if", "when"})
"""A question, or "the list is yours still", frees what these tie; the other words leave no doubt."""
_WILLING = re.compile(
    widened(
        r"\A(?:you|i|we)(?:'d|'ll| would| could| can| do| ever| still| really| should)* "
        r"(?:like|love|want|wish|need|prefer|find|think|feel|use|fancy|care|enjoy|are|were|see)\b"
    ),
    re.IGNORECASE,
)
"""To want a gift, or to have a use for it, is no condition of it."""
_DECLINED = re.compile(
    widened(r"\A(?:you|i|we)(?:'d|'ll)?(?: \w+)? (?:not|rather)\b|\A(?:you|i|we) \w+n't\b|\A(?:not|possible|so)\b"), re.IGNORECASE
)
_DEED = re.compile(
    r"\b(?:help|giv|send|sent|shar|mention|introduc|sign|agree|promot|post|review|writ|featur|buy|book|join|com|repl|do|"
    r"stock|lend|record|film|credit|consider|vot|donat|pay|subscrib|regist|confirm|add|list|interview|host|invit|recommend|endors|"
    r"order|cit|link|follow|answer|promis|commit|nam|mark|check|put|let)(?:e|es|ed|d|s|y|ies|ied|ing|ne|ten|n)?\b",
    re.IGNORECASE,
)
_FREED = re.compile(
    widened(r"\b(?:still|anyway|anyhow|regardless|either way|all the same|even if|in any case)\b|\?\Z"), re.IGNORECASE
)
WISHES = stems("use useful help want need wish like time interest fit suit")
"""Words of an ask that also say whether a gift is of use."""
_GIFT = stems("gift offer link file copy rest")
TAKES_UP = stems(
    "send sent post mail share give reply write tell name let know answer drop pick choose say bring collect fetch come book "
    "call address date day time hour evening list file draft document spreadsheet text page link line word note copy detail size "
    "format version number room place slot picture photo sample latest current next message email ready"
)
"""With these words a reader takes a gift up: a list to work on has to be sent before it is worked on."""

_OF_ANY_OFFER = stems(
    "offer gift yours whatever either answer decide stands holds open free happy glad gladly pleasure welcome everything "
    "anything afterwards ready use useful need fit suit plan plans regardless keep leave want wish remain"
)
"""What is said of any offer: "the offer stands whatever you answer" promises nothing new."""


def spoken(case: Case, brief: Brief) -> list[Sentence]:
    """Return the sentences of a draft's body that an engine may have written: all but the greeting and the sign-off.

    What else looks like a quote or a signature is read as the draft's own words: a claim below the name is a claim.
    """
    return list(_spoken(case, brief.sender))


@lru_cache(maxsize=2)
def _spoken(case: Case, sender: Sender) -> tuple[Sentence, ...]:
    known = _signed(sender)
    return tuple(
        s
        for s in case.reading.sentences
        if s.place == "body" and s.part is not Part.GREETING and not any(" ".join(s.text.split()) in text for text in known)
    )


@lru_cache(maxsize=8)
def _signed(sender: Sender) -> frozenset[str]:
    """Return the ways in which a sender signs, as they are read."""
    return frozenset(" ".join(normalise(sign_off(sender, channel)).text.split()) for channel in Channel)


def carriers(case: Case, brief: Brief) -> list[Sentence]:
    """Return the sentences that carry the brief's offer."""
    return list(_carriers(case, brief.sender, brief.offer))


@lru_cache(maxsize=2)
def _carriers(case: Case, sender: Sender, offer: Offer) -> tuple[Sentence, ...]:
    wanted, detail = stems(offer.title), stems(offer.detail or "")
    needed, least = max(1, round(len(wanted) * CARRIES)), max(1, round(len(wanted) * NAMES))
    return tuple(
        s
        for s in _spoken(case, sender)
        if (len(wanted & stems(s.text)) >= least and len((wanted | detail) & stems(s.text)) >= needed)
        or (offer.link is not None and offer.link in s.text)
    )


def kept(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a draft that does not make the brief's offer at all."""
    if not carriers(case, brief):
        yield whole(case.reading)


def standing(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a draft of an offer that has expired."""
    if not brief.offer.stands_on(brief.today):
        found = carriers(case, brief)
        yield at(found[0]) if found else whole(case.reading)


def first(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find an offer that does not open the message, or comes after an ask."""
    found, said = carriers(case, brief), spoken(case, brief)
    if not found:
        return
    position = said.index(found[0])
    asked = next((i for i, s in enumerate(said) if case.judgement.act(s.index) is Act.ASK and s not in found), len(said))
    if position >= OPENING or position > asked:
        yield at(found[0])


def free(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find an offer that is tied to something the reader is to do."""
    carrying = carriers(case, brief)
    for sentence in spoken(case, brief):
        returned = _RETURN.search(sentence.text) is not None and _NO_RETURN.search(sentence.text) is None
        if returned or any(_ties(sentence, match, brief, sentence in carrying) for match in _CONDITION.finditer(sentence.text)):
            yield at(sentence)


def _ties(sentence: Sentence, match: re.Match[str], brief: Brief, carries: bool) -> bool:
    """Tell whether a condition in a sentence ties the offer: to a part of the ask, or to any deed but that of taking it up."""
    clause, word = match["clause"] or match["first"] or "", (match["if"] or "").lower()
    if _DECLINED.match(clause) or (word in _LENIENT and _FREED.search(sentence.text)):
        return False
    rest = stems(f"{sentence.text[: match.start()]} {sentence.text[match.end() :]}")
    given, facts = stems(f"{brief.offer.title} {brief.offer.detail or ''}"), stems(facts_text(brief))
    asked = stems(brief.ask.text if brief.ask else "") - given - facts - TAKES_UP - WISHES
    if asked & stems(clause):
        return carries or bool((given | _GIFT) & rest)
    strict = word not in _LENIENT | {"", "after", "once"}
    deed = bool(word) and clause.lower().startswith("you") and (strict or _DEED.search(clause) is not None)
    return carries and deed and _WILLING.match(clause) is None and not stems(clause) <= TAKES_UP | given | facts


def only(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find a sentence that promises something which is neither the brief's offer nor part of its facts or ask."""
    record = stems(own_text(brief)) | stems(facts_text(brief))
    for sentence in spoken(case, brief):
        if case.judgement.act(sentence.index) is not Act.GIVE:
            continue
        said = stems(sentence.text) - _OF_ANY_OFFER
        if len(said) >= 3 and len(said & record) / len(said) < 1 / 4:
            yield at(sentence)


def larger(case: Case, brief: Brief) -> Iterator[Hit]:
    """Find what makes the gift larger than the brief's: more often, for longer, or with a second one."""
    for sentence in spoken(case, brief):
        for start, end in overstating.larger(sentence.text, brief):
            yield Hit(sentence.place, sentence.start + start, sentence.start + end, sentence.index)


CHECKS: dict[str, Callable[[Case, Brief], Iterator[Hit]]] = {
    "kept": kept,
    "standing": standing,
    "first": first,
    "free": free,
    "only": only,
    "larger": larger,
}
