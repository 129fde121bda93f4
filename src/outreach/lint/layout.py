# ruff: noqa: RUF001 - dashes of every length are read
"""What the lines of a message are: prose, greeting, closing, signature, quotation, list item or postscript."""

import re
from enum import StrEnum

Span = tuple[int, int]
"""Half-open places in a text."""


class Part(StrEnum):
    """The part of a message that a sentence stands in."""

    PROSE = "prose"
    GREETING = "greeting"
    CLOSING = "closing"
    SIGNATURE = "signature"
    QUOTED = "quoted"
    ITEM = "item"
    POSTSCRIPT = "postscript"


Block = tuple[Part, int, int]
"""A run of one part, and its half-open places in a text."""

_HELLO = (
    r"(?:(?:hi+|hey+|hello+|hiya|heya|hullo|yo|oi|ahoy|howdy|dear(?:est)?|respected|attn:?|greetings|salut|ciao|hola"
    r"|ol[aá]|hej|hei|moin|ahoj|hallo|grüß|buongiorno|bonjour|namaste|to whom it may concern"
    r"|good (?:morning|afternoon|evening|day)|morning|evening|afternoon)(?![\w'-]))"
)
_GREETING = re.compile(
    rf"\s*(?:{_HELLO}(?: there| all| both| everyone| again| team)*(?:[ ,]+(?:[\w'.&@-]+ ){{0,4}}?[\w'.&@-]+)??[ ]*"
    r"(?:[,!:;–—-]+(?=\s|$)|(?=\n|$))"
    r"|[\w'.@]+(?: [\w'.-]+){0,2}[ ]*(?:[,!:](?=\n)| [–—-](?= )))",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:with |many |my |very |all |in |yours? )*"
    r"(?:(?:kind|warm|best|good|all|every|fond|friendly|sincere|our|collegial|cordial)(?:est)? )*"
    r"(?:regards?|wishes|best|cheers|thanks|thank you|thx|ta|sincerely|faithfully|truly|respectfully|cordially|warmly|"
    r"gratefully|fondly|kindly|yours|ever|love|greetings|hugs?|respect|appreciation|take care|see you|peace|ciao|saludos|"
    r"xx?o?x?|the best|good things|fair winds|god bless|to your success|salutations|cumprimentos|grüßen?|gruß|"
    r"groet(?:en|jes)?|gratitude|onwards?)"
    r"(?: (?:very|and|as|in|from|for|to|so|a|the|your|you|again|much|all|best|kind|thanks|regards|wishes|always|ever|"
    r"sincerely|faithfully|truly|million|advance|luck|care|now|with)\b[\w ]{0,28})?\s*[,.!–—-]*",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"\s*p\.?\s?(?:p\.?\s?)?s\b\.?", re.IGNORECASE)
