"""Check a prompt before it is used, and report every mistake in it at once."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from outreach.errors import BadPrompt, Mistake
from outreach.prompting import sample
from outreach.prompting.banned import quoted
from outreach.prompting.inputs import DATA, given, names
from outreach.prompting.render import fill, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from outreach.domain.brief import Brief
    from outreach.lint.rulebook import Rulebook
    from outreach.prompting.parts import Parts
    from outreach.prompting.tokens import Count


@dataclass(frozen=True, slots=True)
class Report:
    """A prompt that is right: what it is, how often it was rendered, and the size of the longest of these."""

    name: str
    where: str
    version: int
    description: str
    fingerprint: str
    rendered: int
    size: Count
    budget: int


def check(parts: Parts, rulebook: Callable[[], Rulebook], briefs: Iterable[Brief] = ()) -> Report:
    """Return a report on a prompt that was rendered in every way it is used, and for every one of `briefs`.

    Raises BadPrompt with every mistake in it and its partials.
    """
    mistakes = find(parts, rulebook)
    if mistakes:
        raise BadPrompt.of(mistakes)
    file = parts.file
    compiled = prepare(parts)
    filled = [fill(compiled, values) for values in sample.values(file.name, briefs)]
    size = max(filled, key=lambda prompt: prompt.most_tokens).size()
    if size.tokens > file.head.budgets.prompt_tokens:
        what = f"takes {size}, over budgets.prompt_tokens. Shorten the prompt, or raise this budget."
        raise BadPrompt.of([file.in_head(("budgets", "prompt_tokens"), what)])
    return Report(
        name=file.name,
        where=file.where,
        version=file.head.version,
        description=file.head.description,
        fingerprint=parts.fingerprint,
        rendered=len(filled),
        size=size,
        budget=file.head.budgets.prompt_tokens,
    )


def find(parts: Parts, rulebook: Callable[[], Rulebook]) -> tuple[Mistake, ...]:
    """Return what is wrong with a prompt's files, constructs, inputs and words, in the order of its lines.

    `rulebook` is asked for the rules where there are words to hold against them. Nothing is said to be missing while a file of
    it cannot be read: that would only follow from the slip that is told.
    """
    known = given(parts.file.name)
    if not known:
        what = f"nothing uses a prompt called {parts.file.name!r}. The names are: {', '.join(DATA)}."
        return (Mistake(parts.file.where, 0, 0, what),)
    mistakes = {*parts.mistakes, *_undefined(parts, known), *_misplaced(parts)}
    for reading in parts.readings:
        # A rule of the team's own must not stop all drafting for the words of a file that is not the team's.
        if not reading.source.shipped:
            mistakes.update(quoted(reading, rulebook()))
    if parts.whole:
        mistakes.update(_unused(parts), _needed(parts))
    own = parts.file.where
    return tuple(sorted(mistakes, key=lambda each: (each.where != own, each.where, each.line, each.column)))


def _undefined(parts: Parts, known: dict[str, str]) -> Iterator[Mistake]:
    """Find names that the program does not have, in the head and in the text, and those that the head leaves out."""
    head = parts.file.read_head[0].inputs if parts.file.read_head is not None else None
    for name in head or ():
        if name not in known:
            yield parts.file.in_head(("inputs", name), _unknown(name, known))
    for use, source in (*parts.used(parts.system), *parts.used(parts.user)):
        if use.name not in known and use.name not in (head or ()):
            said = _unknown(use.name, known) if source.where == parts.file.where else _unknown_in_partial(use.name, parts)
            yield source.mistake(use.at, said)
        elif head is not None and use.name not in head:
            remedy = f"Add `{use.name}: {known[use.name]}` below `inputs:`"
            yield source.mistake(use.at, f"the head of {parts.file.where} does not name the input {use.name!r}. {remedy}.")


def _unknown(name: str, known: Iterable[str], given_to: str = "This prompt is given") -> str:
    near = get_close_matches(name, known, n=1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    return f"there is no input {name!r}.{meant} {given_to}: {', '.join(known)}."


def _unknown_in_partial(name: str, parts: Parts) -> str:
    """Say it alike for every prompt that includes the partial, except where only some of them are given the input."""
    if name in names():
        return f"the prompt {parts.file.name} includes this partial, and is not given the input {name!r}."
    return _unknown(name, sorted(names()), "The inputs are")


def _unused(parts: Parts) -> Iterator[Mistake]:
    """Find inputs in the head that nothing uses, except those that a slip keeps from being used, and data: see `_needed`."""
    meant = {name for reading in parts.readings for name in reading.meant}
    used = {use.name for use, _ in (*parts.used(parts.system), *parts.used(parts.user))}
    for name in parts.file.head.inputs:
        if name in given(parts.file.name) and name not in used | meant | set(DATA[parts.file.name]):
            yield parts.file.in_head(("inputs", name), f"the input {name!r} is unused. Use it, or take it out of the head.")


def _misplaced(parts: Parts) -> Iterator[Mistake]:
    """Find data in the system part."""
    for use, source in parts.used(parts.system):
        if use.name in DATA[parts.file.name]:
            what = f"{use.name!r} is outside text, which belongs below `# user` and never in `# system`."
            yield source.mistake(use.at, what)


def _needed(parts: Parts) -> Iterator[Mistake]:
    """Find data that the user part leaves out."""
    meant = {name for reading in parts.readings for name in reading.meant}
    there = {use.name for use, _ in parts.used(parts.user)} | meant
    for name, says in DATA[parts.file.name].items():
        if name not in there:
            what = f"the user part does not use {{{{ {name} }}}} ({says}), without which nothing can be written."
            yield Mistake(parts.file.where, parts.file.user.line - 1, 1, what)
