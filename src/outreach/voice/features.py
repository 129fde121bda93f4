"""What a person's own messages have in common: numbers and kinds, and none of their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_MESSAGES = 3
LEAST_WORDS = 150
"""Below these, habits cannot be told from chance."""

_PLAIN = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": " - ", "\u2026": "."}
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?])[\"')]*\s+")
_CONTRACTED = re.compile(r"\b(?:\w+n't|\w+'(?:ll|re|ve|m|d)|(?:it|that|there|here|what|who|let|he|she)'s)\b", re.IGNORECASE)
_WRITTEN_OUT = re.compile(
    r"\b(?:(?:do|does|did|is|are|was|were|has|have|had|would|could|should|will|can) ?not|(?:I|you|we|they) (?:am|are|have|will)|"
    r"(?:it|that|there|he|she) (?:is|will))\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\A\s*(?P<word>(?i:hi|hello|hey|dear|good (?:morning|afternoon|evening)))?\s*"
    r"(?P<name>(?i:there|all|everyone)|(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?[^\W\d_a-z]\w*(?:[ -][^\W\d_a-z]\w*){0,2})?"
    r"\s*(?P<mark>[,:!.]|\s?-)?\s*\Z"
)
_VALEDICTION = re.compile(
    r"\A\s*(?P<word>(?:all the |very )?best(?: wishes)?|(?:with )?(?:kind|warm|best)(?:est)? regards|regards|cheers|"
    r"(?:many )?thanks(?: again)?|thank you|yours(?: sincerely| faithfully| truly)?|sincerely|warmly|love|take care|"
    r"see you|talk soon)"
    r"\s*[,.! -]*\s*\Z",
    re.IGNORECASE,
)
_NAME = re.compile(r"\A\s*-?\s*[^\W\d_]+(?:[ -][^\W\d_]+){0,2}\s*\Z")
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]|(?<!\\w)[:;]-?[)(DP](?!\\w)")
_BRITISH = re.compile(
    r"\b(?:\w{0,12}(?:colour|favour|flavour|honour|labour|neighbour|behaviour|harbour)\w*|(?:organ|real|recogn|apolog|emphas|summar)is\w+|"
    r"centre\w*|theatre|grey|programme\w*|travell\w+|cancelled|catalogue|licence|practise\w*|whilst|cheque|enrol|fulfil)\b",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    r"\b(?:\w{0,12}(?:color|favor|flavor|honor|labor|neighbor|behavior|harbor)(?!ou)\w*|(?:organ|real|recogn|apolog|emphas|summar)iz\w+|"
    r"center\w*|theater|gray|program(?:s)?|travel(?:ed|ing|er)\w*|canceled|catalog|gotten|check|enroll|fulfill)\b",
    re.IGNORECASE,
)
_CASUAL = re.compile(
    r"\b(?:hey|yeah|yep|nope|ok|okay|cheers|bit of|kind of|sort of|loads|stuff|gonna|wanna|guys?|super|cool|anyway|no worries|"
    r"fancy|chat|pop|grab|folks|btw)\b",
    re.IGNORECASE,
)
_FORMAL = re.compile(
    r"\b(?:regarding|furthermore|moreover|therefore|hereby|kindly|sincerely|faithfully|grateful|enclosed|attached please|"
    r"pursuant|in accordance|with reference|hence|shall|should you|do not hesitate|respectfully|upon)\b",
    re.IGNORECASE,
)


class Spelling(StrEnum):
    """Whose spelling a person keeps to."""

    BRITISH = "British"
    AMERICAN = "American"


@dataclass(frozen=True, slots=True)
class Features:
    """The habits of some messages.

    `sentence` and `long` are words: of the middle sentence and of the longest tenth. `paragraph` is sentences. `contracted` is
    the share of what can be contracted that is, None where too little could be; `first_person` is the share of sentences that
    begin with "I". Marks (`exclamations`, `questions`, `dashes`, `emoji`) count per message. `casual` and `formal` count per
    100 words. `greeting` and `closing` are kinds ("Hi, with a comma"), empty where there is no habit.
    """

    messages: int
    words: int
    sentence: float
    long: float
    paragraph: float
    letters: float
    contracted: float | None
    first_person: float
    exclamations: float
    questions: float
    dashes: float
    emoji: float
    casual: float
    formal: float
    spelling: Spelling | None
    greeting: str
    closing: str


@dataclass(frozen=True, slots=True)
class _Message:
    """A message less its greeting and its signature, with the kinds of these."""

    text: str
    greeting: str
    closing: str


def count_words(messages: Sequence[str]) -> int:
    """Return how many words messages have."""
    return sum(len(_WORD.findall(message.translate(_PLAIN))) for message in messages)


def features(messages: Sequence[str]) -> Features:
    """Return the habits of messages, of which there is at least one with words."""
    parts = [_parted(message) for message in messages]
    text = "\n\n".join(part.text for part in parts)
    paragraphs = [[each for each in _SENTENCE.split(block) if _WORD.search(each)] for block in re.split(r"\n\s*\n", text)]
    sentences = [sentence for block in paragraphs for sentence in block] or [text]
    lengths = sorted(len(_WORD.findall(sentence)) for sentence in sentences)
    words = _WORD.findall(text)
    contracted, written_out = len(_CONTRACTED.findall(text)), len(_WRITTEN_OUT.findall(text))
    return Features(
        messages=len(parts),
        words=count_words(messages),
        sentence=median(lengths),
        long=quantiles(lengths, n=10)[-1] if len(lengths) > 1 else lengths[0],
        paragraph=median(len(block) for block in paragraphs if block) if any(paragraphs) else 1,
        letters=sum(map(len, words)) / max(len(words), 1),
        contracted=contracted / (contracted + written_out) if contracted + written_out >= 5 else None,
        first_person=sum(bool(re.match(r"\W*I\b", sentence)) for sentence in sentences) / len(sentences),
        exclamations=text.count("!") / len(parts),
        questions=text.count("?") / len(parts),
        dashes=len(re.findall(r"\s-+\s", text)) / len(parts),
        emoji=len(_EMOJI.findall(text)) / len(parts),
        casual=100 * len(_CASUAL.findall(text)) / max(len(words), 1),
        formal=100 * len(_FORMAL.findall(text)) / max(len(words), 1),
        spelling=_spelling(text),
        greeting=_habit([part.greeting for part in parts]),
        closing=_habit([part.closing for part in parts]),
    )


def _parted(message: str) -> _Message:
    """Take off the greeting and, from the first line that takes leave, the signature."""
    lines = message.translate(_PLAIN).strip().split("\n")
    greeting = closing = ""
    first = _GREETING.match(lines[0])
    if first is not None and (first["word"] or (first["name"] and first["mark"])) and len(lines) > 1:
        greeting, lines = _greeting(first), lines[1:]
    for number in range(len(lines) - 1, max(len(lines) - 8, 0), -1):
        leave = _VALEDICTION.match(lines[number])
        if leave is not None:
            closing, lines = f"“{leave['word'].lower()}” and the name", lines[:number]
            break
    else:
        if len(lines) > 1 and _NAME.match(lines[-1]):
            closing, lines = "the name alone", lines[:-1]
    return _Message("\n".join(lines).strip(), greeting, closing)


def _greeting(found: re.Match[str]) -> str:
    """Return the kind of a greeting: its word, and the mark behind the name."""
    word = f"“{found['word'].lower()}” and the name" if found["word"] else "the name alone"
    marks = {",": "a comma", ":": "a colon", "!": "an exclamation mark", ".": "a full stop", "": "no mark"}
    return f"{word}, with {marks.get((found['mark'] or '').strip(), 'a dash')}"


def _habit(kinds: Sequence[str]) -> str:
    """Return the kind that more than half of the messages have."""
    found = max(set(kinds), key=kinds.count)
    return found if kinds.count(found) * 2 > len(kinds) else ""


def _spelling(text: str) -> Spelling | None:
    british, american = len(_BRITISH.findall(text)), len(_AMERICAN.findall(text))
    if max(british, american) < 2 or max(british, american) < 3 * min(british, american):
        return None
    return Spelling.BRITISH if british > american else Spelling.AMERICAN
