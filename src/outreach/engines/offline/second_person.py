"""Turn a fact said of somebody into a clause said to them: "Runs a choir with her sister" -> "you run a choir with your sister".

English gives no certainty here, so every step is one that is safe by its form, and whatever is not gives None: the message
then names where the fact comes from instead of saying it. Rules, in order:

1. One sentence only, without a question mark.
2. The subject must be the contact: no subject at all ("Runs …"), she, he, they, or the contact's own name; or a possessive
   ("Her newsletter reaches …").
   A line of a notice counts as the verb it stands for: "Seeking: a hall", "Wanted: a hall", "In need of a hall", "Keen to …".
3. The first verb is one from a closed list (verbs.py); verbs joined to it by a comma, "and" or "but" follow it. Where a joined
   word may be a verb or a noun ("workshops and walks"), the answer is None.
4. "her", "his" and "their" become "your" only while nobody and nothing else that they could mean has been named before them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from outreach.engines.offline import verbs
from outreach.engines.offline.words import ADVERBS, LINKS

if TYPE_CHECKING:
    from collections.abc import Sequence

_TWO_SENTENCES = re.compile(r"[.!?\u2026]['\"\u201d)]*\s+\S|\?")
_LABEL = re.compile(
    r"\A((?:currently |still )?(?:seeks|seeking|needs?|needed|wants|wanted|looks for|looking for|searching for))\s*:\s+",
    re.IGNORECASE,
)
_NOTICES = {"wanted": "is looking for", "needed": "needs", "need": "needs"}
_STATE = re.compile(
    r"\A(?:(?:still|currently|always|also|very|now) )?(?:"
    r"(?:in (?:search|need)|on the look-?out|on the hunt|on the search|short) (?:of|for)|(?:short|low|keen) on|"
    r"(?:keen|eager|unable|not able|open|happy|ready|willing|glad|anxious|free|due|about|new) to|"
    r"curious about|not sure|unsure|without an?)\b",
    re.IGNORECASE,
)
"""What needs "you are" before it: "in need of a hall", "keen to learn"."""
_CONTRACTED = re.compile(
    r"\A(she|he|they)['\u2019](?:s|re) (?=\w+ing\b|in (?:search|need)\b|keen\b|eager\b|short\b)", re.IGNORECASE
)
_SUBJECTS = {"she", "he", "they"}
_POSSESSIVES = {"her", "his", "their"}
_OTHER_PRONOUNS = {"she", "he", "they", "him", "them", "hers", "theirs", "himself", "herself", "themselves", "themself"}
_JOINERS = {"and", "but", "or", "then"}
_RELATIVES = {"that", "which", "who", "whose", "where", "whom"}
_PERSON = re.compile(
    r"(?:er|or|ist|ian|ant|ee|man|woman)$|^(?:aunt|baker|boss|boy|brother|child|chef|colleague|cousin|dad|daughter|friend|girl"
    r"|guest|husband|monk|mother|mum|nun|nurse|parent|partner|person|poet|priest|pupil|sister|smith|son|uncle|wife)$"
)
_NOT_PERSON = {"other", "over", "under", "after", "for", "or", "another", "paper", "newsletter", "water", "never", "per"}
_LETTERS = re.compile(r"^\W*([\w'\u2019-]*?)\W*$")


def about_you(text: str, names: Sequence[str]) -> str | None:
    """Return the clause, beginning with "you" or "your" and without a full stop; None where no rule makes it safe.

    `names` are what the contact may be called in the fact (full name, first name, greeting).
    """
    text = _spelled_out(text.strip().rstrip(".!").rstrip())
    if not text or _TWO_SENTENCES.search(text):
        return None
    words, subject = _split_subject(text, names)
    if not words:
        return None
    if subject == "your":
        return None if _mentions_contact(words) else " ".join(["your", *words])
    said = _conjugated(words, plural=subject == "they")
    said = said and _joined(said)
    said = said and _addressed(said)
    return " ".join(["you", *said]) if said else None


def _spelled_out(text: str) -> str:
    """Return a fact with the verb that a notice leaves out: "Wanted: a hall" -> "is looking for a hall"."""
    text = _CONTRACTED.sub(lambda match: f"{match[1]} {'are' if match[1].lower() == 'they' else 'is'} ", text)
    label = _LABEL.match(text)
    if label:
        text = f"{_NOTICES.get(label[1].lower(), label[1].lower())} {text[label.end() :]}"
    return f"is {text[0].lower()}{text[1:]}" if _STATE.match(text) else text


def _core(token: str) -> str:
    """Return the word without the marks around it, in lower case."""
    match = _LETTERS.match(token)
    return match[1].lower() if match else token.lower()


def _split_subject(text: str, names: Sequence[str]) -> tuple[list[str], str]:
    """Return the words after the subject, and the subject: "" (left out), "she", "he", "they", or "your" for a possessive."""
    for name in sorted(names, key=len, reverse=True):
        for ending, subject in (("'s ", "your"), ("\u2019s ", "your"), (" ", "she")):
            if text.startswith(name + ending):
                return text[len(name + ending) :].split(), subject
    words = text.split()
    first = words[0].lower()
    if first in _SUBJECTS:
        return words[1:], first
    return (words[1:], "your") if first in _POSSESSIVES else (words, "")


def _mentions_contact(words: list[str]) -> bool:
    """Tell whether a pronoun is left that may or may not mean the contact."""
    return any(_core(word) in _POSSESSIVES | _OTHER_PRONOUNS for word in words)


def _conjugated(words: list[str], *, plural: bool) -> list[str] | None:
    """Return the words with their first verb in the form after "you"; None when the first word is no known verb."""
    skip = 0
    while skip < len(words) - 1 and words[skip].lower() in ADVERBS:
        skip += 1
    before, verb, after = [word.lower() for word in words[:skip]], words[skip], words[skip + 1 :]
    follower = after[0] if after else ""
    changed = verbs.second_person(verb)
    if changed and not plural:
        return [*before, changed, *after]
    if plural and (verbs.is_base(verb) or verb.lower() in {"are", "have", "do", "were"}):
        return [*before, verb.lower(), *after]
    if verbs.is_unchanged(verb) or (verbs.is_past(verb) and _begins_a_phrase(follower)):
        return [*before, verb.lower(), *after]
    if verbs.is_doing(verb) or (verbs.describes(verb) and _begins_a_phrase(follower)):
        return ["are", *before, verb.lower(), *after]
    return None


def _begins_a_phrase(token: str) -> bool:
    """Tell whether a verb may stand before this word: an article, a preposition, a number or a name."""
    return _core(token) in LINKS or token[:1].isupper() or token[:1].isdigit()


def _joined(words: list[str]) -> list[str] | None:
    """Return the words with the verbs joined to the first one in the same form; None where that is in doubt."""
    said = list(words)
    relative = False
    for index in range(1, len(said)):
        word, previous = _core(said[index]), said[index - 1]
        relative = relative or word in _RELATIVES
        if not (_core(previous) in _JOINERS or previous.endswith((",", ";"))):
            continue
        changed = verbs.second_person(word)
        if changed is None:
            continue
        if relative or not _is_verb(said, index):
            return None
        said[index] = said[index].lower().replace(word, changed, 1)
    return said


def _is_verb(words: list[str], index: int) -> bool:
    """Tell whether a joined word that looks like a verb is one, by what follows it or by a verb right before the joiner."""
    follower = words[index + 1] if index + 1 < len(words) and words[index].isalpha() else ""
    right_after_verb = index == 2 and _core(words[1]) in _JOINERS
    return right_after_verb or (bool(follower) and _begins_a_phrase(follower))


def _addressed(words: list[str]) -> list[str] | None:
    """Return the words with her, his and their as "your"; None where they might mean somebody or something else."""
    said: list[str] = []
    for index, token in enumerate(words):
        word = _core(token)
        if word in _OTHER_PRONOUNS:
            return None
        if word not in _POSSESSIVES:
            said.append(token)
            continue
        # A name after "in" or "at" is a place, which owns nothing here.
        before = [other for last, other in pairwise(words[:index]) if _core(last) not in {"in", "at", "near"}]
        follower = _core(words[index + 1]) if index + 1 < len(words) else ""
        if not follower or follower in LINKS or any(_could_own(other, plural=word == "their") for other in before):
            return None
        said.append(token.lower().replace(word, "your", 1))
    return said


def _could_own(token: str, *, plural: bool) -> bool:
    """Tell whether a word names a person (or, for "their", several of anything) that a later possessive may mean."""
    word = _core(token)
    if token[:1].isupper() or (_PERSON.search(word) and word not in _NOT_PERSON and not verbs.is_base(word)):
        return True
    return plural and (word in {"people", "children", "women", "men"} or (word.endswith("s") and not verbs.is_base(word)))
