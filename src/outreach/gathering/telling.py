"""The phrases of `telling.yaml`, put together into the patterns that the plain extractor tries on each sentence."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from outreach.yaml_file import read_yaml

PERSON: Final = "\ue000"
"""Stands in a sentence for each word of a person's name: no cleaned text has it, and one pattern serves all names."""

_NAMED: Final = re.compile(r"<([a-z][a-z ]*)>")
_PRONOUNS: Final = "she|he|they|who"


@cache
def own(kind: str) -> re.Pattern[str]:
    """Return the needs or the facts (`kind`) of somebody's own text as one pattern."""
    return _pattern(_data()["own"][kind])


@cache
def about(kind: str, *, pronouns: bool) -> re.Pattern[str]:
    """Return the needs or the facts of sentences about somebody whose name `PERSON` stands for; `pronouns` also count."""
    subject = rf"(?:(?:{_expand('<lead>')})(?:{_PRONOUNS})\b|{PERSON})" if pronouns else PERSON
    return _pattern([row.replace("<subject>", subject).replace("<person>", PERSON) for row in _data()["about"][kind]])


@cache
def noted(kind: str) -> re.Pattern[str]:
    """Return the needs or the facts of jottings, which leave the person out."""
    return _pattern(_data()["note"][kind])


@cache
def said() -> re.Pattern[str]:
    """Return what is worded like a need or a fact and is none: manners of speaking, denials, the past."""
    return _pattern(_data()["said"])


@cache
def to_readers() -> re.Pattern[str]:
    """Return what marks a sentence that speaks to its readers about themselves, or asks them."""
    return _pattern(_data()["to readers"])


@cache
def telling() -> re.Pattern[str]:
    """Return what makes one sentence more useful than another."""
    return _pattern(_data()["telling"])


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(Path(__file__).with_name("telling.yaml")).data
    data["parts"]["doing third"] = [_third(verb) for verb in data["parts"]["doing"]]
    # One after the other, where any other list is a choice.
    data["parts"]["adverbs"] = ["".join(data["parts"]["adverbs"])]
    return data


def _pattern(rows: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_expand(row)})" for row in rows), re.IGNORECASE)


def _expand(row: str) -> str:
    """Return a row with every list that it names put in its place."""
    return _NAMED.sub(lambda match: f"(?:{'|'.join(map(_expand, _data()['parts'][match[1]]))})", row)


def _third(verb: str) -> str:
    if verb.endswith(("ch", "sh", "s", "x", "z")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2] not in "aeiou" else f"{verb}s"
