"""Check a prompt before it is used, and report every mistake in it at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.errors import BadPrompt, Mistake
from outreach.prompting import sample
from outreach.prompting.inputs import DATA, given
from outreach.prompting.render import fill, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.prompting.parts import Parts
    from outreach.prompting.tokens import Count


@dataclass(frozen=True, slots=True)
class Report:
    """A prompt that is right: what it is, and its size with a made-up brief of an ordinary size."""

    name: str
    where: str
    version: int
    description: str
    fingerprint: str
    size: Count
    budget: int


def check(parts: Parts) -> Report:
    """Return a report on a prompt; raise BadPrompt with every mistake in it and its partials."""
    mistakes = find(parts)
    if mistakes:
        raise BadPrompt.of(mistakes)
    file = parts.file
    size = measure(parts)
    if size.tokens > file.head.budgets.prompt_tokens:
        what = f"takes {size} with an ordinary brief, over budgets.prompt_tokens."
        raise BadPrompt.of([file.head_file.mistake(("budgets", "prompt_tokens"), what)])
    return Report(
        name=file.name,
        where=file.where,
        version=file.head.version,
        description=file.head.description,
        fingerprint=parts.fingerprint,
        size=size,
        budget=file.head.budgets.prompt_tokens,
    )


def find(parts: Parts) -> tuple[Mistake, ...]:
    """Return what is wrong with a prompt's constructs and its inputs, in the order of its lines.

    Of a file that cannot be parsed only that is told: what else seems wrong with it would follow from it.
    """
    known = given(parts.file.name)
    if not known:
        what = f"nothing uses a prompt called {parts.file.name!r}. The names are: {', '.join(DATA)}."
        return (Mistake(parts.file.where, 0, 0, what),)
    broken = [reading for reading in (parts.system, parts.user) if reading.broken]
    if broken:
        others = [mistake for mistake in parts.mistakes if mistake.where != parts.file.where]
        return (*(mistake for reading in broken for mistake in reading.mistakes), *others)
    used = [*parts.used(parts.system), *parts.used(parts.user)]
    mistakes = {*parts.mistakes, *_undefined(parts, used), *_declared(parts, used, known), *_data(parts)}
    return tuple(sorted(mistakes, key=lambda mistake: (mistake.where != parts.file.where, mistake.where, mistake.line)))


def measure(parts: Parts) -> Count:
    """Return the tokens of the longest way to render a prompt with the made-up brief; raise BadPrompt where it cannot be."""
    compiled = prepare(parts)
    sizes = (fill(compiled, values).size() for values in sample.values(parts.file.name))
    return max(sizes, key=lambda size: size.tokens)


def _undefined(parts: Parts, used: list[tuple[str, str, int]]) -> Iterator[Mistake]:
    """Find names that the head does not declare."""
    for name, where, line in used:
        if name not in parts.file.head.inputs:
            yield Mistake(where, line, 0, f"{name!r} is undefined: it is not among the inputs of {parts.file.where}.")


def _declared(parts: Parts, used: list[tuple[str, str, int]], known: dict[str, str]) -> Iterator[Mistake]:
    """Find inputs that nothing uses, and inputs that the program does not have."""
    names = {name for name, _, _ in used}
    for name in parts.file.head.inputs:
        at = ("inputs", name)
        if name not in known:
            what = f"there is no input {name!r}. This prompt is given: {', '.join(known)}."
            yield parts.file.head_file.mistake(at, what)
        elif name not in names:
            yield parts.file.head_file.mistake(at, f"the input {name!r} is unused. Use it, or take it out of the head.")


def _data(parts: Parts) -> Iterator[Mistake]:
    """Find data in the system part, and data that the user part leaves out."""
    needed = DATA[parts.file.name]
    for name, where, line in parts.used(parts.system):
        if name in needed:
            yield Mistake(where, line, 0, f"{name!r} is outside text, which belongs below `# user` and never in `# system`.")
    there = {name for name, _, _ in parts.used(parts.user)}
    for name, says in needed.items():
        if name not in there:
            what = f"the user part does not use {{{{ {name} }}}} ({says}), without which nothing can be written."
            yield Mistake(parts.file.where, parts.file.user.line - 1, 0, what)
