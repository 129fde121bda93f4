"""A prompt file together with every partial it includes, read but not yet run."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.errors import Mistake
from outreach.prompting.constructs import Reading, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.prompting.constructs import Use
    from outreach.prompting.prompt import PromptFile
    from outreach.prompting.source import Source

MAX_PARTIALS = 50
MAX_INCLUDES = 200


@dataclass(frozen=True, slots=True)
class Parts:
    """The two parts of a prompt and its partials, each with what it uses. `mistakes` are those of gathering and reading them.

    `whole` tells that every source was found and could be read, so that all that the prompt uses is known.
    """

    file: PromptFile
    system: Reading
    user: Reading
    partials: dict[str, Reading] = field(repr=False)
    mistakes: tuple[Mistake, ...]
    whole: bool

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256, in hex, of the prompt file and its partials: each name, length and content, in order."""
        digest = hashlib.sha256()
        texts = {self.file.name: self.file.text} | {name: each.source.text for name, each in self.partials.items()}
        for name in sorted(texts):
            raw = texts[name].encode()
            digest.update(f"{name}\0{len(raw)}\0".encode() + raw)
        return digest.hexdigest()

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Return every source that was read, the file's own two parts first."""
        return self.system, self.user, *self.partials.values()

    def used(self, part: Reading) -> Iterator[tuple[Use, Source]]:
        """Yield each name that a part uses, itself or through partials, with the source of the use."""
        waiting, seen = [part], set[str]()
        while waiting:
            reading = waiting.pop()
            for use in reading.names:
                yield use, reading.source
            for target, _ in reading.includes:
                if target in self.partials and target not in seen:
                    seen.add(target)
                    waiting.append(self.partials[target])


def gather(file: PromptFile, find: Callable[[str], Source | None]) -> Parts:
    """Read both parts of a file and, from `find`, every partial that they lead to."""
    system, user = read(file.system), read(file.user)
    mistakes = [*file.mistakes, *system.mistakes, *user.mistakes]
    partials: dict[str, Reading] = {}
    missing = False
    waiting = [(reading, include) for reading in (system, user) for include in reading.includes]
    while waiting and len(partials) < MAX_PARTIALS:
        reading, (target, at) = waiting.pop()
        if target in partials:
            continue
        source = find(target)
        if source is None:
            missing = True
            mistakes.append(reading.source.mistake(at, f"the partial {target!r} does not exist. Look for a slip in its name."))
            continue
        partials[target] = read(source)
        mistakes.extend(partials[target].mistakes)
        waiting.extend((partials[target], include) for include in partials[target].includes)
    if waiting:
        mistakes.append(Mistake(file.where, 0, 0, f"includes more than {MAX_PARTIALS} partials."))
    mistakes.extend(_runaway(file.where, (system, user), partials))
    whole = not (missing or waiting or file.mistakes or any(each.broken for each in (system, user, *partials.values())))
    return Parts(file, system, user, partials, tuple(mistakes), whole)


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
