# ruff: noqa: RUF001 - look-alike letters are what this file is about
"""Letters of other alphabets that are drawn like Latin ones, and the characters that are not drawn at all.

The pairs are the lower- and upper-case Latin look-alikes of Unicode's confusables list (UTS 39, "MA" class)
in Cyrillic, Greek, Armenian and the Latin extensions; letters that merely remind of a Latin one are left out.
"""

_PAIRS = (
    # Cyrillic
    "аaаaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwӏlьbѵvґrтtкkмmнhвbѐeёe"
    "АAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSԌGԜWԚQҺHӀIЬbѴV"
    # Greek
    "αaβbγyειιiκkνvοoρpτtυuχxωwϲcϳj"
    "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXϹCϿJ"
    # Armenian, Latin small capitals and other Latin forms
    "օoոnսuհhցgզqքp"
    "ıiɑaɡgɩiɪiʏyʀrʙbᴀaᴄcᴅdᴇeɢgʜhᴊjᴋkʟlᴍmɴnᴏoᴘpꜱsᴛtᴜuᴠvᴡwᴢzꞮI"
)


def _table(pairs: str) -> dict[int, str]:
    """Read `pairs` two characters at a time: the look-alike and the letter it looks like."""
    return {ord(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2) if pairs[at + 1].isascii()}


CONFUSABLES = _table(_PAIRS)
"""Code point of a look-alike to the Latin letter it is drawn like; for `str.translate`."""

INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls, but for tab, line feed, carriage return, next line
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\ud800-\udfff"  # lone surrogates: no text
)
"""Body of a character class: zero-width, bidi, tag, variation and control characters.

Unicode's Default_Ignorable_Code_Point, Cc and Cs."""

COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Body of a character class: marks drawn over the letter before them."""
