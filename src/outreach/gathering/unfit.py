"""Sentences that tell nothing of a person: notices, navigation, sales talk, and orders to whoever reads a page by machine."""

from __future__ import annotations

import re
from typing import Final

_BOILERPLATE: Final = (
    r"\bcookies?\b",
    r"\bprivacy\b",
    r"\bpersonal (?:data|information)\b",
    r"\b(?:your|our) (?:consent|information|customers?|purchase|order|device|browser|account|website)\b",
    r"\bterms (?:and|of)\b",
    r"\bconditions apply\b",
    r"\brights reserved\b|©|\bcopyright(?:ed)?\b",
    r"\bwarranty\b|\bliab(?:le|ility)\b|\bdata protection\b|\breserve the right\b",
    r"\b(?:un)?subscribe\b|\bsign(?:ing)? up\b|\blog ?in\b|\bsign in\b|\bregister now\b",
    r"\b(?:click|tap|scroll|swipe)\b",
    r"\bread more\b|\bmore posts\b|\bskip to\b|\bback to top\b|\bload more\b|\bprevious post\b|\bnext post\b",
    r"\b(?:add to|your) (?:basket|cart|bag)\b|\bcheckout\b|\bshipping\b|\bdeliver(?:y|ies)\b|\bcredit cards?\b|\breturns are\b",
    r"\b(?:share|like|rate|follow|support) (?:this|us|me|the (?:show|post|podcast))\b|\bpatreon\b|\bleave a (?:comment|review)\b",
    r"\bbook a (?:demo|call)\b|\bfree trial\b|\bwhite ?paper\b|\bwebinar\b|\bdownload (?:the|our|now)\b|\btrusted by\b",
    r"\bpowered by\b|\blast updated\b|\bpage not found\b|\bjavascript\b|\bcaptcha\b",
    r"\b(?:out of the office|on behalf of|do not reply|confidential(?:ity)?)\b",
    r"\b(?:provide|improve) (?:our|your|the) (?:services?|experience|site|page)\b|\bthis (?:page|site|website)\b",
    r"\bin this (?:post|article|episode|issue|video|tutorial|guide)\b",
    r"\bsponsored by\b|\baffiliate\b|\bdonations?\b",
)
_ORDERS: Final = (
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules?|prompts?|guidelines|above|previous|prior)\b",
    r"\b(?:you are now|act as|pretend (?:to be|that)|from now on you|new instructions?)\b",
    r"\b(?:system|assistant|user|developer)\s*(?::|\]|\||>)",
    r"\b(?:dear|hey|hello|attention,?) (?:assistant|ai|model|bot|agent|llm)\b",
    r"\b(?:language model|chatbot|gpt|llms?|ai (?:assistant|agent|model|system)|developer mode|jailbreak|system prompt|prompt)\b",
    (
        r"\b(?:output|print|repeat|reply|respond|answer|write|say|copy)\b.{0,30}"
        r"\b(?:verbatim|exactly|the following|as follows|word for word)\b"
    ),
    (
        r"\b(?:add|include|insert|append|mention|put|paste|place|embed|use)\b.{0,40}"
        r"\b(?:links?|urls?|phone|number|address|code|sentence|sponsors?)\b"
    ),
    r"\b(?:your|every|each|the) (?:message|e-?mail|draft|reply|answer|response|output|summary)s?\b",
    r"\b(?:tell|inform|convince|persuade) (?:the|your) (?:reader|recipient|user|sender)s?\b",
    r"\b(?:need|want|like|ask|require|beg|expect|urge|order) you (?:to|not)\b",
    r"\bsay that\b",
)
_REACHING_OUT: Final = (
    r"https?:|www\.|\bmailto:",
    r"[^\s@]+@[^\s@]+\.\w",
    r"\+\d[\d ()./-]{6,}|\b\d{3}[ .-]\d{3,4}[ .-]?\d{2,4}\b",
)
_MARKUP: Final = (r"[<>{}\[\]|\\`]", r"^\s*[=+@]", r"\$\(")

_UNFIT: Final = re.compile("|".join((*_BOILERPLATE, *_ORDERS, *_REACHING_OUT, *_MARKUP)), re.IGNORECASE)


def is_unfit(sentence: str) -> bool:
    """Tell a sentence that is never proposed: boilerplate, an order, a link, a number to call, or markup."""
    return _UNFIT.search(sentence) is not None
