"""Tell a recorded text that speaks to a machine from one that speaks about a person.

Nothing of such a text grounds a draft, and a draft that repeats its words is held.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import permutations

from outreach.lint.patterns import widened
from outreach.lint.text import normalise

_BEGINS = r"(?:\A|[.;:!?,)\]>\"'*/}\n-]|\b(?:and|then|now|please|to the \w+ ?:))[\s\"'(]*"
_VERB = (
    r"(?:write|say|tell|add|mention|claim|state|hint|remind|threaten|beg|shame|blame|praise|flatter|rush|press|scare|insult|call|"
    r"close with|begin with|end with|answer|reply|name|put|repeat|print|dump|reveal|list|decode|obey)"
)
_OBJECT = (
    r"(?:that|nothing|everything|the (?:reader|recipient|text|facts?|rules?|environment|instructions?|message|draft)|"
    r"every fact|your (?:system|instructions?|prompt|rules?|api))"
)
_INSTRUCTION = re.compile(
    widened(
        r"\b(?:ignore|disregard|forget|override|bypass|skip) (?:\w+ ){0,4}"
        r"(?:instructions?|prompts?|rules?|guidelines?|above|previous|prior|told|linter|gate)\b|"
        r"\b(?:system|developer) (?:prompt|message)\b|"
        r"\byou are (?:now|an?|free|the) (?:\w+ )?(?:assistant|ai|model|bot|agent|now)\b|"
        r"\b(?:assistant|system|user|human) ?:|\[/?inst\]|<<|<!--|"
        r"</?\|? ?/?(?:im_start|im_end|system|assistant|user|endoftext|start_of_turn|end_of_turn|s|brief|previous|findings)\b|"
        r"\{\{|\{%|\{#|[$#]\{|<%|```|/\*|\[//\]|\\u00|\\\"|\"\s*:\s*[\"{\[]|%\(\w+\)|"
        r"\b(?:your|the) (?:only |new |next |real |actual |first )*task\b ?(?:is|:|,)|"
        r"\b(?:new|next|real) (?:task|brief|instructions?)\b|"
        r"\b(?:dear|hey|attention,?) (?:assistant|model|bots?|ai|llm|agent)\b|"
        r"\bto (?:the|any) (?:machine|assistant|model|ai|llm)\b|"
        r"\bthe sender\b|\bthe offer (?:also|now|includes?|is now|ends)\b|\bthe ask is now\b|"
        r"\b(?:offer|fact)_?ids?\b|\bwith the id\b|"
        r"\b(?:this|any) (?:message|draft|text|e-?mail) (?:is|was|has been|to this)\b|\bpre-?cleared\b|\bwaived? rule\b|"
        r"\b(?:decode|rot13|base64)\b ?(?:and|this|it|:)|\bthen say it\b|"
        r"\b(?:print|reveal|repeat|output|write|reply|respond|say|include|add|insert|append|mention) (?:\w+ ){0,4}"
        r"(?:instructions|prompt|exactly|verbatim|this (?:link|phone|number|address|account|sentence|text|line)|"
        r"the following|in every|to the message)|"
        rf"{_BEGINS}{_VERB} {_OBJECT}"
    ),
    re.IGNORECASE,
)


@lru_cache(maxsize=512)
def is_instruction(text: str) -> bool:
    """Tell whether a text speaks to a model rather than about a person."""
    return any(_INSTRUCTION.search(each) is not None for each in (text, normalise(text).text))


@lru_cache(maxsize=512)
def instructions(texts: tuple[str, ...]) -> frozenset[str]:
    """Return those of some texts that speak to a model, alone or put beside another: an order may come in halves."""
    halves = (
        pair for pair in permutations(texts, 2) if any(_spans(match, pair[0]) for match in _INSTRUCTION.finditer(" ".join(pair)))
    )
    return frozenset({text for text in texts if is_instruction(text)}.union(*halves))


def _spans(match: re.Match[str], first: str) -> bool:
    """Tell whether a match begins in the first of two texts and ends in the second."""
    return match.start() < len(first) and match.end() > len(first) + 1
