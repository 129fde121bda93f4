"""What is known of words: which are near, which are of one trade, what is wanted or given by them, and how rare they are.

The groups are reviewed data in `data/*.yaml`. How rare a word is comes from `data/frequencies.txt`: in how many of some thousand
messages its stem stands. The weight of a word is its inverse document frequency (Spärck Jones 1972), scaled so that a word that
stands in none of them weighs 1, and one that stands in all of them 0.
"""

from __future__ import annotations

import math
from collections import defaultdict
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from outreach.lint.lexicon import ENGLISH
from outreach.lint.patterns import PatternSet
from outreach.lint.words import WORD
from outreach.nearness.spelling import form
from outreach.yaml_file import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DATA = Path(__file__).with_name("data")
COMMON = 0.03
"""What a common word weighs: enough to tell two equal offers apart, too little to make a fit."""
PERSON = "person"


class Tie(StrEnum):
    """How the words of one group belong together."""

    NEAR = "near"
    ACT = "act"
    KINDRED = "kindred"
    FIELD = "field"


WORTH = {Tie.NEAR: 0.8, Tie.ACT: 0.6, Tie.KINDRED: 0.45, Tie.FIELD: 0.2}
"""How much of an equal word a word of the same group is worth."""


class Group(NamedTuple):
    """One line of words: its name, and what ties them together."""

    name: str
    tie: Tie


class Related(NamedTuple):
    """What is known of words, by key: a form, or the forms of a phrase with blanks between.

    `groups` are those of a key, `acts` what is wanted or given by it, `acting` the keys that an act makes near to others,
    `persons` the words for somebody who does something, `meets` which gifts meet a want, `phrases` the phrases by their first
    two forms (the longest first), `compounds` the forms of long words by the words themselves, `ways` the ways of saying what is
    wanted with the act of each, `weights` those of forms.
    """

    groups: Mapping[str, tuple[Group, ...]]
    acts: Mapping[str, frozenset[str]]
    acting: frozenset[str]
    persons: frozenset[str]
    meets: Mapping[str, frozenset[str]]
    phrases: Mapping[tuple[str, str], tuple[tuple[str, ...], ...]]
    compounds: Mapping[str, str]
    ways: tuple[PatternSet, tuple[str, ...]]
    common: frozenset[str]
    weights: Mapping[str, float]

    def weight(self, key: str) -> float:
        """Return how much a key says, from 0 (it stands everywhere) to 1; a phrase as much as its rarest word."""
        if key in self.common:
            return COMMON
        if " " not in key:
            return self.weights.get(key, 1.0)
        return max((self.weights.get(part, 1.0) for part in key.split(" ") if part not in ENGLISH), default=1.0)

    def spoken(self, key: str, written: str) -> frozenset[str]:
        """Return the acts of which a key speaks, a phrase without any those of its last word.

        A person is told by the word as it is written ("illustrator", not "illustration").
        """
        acts = self.acts.get(key) or self.acts.get(key.rpartition(" ")[2], frozenset())
        return acts | {PERSON} if written.lower().removesuffix("'s").removesuffix("s") in self.persons else acts

    def said(self, text: str) -> frozenset[str]:
        """Return the acts that a text says are wanted, by the way it says so."""
        patterns, acts = self.ways
        return frozenset(acts[index] for index in patterns.hits(text))

    def is_known(self, key: str) -> bool:
        """Tell whether a word is one of ours, rather than a name or a slip of the pen."""
        return key in self.groups or key in self.weights or key in self.common


@cache
def related() -> Related:
    """Return the shipped knowledge of words; it is read once."""
    from outreach.nearness.compiled import read  # noqa: PLC0415  # it compiles what this module builds

    keys = read()
    return assemble(keys if keys is not None else build())


class Keys(NamedTuple):
    """The keys of all listed words, which take longest to find: by tie and group, by act, the common ones, long words' forms."""

    groups: dict[str, dict[str, list[str]]]
    acts: dict[str, list[str]]
    common: list[str]
    compounds: dict[str, str]


