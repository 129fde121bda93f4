"""A prompt file together with every partial it includes, read but not yet run."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.errors import Mistake
from outreach.prompting.constructs import Reading, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.prompting.prompt import PromptFile, Source

MAX_PARTIALS = 50
MAX_INCLUDES = 200


@dataclass(frozen=True, slots=True)
class Parts:
    """The two parts of a prompt and its partials, each with what it uses. `mistakes` are those of gathering them."""

    file: PromptFile
    system: Reading
    user: Reading
    partials: dict[str, Source] = field(repr=False)
    readings: dict[str, Reading] = field(repr=False)
    mistakes: tuple[Mistake, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256, in hex, of the prompt file and its partials: each name, length and content, in order."""
        digest = hashlib.sha256()
        texts = {self.file.name: self.file.text} | {name: source.text for name, source in self.partials.items()}
        for name in sorted(texts):
            raw = texts[name].encode()
            digest.update(f"{name}\0{len(raw)}\0".encode() + raw)
        return digest.hexdigest()

    def used(self, part: Reading) -> Iterator[tuple[str, str, int]]:
        """Yield each name that a part uses, itself or through partials, with the file and line of the use."""
        where = self.file.where
        waiting, seen = [(where, part)], set[str]()
        while waiting:
            where, reading = waiting.pop()
            for name, line in reading.names:
                yield name, where, line
            for target, _ in reading.includes:
                if target in self.readings and target not in seen:
                    seen.add(target)
                    waiting.append((self.partials[target].where, self.readings[target]))


def gather(file: PromptFile, find: Callable[[str], Source | None]) -> Parts:
    """Read both parts of a file and, from `find`, every partial that they lead to."""
    system, user = read(file.system), read(file.user)
    mistakes = [*system.mistakes, *user.mistakes]
    partials: dict[str, Source] = {}
    readings: dict[str, Reading] = {}
    waiting = [(file.where, *include) for reading in (system, user) for include in reading.includes]
    while waiting and len(partials) < MAX_PARTIALS:
        where, target, line = waiting.pop()
        if target in partials:
            continue
        source = find(target)
        if source is None:
            mistakes.append(Mistake(where, line, 0, f"the partial {target!r} does not exist."))
            continue
        partials[target], readings[target] = source, read(source)
        mistakes.extend(readings[target].mistakes)
        waiting.extend((source.where, *include) for include in readings[target].includes)
    if waiting:
        mistakes.append(Mistake(file.where, 0, 0, f"includes more than {MAX_PARTIALS} partials."))
    mistakes.extend(_runaway(file.where, (system, user), readings))
    return Parts(file, system, user, partials, readings, tuple(mistakes))


def _runaway(where: str, parts: tuple[Reading, ...], readings: dict[str, Reading]) -> Iterator[Mistake]:
    """Refuse partials that include themselves, and partials that multiply: both would render without an end."""
    weights: dict[str, int] = {}
    waiting = dict(readings)
    while waiting:
        # A partial can be weighed once all that it includes is weighed; when none can, the rest goes in a circle.
        ready = [name for name, reading in waiting.items() if not any(target in waiting for target, _ in reading.includes)]
        if not ready:
            yield Mistake(where, 0, 0, f"the partials {', '.join(sorted(waiting))} include each other without an end.")
            return
        for name in ready:
            weights[name] = 1 + sum(weights.get(target, 0) for target, _ in waiting.pop(name).includes)
    if sum(weights.get(target, 0) for part in parts for target, _ in part.includes) > MAX_INCLUDES:
        yield Mistake(where, 0, 0, f"includes partials more than {MAX_INCLUDES} times.")
