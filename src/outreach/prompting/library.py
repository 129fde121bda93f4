"""Find prompts: a workspace's own file wins over the shipped one of the same name, and so for every partial."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import BadPrompt, Mistake
from outreach.lint.rulebook import load
from outreach.prompting.check import Report, check, find
from outreach.prompting.inputs import DATA
from outreach.prompting.parts import Parts, gather
from outreach.prompting.prompt import NAME, parse
from outreach.prompting.render import Compiled, Laid, Prompt, lay, prepare, render
from outreach.prompting.reviewing import reviewed
from outreach.prompting.source import Source, unix
from outreach.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.domain.brief import Brief
    from outreach.lint.rule import Rule
    from outreach.lint.rulebook import Rulebook
    from outreach.prompting.data import Values
    from outreach.prompting.prompt import Head

PARTIALS = "partials"
_MESSAGES = ("anew", "draft", "repair")
"""The prompts that messages are written by."""


def shipped() -> Path:
    """Return the folder of the prompts that come with the program: in the wheel, or at the top of a checkout."""
    inside = Path(__file__).parents[1] / "prompts"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "prompts"


class Prompts:
    """The prompts of a workspace over the shipped ones. Each file is read once: a run uses one wording throughout."""

    def __init__(self, folder: Path | None = None, rules: Path | None = None) -> None:
        """`folder` is the workspace's `prompts/`, `rules` its `rules/`, which tell what no prompt quotes. Neither need exist."""
        self.folder = folder
        self._rules = rules
        self._folders = tuple(place for place in (folder, shipped()) if place is not None)
        self._rulebook: Rulebook | None = None
        self._parts: dict[str, Parts] = {}
        self._compiled: dict[str, Compiled] = {}

    def names(self) -> tuple[str, ...]:
        """Return the name of every prompt, those that only the workspace has among them."""
        own = (path.stem for folder in self._folders if folder.is_dir() for path in folder.glob("*.md") if not _is_about(path))
        return tuple(sorted({*DATA, *own}))

    def partials(self) -> tuple[str, ...]:
        """Return the name of every partial, as `partials/NAME`."""
        found = (path.stem for folder in self._folders for path in (folder / PARTIALS).glob("*.md"))
        return tuple(sorted(f"{PARTIALS}/{name}" for name in set(found)))

    def path(self, name: str) -> Path:
        """Return the file that counts for a prompt; raise BadPrompt when there is none of that name."""
        path = self._find(f"{name}.md") if NAME.fullmatch(name) else None
        if path is None:
            if name in self.names():
                path = self._folders[0] / f"{name}.md"
                what = "a prompt's name is in small letters, digits and hyphens. Rename the file."
                raise BadPrompt.of([Mistake(str(path), 0, 0, what)])
            names = ", ".join(self.names())
            raise BadPrompt(f"There is no prompt called {name!r}.", remedy=f"The prompts are: {names}.")
        return path

    def file(self, called: str) -> str:
        """Return the file of a prompt or partial below `prompts/`, for `draft`, `voice`, `partials/voice` or `voice.md`.

        Raises BadPrompt when there is neither.
        """
        name = called.removesuffix(".md")
        known = (*self.names(), *self.partials())
        found = next((each for each in known if name in {each, each.removeprefix(f"{PARTIALS}/")}), None)
        if found is None:
            remedy = f"The prompts are: {', '.join(self.names())}; the partials: {', '.join(self.partials())}."
            raise BadPrompt(f"There is no prompt or partial called {called!r}.", remedy=remedy)
        return f"{found}.md"

    def own(self, file: str) -> Path | None:
        """Return a workspace's own file of that name, if it has one."""
        path = self.folder / file if self.folder is not None else None
        return path if path is not None and path.exists() else None

    def is_shipped(self, name: str) -> bool:
        """Tell whether a prompt is the shipped one and not the workspace's own."""
        return self.path(name).parent == self._folders[-1]

    def check(self, name: str, briefs: Iterable[Brief] = ()) -> Report:
        """Return a report on a prompt, rendered for each of `briefs` too; raise BadPrompt with every mistake in it."""
        return check(self._load(name), self._rules_in_force, briefs)

    def require(self) -> None:
        """Raise BadPrompt with every mistake in the prompts that messages are written by, if there is one."""
        mistakes = dict.fromkeys(mistake for name in _MESSAGES for mistake in find(self._load(name), self._rules_in_force))
        if mistakes:
            raise BadPrompt.of(mistakes)

    def head(self, name: str) -> Head:
        """Return the head of a prompt; raise BadPrompt where it has none that can be read."""
        return self._load(name).file.head

    def fingerprint(self, name: str) -> str:
        """Return the digest of a prompt's words."""
        return self._load(name).fingerprint

    def wording(self, name: str) -> str:
        """Return the version and the digest of a prompt ("1-b0dc39…"), by which a kept draft names what it was written with."""
        return f"{self.head(name).version}-{self.fingerprint(name)}"

    def render(self, name: str, values: Values) -> Prompt:
        """Return a prompt filled with values (see the functions of `data`); raise BadPrompt otherwise."""
        return render(self._compile(name), values)

    def lay(self, name: str, values: Values) -> Laid:
        """Return in pieces what `render` puts together: for a brief's values, never for those of a held draft."""
        return lay(self._compile(name), values)

    def includes(self, name: str) -> tuple[str, ...]:
        """Return the partials that a prompt includes, itself or through others, in alphabetical order."""
        return tuple(sorted(target.removesuffix(".md") for target in self._load(name).partials))

    def reviewed(self) -> tuple[Rule, ...]:
        """Return the rules that a second reader of drafts judges by."""
        return reviewed(self._rules_in_force())

    def texts(self) -> tuple[str, ...]:
        """Return the fixed words of the prompts that messages are written by, for the rule that keeps them out of messages."""
        readings = (reading for name in _MESSAGES for reading in self._load(name).readings)
        return tuple(dict.fromkeys(words.name.strip() for reading in readings for words in reading.words))

    def strays(self) -> Iterator[Mistake]:
        """Find files of the workspace that change nothing: partials that no prompt includes, and what is no prompt."""
        if self.folder is None or not self.folder.is_dir():
            return
        used = {self.folder / target for name in DATA for target in self._load(name).partials}
        whole = all(self._load(name).whole for name in DATA)
        for path in sorted(self.folder.rglob("*")):
            if path.is_dir() or path.name.startswith(".") or path.name.endswith("~") or _is_about(path):
                continue
            if path.parent == self.folder and path.suffix == ".md":
                continue  # told as a prompt of its own
            if path.suffix != ".md":
                yield Mistake(
                    str(path), 0, 0, "is read by nothing: a prompt's file ends in .md. Rename it, or move it elsewhere."
                )
            elif path not in used and whole:
                yield Mistake(str(path), 0, 0, "is included by no prompt, so it changes nothing. Look for a slip in its name.")

    def _rules_in_force(self) -> Rulebook:
        if self._rulebook is None:
            self._rulebook = load(self._rules)
        return self._rulebook

    def _compile(self, name: str) -> Compiled:
        if name not in self._compiled:
            parts = self._load(name)
            mistakes = find(parts, self._rules_in_force)
            if mistakes:
                raise BadPrompt.of(mistakes)
            self._compiled[name] = prepare(parts)
        return self._compiled[name]

    def _load(self, name: str) -> Parts:
        if name not in self._parts:
            path = self.path(name)
            file = parse(read_text(path), name=name, where=str(path), shipped=self.is_shipped(name))
            self._parts[name] = gather(file, self._partial)
        return self._parts[name]

    def _partial(self, target: str) -> Source | None:
        path = self._find(target)
        return Source(str(path), unix(read_text(path)), shipped=path.parent.parent == self._folders[-1]) if path else None

    def _find(self, relative: str) -> Path | None:
        return next((path for folder in self._folders if (path := folder / relative).exists()), None)


def _is_about(path: Path) -> bool:
    """Tell whether a file is about the prompts and none of them."""
    return path.stem.lower() == "readme"
