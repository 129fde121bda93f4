"""How people say what they do and what they need: the phrases that the plain extractor goes by.

Each pattern is tried on one sentence, without case. `SELF` stands for the subject of one's own sentence, `OTHER` for the
subject of a sentence about somebody.
"""

from __future__ import annotations

import re
from typing import Final

_ADVERBS: Final = (
    r"(?: (?:also|still|always|now|currently|really|just|badly|actually|mostly|long|desperately|mainly|quietly|mostly|often))*"
)
_BE: Final = r"(?:'m|'re|'s| am| are| is| was| were|'ve been| have been| has been)"
SELF: Final = r"\b(?:i|we|(?:my|our) (?:team|studio|shop|choir|press|group|club|school|company|volunteers))\b"
OTHER: Final = "{subject}"

_AFTER_BE: Final = (
    r"(?:looking for|searching for|hunting for|in search of|seeking|in need of|hoping (?:to|for)|hiring|stuck"
    r"|struggling|recruiting|trying to|short of|(?:\w+ ){0,3}short\b|missing|lacking|after an?|desperate|at a loss|determined to"
    r"|in the market for|unable to|having (?:trouble|difficulty|a hard time)|yet to find|dreaming of)"
)
_WISHES: Final = (
    r"(?:needs?|could(?: really)? use|lacks?|struggles?|wants?|wish(?:es)?|hopes? (?:to|that|for)|longs? for|seeks?"
    r"|(?:would|'d)(?: really)? (?:love|like|welcome|be grateful for) (?:to|an?|some|more|help|guest)"
    r"|(?:can't|cannot|couldn't|could not) (?:find|get|afford|reach|work out|figure out|make)"
    r"|(?:don't|do not|doesn't|does not) (?:know (?:how|where|who|what)|have (?:an?|any|anyone|enough|the))"
    r"|(?:have|has|'ve) (?:no\b|not (?:found|managed)|never (?:found|managed|been able)|yet to|been (?:turned down|refused))"
    r"|haven't (?:found|managed|been able)|hasn't (?:found|managed)|misses|dreams? of)\b"
)
_TROUBLES: Final = (
    (
        r"\b(?:problem|trouble|difficulty|headache|challenge|bottleneck|obstacle|snag|worry|struggle)s?\b(?: \w+){0,3}?"
        r"(?: is| are| was| remains?|:|'s)"
    ),
    r"\bwhat(?: \w+)? (?:i|we|she|he|they)\b.{0,20}\b(?:lack|need|miss|missing|want|short of)",
    r"\bwhat would help\b",
    r"\bthe (?:thing|part|bit) (?:that )?(?:i|we)\b.{0,20}\bstruggle",
    (
        r"\b(?:hard|difficult|impossible|tricky|not easy|tough) to (?:\w+ )?"
        r"(?:find|get|come by|reach|source|hire|recruit|keep|obtain|afford)"
    ),
    r"\bfinding \w+.{0,60}\b(?:is|has been|remains)\b.{0,20}\b(?:hard|difficult|impossible|tricky)",
    (
        r"\b(?:nobody|no one|no \w+)\b.{0,50}"
        r"\b(?:knows?|dares?|sells?|tunes?|makes?|shows?|will|can|does|teaches|repairs?|is able)\b"
    ),
    r"\bwaiting for (?:someone|somebody|a|an)\b",
    r"\bon (?:its|their) last legs\b|\bgone under\b|\b(?:still )?(?:crashes|breaks down|falls apart)\b|\bwill not pass\b",
    r"\bif (?:anyone|anybody|someone|somebody)(?: of you)? (?:has|knows|can|could|would)\b",
    r"\b(?:is|are) (?:becoming|getting|growing) (?:scarce|rare|impossible|harder)\b",
)
_WORKS: Final = (
    r"books?|novel|album|record|film|opera|play|exhibition|show|studio|bookshop|shop|workshop|project|podcast|newsletter|magazine|journal"
    r"|team|press|gallery|farm|garden|practice|band|choir|course|app|library|research|thesis|dictionary|pictures|photographs|paintings"
    r"|work|company|firm|school|festival|museum|café|bakery|lab|collection|blog|column|talk|translations?|poems?|maps?"
)
_DOING: Final = frozenset(
    """run make build write edit publish teach host organise organize produce conduct lead maintain study compose photograph
    design restore repair sew knit keep sell grow supply research curate translate develop direct coach manage play record print paint
    draw brew bake farm breed mentor collect carve mend weave forge film report advise consult represent train chair coordinate
    found own specialise specialize dance sing illustrate animate distil roast blog fix tune serve""".split()  # noqa: SIM905  # words
)
_DONE: Final = "|".join(
    """built made written published launched started founded finished opened released recorded designed translated completed moved
    joined begun won composed shipped repaired restored developed organised organized planted printed""".split()  # noqa: SIM905  # words
)


def _third(verb: str) -> str:
    if verb.endswith(("ch", "sh", "s", "x", "z")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2] not in "aeiou" else f"{verb}s"


_PRESENT: Final = "|".join((*sorted(_DOING), r"look after", r"work (?:as|on|for|at|in|with|alone)", r"live and work"))
_PRESENT_THIRD: Final = "|".join(
    (*map(_third, sorted(_DOING)), r"looks after", r"works (?:as|on|for|at|in|with|alone)", r"grinds")
)
_PERFECT: Final = rf"(?: have| has|'ve|'s){_ADVERBS} (?:{_DONE})\b"
_PROGRESS: Final = (
    rf"{_BE}{_ADVERBS} (?:working on|writing|building|making|planning|compiling|preparing|recording|publishing|editing|teaching|"
    r"running|organi[sz]ing|developing|translating|curating|opening|launching|studying|"
    r"restoring)\b"
)
_ROLE: Final = rf"(?:'m|'re| am| are| is){_ADVERBS} (?:an?|the|one of the|responsible for|in charge of|co-?founders?|head of)\b"

