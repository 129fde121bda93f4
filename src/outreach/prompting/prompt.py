"""A prompt as a person wrote it: a YAML head, then a system part and a user part.

The two parts are told apart here, in the source, by the lines `# system` and `# user`, before anything is rendered. A marker
looked for after rendering could be written by whoever wrote the data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError

from outreach.domain.cleaning import Line
from outreach.domain.value import Value
from outreach.errors import BadInput, BadPrompt, Mistake
from outreach.yaml_file import YamlFile, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
HEADINGS = ("# system", "# user")
_FENCE = "---"


class Sampling(Value):
    """How the model draws its words; what is left out stays the server's own default."""

    temperature: float | None = Field(default=None, ge=0, le=2)
    top_p: float | None = Field(default=None, gt=0, le=1)


class Budgets(Value):
    """The most tokens that a rendered prompt may have, and the most that a reply may take."""

    prompt_tokens: int = Field(ge=200, le=1_000_000)
    completion_tokens: int = Field(ge=50, le=100_000)


class Head(Value):
    """The head of a prompt file. `inputs` names every value that the parts use, each with a sentence about it."""

    version: int = Field(ge=1)
    description: Line
    inputs: dict[str, Line]
    sampling: Sampling = Sampling()
    budgets: Budgets


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of template text: what mistakes call it, and the line of its file on which it begins (from 1)."""

    where: str
    text: str = field(repr=False)
    line: int = 1


@dataclass(frozen=True, slots=True)
class PromptFile:
    """One parsed prompt file. `head_file` places mistakes about the head, `text` is the whole file."""

    name: str
    where: str
    head: Head
    head_file: YamlFile = field(repr=False)
    system: Source
    user: Source
    text: str = field(repr=False)


def parse(text: str, *, name: str, where: str) -> PromptFile:
    """Return the parsed file; raise BadPrompt with every mistake in its head and its outline."""
    text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if lines[0].rstrip() != _FENCE or end is None:
        what = "a prompt begins with a YAML head between two lines of ---."
        raise BadPrompt.of([Mistake(where, 1, 1, what)]) from None
    mistakes: list[Mistake] = []
    head = _head(lines[1:end], where, mistakes)
    sections = _sections(lines, end + 1, where, mistakes)
    if mistakes or head is None:
        raise BadPrompt.of(mistakes) from None
    return PromptFile(name, where, head[0], head[1], sections[0], sections[1], text)


def _head(lines: list[str], where: str, mistakes: list[Mistake]) -> tuple[Head, YamlFile] | None:
    """Return the validated head, or None after adding what is wrong with it to `mistakes`."""
    if not any(line.strip() for line in lines):
        mistakes.append(Mistake(where, 1, 1, "the head between the two lines of --- is empty."))
        return None
    try:
        # The blank line stands for the first ---, so that line numbers are those of the file.
        file = parse_yaml("\n" + "\n".join(lines), where)
    except BadInput as error:
        mistakes.extend(error.mistakes)
        return None
    if not isinstance(file.data, dict):
        mistakes.append(Mistake(where, 2, 1, "the head must be keys with values, such as `version: 1`."))
        return None
    try:
        return Head.model_validate(file.data), file
    except ValidationError as error:
        mistakes.extend(_validation(error, file))
        return None


def _validation(error: ValidationError, file: YamlFile) -> Iterator[Mistake]:
    """Say what pydantic found wrong, at the lines where it stands."""
    for fault in error.errors(include_input=False, include_url=False):
        key = ".".join(str(step) for step in fault["loc"])
        if fault["type"] == "extra_forbidden":
            what = f"the key {key!r} is not known. Known keys: {', '.join(Head.model_fields)}."
            if len(fault["loc"]) > 1:
                what = f"the key {key!r} is not known."
        elif fault["type"] == "missing":
            what = f"the key {key!r} is missing from the head."
        else:
            what = f"{key}: {fault['msg'][:1].lower()}{fault['msg'][1:]}."
        yield file.mistake(fault["loc"], what)


def _sections(lines: list[str], first: int, where: str, mistakes: list[Mistake]) -> tuple[Source, Source]:
    """Return the system part and the user part; add what is wrong with the outline to `mistakes`."""
    found = [(number, line.rstrip()) for number, line in enumerate(lines) if number >= first and line.rstrip() in HEADINGS]
    if tuple(heading for _, heading in found) != HEADINGS:
        line = found[0][0] + 1 if found else first + 1
        what = "below the head stand the lines `# system` and `# user`, each once, in this order."
        mistakes.append(Mistake(where, line, 1, what))
        return Source(where, ""), Source(where, "")
    (system, _), (user, _) = found
    if any(line.strip() for line in lines[first:system]):
        mistakes.append(Mistake(where, first + 1, 1, "text stands above `# system`, where no model would be sent it."))
    parts = (lines[system + 1 : user], lines[user + 1 :])
    for start, part, heading in zip((system, user), parts, HEADINGS, strict=True):
        if not any(line.strip() for line in part):
            mistakes.append(Mistake(where, start + 1, 1, f"nothing stands below `{heading}`."))
    return Source(where, "\n".join(parts[0]), system + 2), Source(where, "\n".join(parts[1]), user + 2)
