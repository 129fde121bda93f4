"""A closed list of English verbs: enough to turn "Runs a choir" into "you run a choir" and to leave the rest alone.

A word that is not here is never guessed at: "News editor in Oslo" must not become "you new editor in Oslo".
"""

from __future__ import annotations

from outreach.engines.offline import words

_THIRD_PERSON = {"is": "are", "has": "have", "does": "do", "goes": "go"}
_NEGATED = {
    "isn't": "aren't",
    "hasn't": "haven't",
    "doesn't": "don't",
    "wasn't": "weren't",
    "was": "were",
}


def second_person(word: str) -> str | None:
    """Return the form after "you" of a verb in the third person present ("runs" -> "run"), or None if it is no such verb."""
    low = word.lower().replace("\u2019", "'")
    if low in _THIRD_PERSON:
        return _THIRD_PERSON[low]
    if low in _NEGATED:
        return _NEGATED[low]
    if not low.endswith("s"):
        return None
    candidates = [low[:-1]]
    if low.endswith("ies"):
        candidates = [low[:-3] + "y"]
    elif low.endswith("es"):
        candidates = [low[:-1], low[:-2]]
    return next((base for base in candidates if base in words.VERBS), None)


def is_base(word: str) -> bool:
    """Tell whether the word is a verb in its plain form ("run")."""
    return word.lower() in words.VERBS


def is_unchanged(word: str) -> bool:
    """Tell whether the word is a verb that is the same after "she" and "you" ("can", "would")."""
    return word.lower().replace("\u2019", "'") in words.UNCHANGED


def is_past(word: str) -> bool:
    """Tell whether the word can be a verb in the past ("wrote", "published"), the same after "she" and "you"."""
    low = word.lower()
    if low in words.IRREGULAR_PASTS:
        return True
    if not low.endswith("ed"):
        return False
    stems = {low[:-1], low[:-2]}
    if low.endswith("ied"):
        stems = {low[:-3] + "y"}
    elif low[:-3] in words.DOUBLING and low[-3] == low[-4]:
        stems = {low[:-3]}
    return any(stem in words.VERBS for stem in stems)


def is_doing(word: str) -> bool:
    """Tell whether the word is the -ing form of a known verb ("looking", "hiring", "planning")."""
    low = word.lower()
    if not low.endswith("ing"):
        return False
    stem = low[:-3]
    doubled = len(stem) > 2 and stem[-1] == stem[-2]
    return stem in words.VERBS or stem + "e" in words.VERBS or (doubled and stem[:-1] in words.VERBS)


def describes(word: str) -> bool:
    """Tell whether the word needs "you are" before it ("based in Lyon", "interested in glass")."""
    return word.lower() in words.DESCRIBING