_OWN_NEEDS: Final = (rf"{SELF}{_BE}{_ADVERBS} {_AFTER_BE}", rf"{SELF}{_ADVERBS}(?: |(?='))(?:\w+ )?{_WISHES}", *_TROUBLES)
_OWN_FACTS: Final = (
    rf"{SELF}{_ROLE}",
    rf"{SELF}{_ADVERBS} (?:{_PRESENT})\b",
    rf"{SELF}(?:{_PERFECT}|{_PROGRESS})",
    rf"\b(?:my|our) (?:\w+ ){{0,3}}?(?:{_WORKS})\b(?:'s)?(?: \w+){{0,4}}? (?:\w+s|have|are|will)\b",
    r"\b(?:most|some|much|two|three|four|all) of (?:my|our|them)\b.{0,30} (?:is|are|for)\b",
    (
        r"\b(?:last|this) (?:week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|winter"
        rf"|quarter),? (?:i|we) (?:{_DONE})\b"
    ),
    r"\beach (?:one )?is .{0,30}by hand\b",
)
_OTHER_NEEDS: Final = (rf"{OTHER}{_BE}{_ADVERBS} {_AFTER_BE}", rf"{OTHER}{_ADVERBS}(?: |(?='))(?:\w+ )?{_WISHES}")
_OTHER_FACTS: Final = (
    rf"{OTHER}(?:,[^,]{{1,60}},)?{_ROLE}",
    rf"{OTHER}{_ADVERBS} (?:{_PRESENT_THIRD})\b",
    rf"{OTHER}(?:{_PERFECT}|{_PROGRESS})",
    rf"^(?:his|her|their) (?:\w+ ){{0,3}}?(?:{_WORKS})\b(?: \w+){{0,4}}? (?:is|are|has|appears|opens|deals|maps|tells|covers)\b",
    r"\b(?:run|led|written|edited|directed|founded|owned|hosted|made) by {name}",
)
_NOTE_NEEDS: Final = (
    rf"(?:^|[;,] |\bbut ){_AFTER_BE}",
    rf"(?:^|[;,] |\bbut ){_WISHES}",
    *_TROUBLES,
    r"^(?:problem|need|wants?|wish)s?:",
)
_NOTE_FACTS: Final = (
    rf"^(?:{_PRESENT_THIRD})\b",
    rf"^(?:{_DONE})\b",
    r"^(?:is an?|co-?founder|head of|author of|editor of)\b",
)

QUOTED_SELF: Final = re.compile(r"^[\"'\u201c\u2018]")
"""How a sentence begins that somebody is quoted with: in it, "I" is whom the text is about."""

SAID: Final = re.compile(
    r"\b(?:want|wanted|need|like|love|would like|'d like) to (?:thank|say|stress|show|share|talk|wish|mention|point|tell|help you"
    r"|apologi[sz]e|know|inspire|emphasi[sz]e|make sure|hear|be (?:clear|honest)|go\b|stop|admit|congratulate|remind|invite"
    r"|see you|catch up|start|end|begin)"
    r"|(?:\bnot|\bno longer|n't)\b[\w ]{0,12} (?:looking|searching|seeking|need|want)\b"
    r"|\blooking forward\b|\bneed not\b|\bneedn't\b|\bhelp you\b|\bwish (?:you|everyone|him|her|them)\b|\bused to\b"
    r"|\b(?:need|want|like|hope) you\b|\bhope (?:you|to see|that you|this)\b",
    re.IGNORECASE,
)
"""What is worded like a need or a fact and is a manner of speaking, a denial, or the past."""

TO_READERS: Final = re.compile(
    r"^(?:if|when|whenever|should|whether|do|did|would|could|can|have|are|need)\b[^,]{0,12}\byou\b|\?[\"'\u201d)]*$",
    re.IGNORECASE,
)
"""A sentence that speaks to its readers about themselves, or asks them."""

TELLING: Final = re.compile(r"\d|\bsomeone who\b|\blooking for\b|\bneeds?\b|\bstruggl|\bbook\b|\brun", re.IGNORECASE)
"""What makes one sentence more useful than another."""


def own(patterns: str) -> re.Pattern[str]:
    """Return the needs or the facts of somebody's own text as one pattern."""
    return _joined(_OWN_NEEDS if patterns == "need" else _OWN_FACTS)


def about(patterns: str, name: str, *, pronouns: bool) -> re.Pattern[str]:
    """Return the needs or the facts of sentences about somebody as one pattern; `name` is a pattern for the name."""
    rows = _OTHER_NEEDS if patterns == "need" else _OTHER_FACTS
    subject = rf"(?:\b(?:she|he|they|who)\b|{name})" if pronouns else name
    return _joined(tuple(row.replace("{subject}", subject).replace("{name}", name) for row in rows))


def noted(patterns: str) -> re.Pattern[str]:
    """Return the needs or the facts of jottings, which leave the person out, as one pattern."""
    return _joined(_NOTE_NEEDS if patterns == "need" else _NOTE_FACTS)


def _joined(rows: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row})" for row in rows), re.IGNORECASE)
