# ruff: noqa: RUF001 - letters of many alphabets, look-alikes among them
"""Which letters make sense in which of the older encodings: what tells them apart where the bytes alone do not."""

from __future__ import annotations

import re
from typing import Final

_WEST: Final = "äöüßéèêëàâçîïôùñáíóúãåæøœýÿ"
_CENTRE: Final = "ąćęłńóśźżáčďéěíňřšťúůýžőűöüäâăîșțđ"
_TURKISH: Final = "çğıöşüâîûi\u0307"
_CYRILLIC: Final = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
LETTERS: Final[dict[str, str]] = {
    "cp1252": _WEST,
    "cp1250": _CENTRE,
    "cp1251": _CYRILLIC + "іїєґўђјљњћџ",
    "cp1253": "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋ",
    "cp1254": _TURKISH,
    "cp1255": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "cp1256": "ابتثجحخدذرزسشصضطظعغفقكلمنهويىئءأإآؤةپچژگ",
    "koi8_r": _CYRILLIC,
    "mac_roman": _WEST,
    "cp850": _WEST,
    "cp932": "",
    "gb18030": "",
    "cp949": "",
    "big5": "",
}
"""Encodings that address books come in, the likelier first, each with its letters (the East Asian ones are told otherwise)."""

_STANDARD: Final = {"cp932": "euc_jp", "gb18030": "gb2312", "cp949": "euc_kr", "big5": "big5"}
_COMMON: Final = frozenset("оеаинтсрвляαοιετσνηυπיוהלאמרתבשןםانيلمهوترбعأةд" + _WEST + _CENTRE + _TURKISH)
_SELDOM: Final = frozenset("õûðþ")
_SIGNS: Final = frozenset("’‘“”„–—…€£§°·•«»¿¡™®© \u00a0")
_KANA_OR_HANGUL: Final = re.compile("[\u3000-\u30ff\uac00-\ud7a3\uff01-\uff5e]")
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_OTHER: Final = "Α-ωА-яא-תء-ي\u4e00-\u9fff\uff61-\uff9f"
_BROKEN_WORD: Final = re.compile(
    rf"[a-zà-öø-ÿа-яёά-ώ][A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω]|[A-Za-z][{_OTHER}]|[{_OTHER}][A-Za-z]|[\u00c0-\u00ff]{{3,}}",
)


def likelihood(sample: bytes, codec: str) -> float:
    """Return how well the letters beyond ASCII suit an encoding: the share that belongs, less what no word looks like."""
    text = sample.decode(codec, "replace")
    beyond = [letter for letter in text if letter > "\x7f"]
    if not beyond:
        return 0.0
    return (sum(_weight(letter, codec) for letter in beyond) - 2 * len(_BROKEN_WORD.findall(text))) / len(beyond)


def _weight(letter: str, codec: str) -> float:
    """Return how much one character speaks for an encoding."""
    if codec in _STANDARD:
        # What the oldest standard lacks is seldom written: a text full of it is not in the encoding that extends it.
        if not _has(_STANDARD[codec], letter):
            return -1.0
        return 1.0 if _KANA_OR_HANGUL.match(letter) else 0.8 if _HAN.match(letter) else -1.0
    small = letter.lower()
    if small in LETTERS[codec]:
        return 1.0 if small in _COMMON else 0.5
    return 0.6 if letter in _SIGNS else 0.3 if small in _SELDOM else -1.0


def _has(codec: str, letter: str) -> bool:
    """Tell whether an encoding has the character as one of its own: EUC-KR composes those it lacks out of eight bytes."""
    try:
        return len(letter.encode(codec)) <= 2
    except UnicodeEncodeError:
        return False
