"""The prompts of a workspace, for the screen Prompts: what the command line does with them, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from outreach import wiring
from outreach.errors import BadInput, OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.actions.memory import Memory
    from outreach.actions.prompts import Checked, Partial
    from outreach.actions.prompts_own import Difference, Ejected
    from outreach.actions.prompts_told import Passage
    from outreach.actions.prompts_try import Column
    from outreach.domain.brief import Brief
    from outreach.workspace import Workspace


_READ = ("outreach.yaml", "voice.md", "samples", "tries")


class Sheet(NamedTuple):
    """One prompt or partial: the file that counts, whose it is, and what is wrong with it.

    `moved` tells that the shipped one has changed since this copy was made; `says` what is told of one that is right.
    """

    name: str
    where: Path
    shipped: bool
    moved: bool
    error: BadInput | None
    says: tuple[str, ...] = ()


class Shelved(NamedTuple):
    """All prompts, then all partials; and what is wrong around them: stray files, the voice, samples that cannot be read."""

    sheets: tuple[Sheet, ...]
    around: tuple[OutreachError, ...]


class Role(NamedTuple):
    """What is sent under one role, and how long it is, in words."""

    name: str
    size: str
    passages: tuple[Passage, ...]


class Filled(NamedTuple):
    """A prompt filled in: under which name, for whom and with what in a sentence, role by role, and what it comes to."""

    name: str
    whom: str
    roles: tuple[Role, ...]
    sums: tuple[str, ...]


class PromptShelf:
    """What can be done with prompts. Every method may take its time, and raises `OutreachError` as the actions do."""

    def __init__(self, place: Workspace, memory: Callable[[], Memory]) -> None:
        """`memory` opens what the preview for a person is made of."""
        self._place = place
        self._open = memory

    @property
    def root(self) -> Path:
        """Return the folder of the workspace."""
        return self._place.root

    def look(self) -> Shelved:
        """Return every prompt and partial, checked as `outreach prompts check` does."""
        from outreach.actions import prompts as action  # noqa: PLC0415  # when it is needed

        library, around = wiring.prompts(self._place), list(self._around())
        try:
            briefs = tuple(self._samples().values())
        except OutreachError as error:
            briefs = ()
            around.append(error)
        checked = action.check(library, briefs)
        partials: tuple[Partial, ...] = ()
        try:
            partials = action.partials(library)
        except OutreachError as error:
            around.append(error)
        strays = action.strays(library)
        return Shelved(
            (*map(_prompt, checked), *(_partial(each, checked) for each in partials)),
            (*around, *((strays,) if strays is not None else ())),
        )

    def preview(self, name: str, contact: str | None) -> Filled:
        """Return a prompt as it would be sent for a person, by id or name (None: a sample); a partial inside a prompt."""
        from outreach.actions.prompts_preview import brief_for, preview, sent_in  # noqa: PLC0415  # when it is needed
        from outreach.actions.prompts_told import passages, sums  # noqa: PLC0415

        memory, library = self._open(), wiring.prompts(self._place)
        prompt = sent_in(library, name)
        library.check(prompt)  # what is wrong with the prompt is told before anything that is wrong with the person
        brief = brief_for(memory, contact, ask=None, offer_id=None) if contact is not None else self._sample()
        shown = preview(library, prompt, brief)
        whom = f"{shown.brief.contact.name} by {shown.brief.channel}, with the offer {shown.brief.offer.id}"
        sizes = (("system", shown.system), ("user", shown.user))
        return Filled(
            prompt,
            whom if contact is not None else f"{whom} (a sample)",
            tuple(Role(role, str(size), tuple(passages(shown, role))) for role, size in sizes),
            tuple(sums(shown, memory.settings.model, memory.settings.prices)),
        )

    def eject(self, name: str) -> Ejected:
        """Copy a shipped prompt or partial into the workspace."""
        from outreach.actions.prompts_own import eject  # noqa: PLC0415  # when it is needed

        return eject(wiring.prompts(self._place), name)

    def differ(self, name: str) -> Difference:
        """Return what differs between a workspace's own file and the shipped one."""
        from outreach.actions.prompts_own import differ  # noqa: PLC0415  # when it is needed

        return differ(wiring.prompts(self._place), name)

    def tries(self) -> tuple[Column, ...]:
        """Return the versions of the last trial; nothing where there is none."""
        from outreach.actions.prompts_try import latest  # noqa: PLC0415  # when it is needed

        return latest(self._place)

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """Return what changes when a file does that prompts are read from, or checked and tried with."""
        root = self._place.root
        found = (*(root / name for name in _READ), *self._place.prompts.rglob("*"), *self._place.rules.rglob("*"))
        return tuple(sorted(each for path in found for each in _stamp(path)))

    def _samples(self) -> dict[str, Brief]:
        from outreach.actions.prompts_try import samples  # noqa: PLC0415  # when it is needed

        return samples(self._place, wiring.samples(), wiring.settings_but_the_engine, wiring.today()).briefs

    def _sample(self) -> Brief:
        return next(iter(self._samples().values()))

    def _around(self) -> Iterator[OutreachError]:
        """Yield what is wrong with the voice, or with the settings that name it."""
        try:
            voice = wiring.voice_mistakes(wiring.settings_but_the_engine(self._place), self._place)
        except OutreachError as error:
            yield error
        else:
            if voice:
                yield BadInput.of(voice)


def _prompt(each: Checked) -> Sheet:
    own = ", ".join(name.rpartition("/")[2] for name in each.includes)
    says = (
        each.description,
        f"At most {each.size} of {each.budget:,} allowed, filled in {each.rendered} times.",
        f"Version {each.version}, digest {each.fingerprint[:12]}{f', with your {own}' if own else ''}.",
    )
    return Sheet(each.name, Path(each.where), each.shipped, each.moved, each.error, says if each.error is None else ())


def _partial(each: Partial, checked: tuple[Checked, ...]) -> Sheet:
    """Return a partial with the mistakes that the prompts which include it have there."""
    found = dict.fromkeys(
        mistake
        for prompt in checked
        for mistake in (prompt.error.mistakes if prompt.error is not None else ())
        if mistake.where == each.where
    )
    error = BadInput.of(found) if found else None
    says = ("A part that prompts include.", f"Digest {each.digest}.")
    return Sheet(each.name, Path(each.where), each.shipped, each.moved, error, () if error is not None else says)


def _stamp(path: Path) -> Iterator[tuple[str, int, int]]:
    try:
        found = path.stat()
    except OSError:
        return
    yield str(path), found.st_mtime_ns, found.st_size
