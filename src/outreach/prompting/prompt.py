"""A prompt as a person wrote it: a YAML head, then a system part and a user part.

The two parts are told apart here, in the source, by the lines `# system` and `# user`, before anything is rendered. A marker
looked for after rendering could be written by whoever wrote the data. Reading a file never raises: its mistakes are kept beside
it, so that those of its body are told together with those of its head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError

from outreach.domain.cleaning import Line
from outreach.domain.value import Value
from outreach.errors import BadInput, BadPrompt, Mistake
from outreach.prompting.source import Source, unix
from outreach.yaml_file import YamlFile, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
HEADINGS = ("# system", "# user")
_FENCE = "---"
_IN_WORDS = {
    "int_parsing": "must be a whole number, in digits",
    "int_type": "must be a whole number, in digits",
    "float_parsing": "must be a number, in digits",
    "float_type": "must be a number, in digits",
    "string_type": "must be a text: say in a few words what it is",
    "dict_type": "must be keys with values below it",
    "model_type": "must be keys with values below it",
}
"""What pydantic's kinds of fault are called for somebody who does not program."""


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
class PromptFile:
    """One prompt file as far as it can be read; `mistakes` are those of its head and its outline, `text` is the whole file.

    Where there is no outline, both parts are empty.
    """

    name: str
    where: str
    system: Source
    user: Source
    text: str = field(repr=False)
    read_head: tuple[Head, YamlFile] | None = field(default=None, repr=False)
    mistakes: tuple[Mistake, ...] = ()

    @property
    def head(self) -> Head:
        """Return the head; raise BadPrompt with what is wrong where there is none."""
        if self.read_head is None:
            raise BadPrompt.of(self.mistakes)
        return self.read_head[0]

    def in_head(self, at: tuple[str | int, ...], what: str) -> Mistake:
        """Return a mistake at the place in the head that a path of keys leads to."""
        return self.read_head[1].mistake(at, what) if self.read_head is not None else Mistake(self.where, 1, 1, what)


def parse(text: str, *, name: str, where: str, shipped: bool = False) -> PromptFile:
    """Return a prompt file with every mistake in its head and its outline."""
    text = unix(text)
    lines = text.split("\n")
    nothing = Source(where, "")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if lines[0].rstrip() != _FENCE or end is None:
        what = "a prompt begins with a head: a line of ---, `version:` and the other keys, and a line of --- again."
        return PromptFile(name, where, nothing, nothing, text, mistakes=(Mistake(where, 1, 1, what),))
    mistakes: list[Mistake] = []
    head = _head(lines[1:end], where, mistakes)
    system, user = (replace(part, shipped=shipped) for part in _sections(lines, end + 1, where, mistakes))
    return PromptFile(name, where, system, user, text, head, tuple(mistakes))


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
            said = _IN_WORDS.get(fault["type"], f"{fault['msg'][:1].lower()}{fault['msg'][1:]}")
            what = f"{key}: {said}."
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