def build() -> Keys:
    """Return the keys of the words that are listed in the data files."""
    acts, near, fields = _read("acts"), _read("near"), _read("fields")
    alike = set(listed(acts["alike"]["acts"]))
    spoken = {name: _keys(words) for name, words in acts["acts"].items() if name != PERSON}
    groups: dict[str, dict[str, list[str]]] = {
        Tie.ACT: {name: keys for name, keys in spoken.items() if name in alike},
        Tie.NEAR: {name: _keys(words) for name, words in near["near"].items()},
        Tie.KINDRED: {name: _keys(words) for name, words in near["kindred"].items()},
        Tie.FIELD: {name: _keys(words) for name, words in fields["fields"].items()},
    }
    words = [word for part in (acts["acts"], near["near"], near["kindred"]) for each in part.values() for word in listed(each)]
    compounds = {word.lower(): form(word) for word in words if len(word) > LONG and WORD.fullmatch(word)}
    return Keys(groups, spoken, _keys(_read("words")["words"]["common"]), compounds)


LONG = 7
"""Longer words may be written as two ("book binding")."""


def assemble(keys: Keys) -> Related:
    """Return what is known, put together by key."""
    acts = _read("acts")
    groups: dict[str, list[Group]] = defaultdict(list)
    for tie in (Tie.ACT, Tie.NEAR, Tie.KINDRED, Tie.FIELD):
        for name, members in keys.groups[tie].items():
            group = Group(name, tie)
            for key in members:
                groups[key].append(group)
    spoken: dict[str, set[str]] = defaultdict(set)
    for name, members in keys.acts.items():
        for key in members:
            spoken[key].add(name)
    common = frozenset(keys.common)
    return Related(
        groups={key: tuple(found) for key, found in groups.items()},
        acts={key: frozenset(found) for key, found in spoken.items()},
        acting=frozenset(key for members in keys.groups[Tie.ACT].values() for key in members),
        persons=frozenset(word.lower().removesuffix("s") for word in listed(acts["acts"][PERSON])),
        meets={wanted: frozenset({wanted, *listed(given)}) for wanted, given in acts["meets"].items()},
        phrases=_phrases({*groups, *spoken, *common}),
        compounds=keys.compounds,
        ways=_ways(acts["ways"]),
        common=common,
        weights=_weights(),
    )


def listed(words: str) -> list[str]:
    """Return the words and phrases of a line."""
    return [phrase.strip() for phrase in words.split(",")]


def _keys(words: str) -> list[str]:
    """Return the keys of listed words, each once; a compound with a hyphen is known in one word too."""
    phrases = listed(words)
    keys = [" ".join(form(match[0]) for match in WORD.finditer(phrase)) for phrase in phrases]
    joined = [form(phrase.replace("-", "")) for phrase in phrases if "-" in phrase and " " not in phrase]
    return list(dict.fromkeys([*keys, *joined]))


def _phrases(keys: Iterable[str]) -> dict[tuple[str, str], tuple[tuple[str, ...], ...]]:
    """Return the phrases among keys by their first two forms, the longest first."""
    found: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for key in sorted(keys):
        if " " in key:
            parts = tuple(key.split(" "))
            found[parts[0], parts[1]].append(parts)
    return {first: tuple(sorted(each, key=len, reverse=True)) for first, each in found.items()}


def _ways(ways: dict[str, list[str]]) -> tuple[PatternSet, tuple[str, ...]]:
    pairs = [(way, act) for act, each in ways.items() for way in each]
    return PatternSet([way for way, _ in pairs]), tuple(act for _, act in pairs)


def _weights() -> dict[str, float]:
    """Return the weights of the forms that stand in many messages: log((N + 1) / (n + 1)) / log(N + 1)."""
    text = (DATA / "frequencies.txt").read_text(encoding="utf-8")
    total, *lines = (line for line in text.splitlines() if not line.startswith("#"))
    most = math.log(int(total) + 1)
    weights: dict[str, float] = {}
    for line in lines:
        count, _, words = line.partition(": ")
        weights.update(dict.fromkeys(words.split(), 1 - math.log(int(count) + 1) / most))
    return weights


@cache
def _read(name: str) -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = parse_yaml((DATA / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml").data
    return data