ITEM_MARK = re.compile(r"\s*(?:[-*•·–▪◦‣✓✔✅→>]+|\(?\d{1,2}[.)]|\(?[a-h]\))\s+(?=\S)")
"""The bullet or number before a list item."""
_FORWARD = re.compile(
    r"\s*(?:-{2,}\s*(?:original|forwarded)\s+message\b.*|begin forwarded message:?|_{10,}|on\b.{3,120}\bwrote:)\s*",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\s*(?:from|sent|to|cc|date|subject|reply-to):\s.*", re.IGNORECASE)
_OF_QUOTES = (">", "message", "wrote:", "_" * 10, *(f"{name}:" for name in ("from", "sent", "to", "cc", "date", "subject")))
_LINE = re.compile(r"[^\n]+")
_STOP = ".!?:;,"
_WRAPPED = 56  # a line at least this long that ends without a stop was broken by a mail program


def blocks(text: str) -> list[Block]:
    """Cut a body into runs of one part, in order; lines that a mail program wrapped stay one run."""
    lines = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    if not lines:
        return []
    parts = _quoted(text, lines)
    greeting = _greet(text, lines, parts)
    _sign(text, lines, parts)
    found = [(Part.GREETING, *greeting)] if greeting else []
    previous = -1
    for number, (first, end) in enumerate(lines):
        start = max(first, greeting[1]) if greeting else first
        if not text[start:end].strip():
            continue
        part = parts[number] or (Part.ITEM if ITEM_MARK.match(text, start, end) else Part.PROSE)
        if previous == number - 1 and found and _continues(text, found[-1], part, start):
            found[-1] = (found[-1][0], found[-1][1], end)
        else:
            found.append((part, start, end))
        previous = number
    return _after_postscript(text, found)


def _quoted(text: str, lines: list[Span]) -> list[Part | None]:
    """Mark lines that begin with '>' and everything from a forwarded head on."""
    parts: list[Part | None] = [None] * len(lines)
    if text.isascii() and not _may_quote(text.lower()):
        return parts
    forwarded = False
    for number, (start, end) in enumerate(lines):
        if text.startswith(">", start) or forwarded:
            parts[number] = Part.QUOTED
        elif _FORWARD.fullmatch(text, start, end) or _headed(text, lines, number):
            parts[number] = Part.QUOTED
            forwarded = not (number + 1 < len(lines) and text.startswith(">", lines[number + 1][0]))
    return parts


def _may_quote(text: str) -> bool:
    """Tell quickly whether a text in lower case has any of what quotations and forwarded messages begin with."""
    return any(map(text.__contains__, _OF_QUOTES))


def _headed(text: str, lines: list[Span], number: int) -> bool:
    """Two header lines in a row (From:, Sent:) begin a forwarded message."""
    return number + 1 < len(lines) and all(_HEADER.fullmatch(text, *lines[at]) for at in (number, number + 1))


def _greet(text: str, lines: list[Span], parts: list[Part | None]) -> Span | None:
    """Find the greeting at the head of the first line that is not quoted."""
    for (start, _), part in zip(lines, parts, strict=True):
        if part is None:
            match = _GREETING.match(text, start)
            return match.span() if match and match.end() > start else None
    return None


def _sign(text: str, lines: list[Span], parts: list[Part | None]) -> None:
    """Mark the closing formula and the signature: short lines at the end, after a closing or a blank line."""
    last = len(lines)
    while last and parts[last - 1] is not None:
        last -= 1
    for number in range(last - 1, max(0, last - 9), -1):
        start, end = lines[number]
        line = text[start:end].strip()
        if line == "--" or (len(line) <= 60 and _CLOSING.fullmatch(line)):
            parts[number] = Part.CLOSING if line != "--" else Part.SIGNATURE
            parts[number + 1 : last] = [Part.SIGNATURE] * (last - number - 1)
            break
        if _POSTSCRIPT.match(line):
            last = number
        elif len(line) > 64 or line.count(" ") > 9 or line[-1] in "?!:":
            break
    else:
        number = last
    _name_only(text, lines, parts, last)


def _name_only(text: str, lines: list[Span], parts: list[Part | None], last: int) -> None:
    """Mark last lines of one to four words without a stop as names, closing or not."""
    number = last - 1
    while number > 0 and parts[number] is None:
        line = text[slice(*lines[number])].strip()
        if line.count(" ") > 3 or line[-1] in ".!?:;)" or len(line) > 40 or ITEM_MARK.match(line):
            break
        parts[number] = Part.SIGNATURE
        number -= 1
        if text.count("\n", lines[number][1], lines[number + 1][0]) != 1:
            break


def _continues(text: str, run: Block, part: Part, start: int) -> bool:
    """Tell whether the line at `start` goes on with the line that ends the run."""
    before, _, end = run
    if part is not Part.PROSE or before not in (Part.PROSE, Part.ITEM) or text.count("\n", end, start) != 1:
        return False
    head = text.rfind("\n", 0, end) + 1
    return end - head >= _WRAPPED and text[end - 1] not in _STOP


def _after_postscript(text: str, found: list[Block]) -> list[Block]:
    """Name the run that begins with "PS" and the prose after it."""
    seen = False
    for number, (part, start, end) in enumerate(found):
        if part is not Part.QUOTED and part is not Part.GREETING and _POSTSCRIPT.match(text, start, end):
            seen = True
        if seen and part in (Part.PROSE, Part.CLOSING, Part.SIGNATURE):
            found[number] = (Part.POSTSCRIPT, start, end)
    return found
