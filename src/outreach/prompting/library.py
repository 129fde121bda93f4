"""Find prompts: a workspace's own file wins over the shipped one of the same name, and so for every partial."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import BadPrompt
from outreach.prompting.check import Report, check, find
from outreach.prompting.constructs import wording
from outreach.prompting.inputs import DATA
from outreach.prompting.parts import Parts, gather
from outreach.prompting.prompt import NAME, Source, parse
from outreach.prompting.render import Compiled, Prompt, prepare, render
from outreach.text_file import read_text

if TYPE_CHECKING:
    from outreach.prompting.data import Values


def shipped() -> Path:
    """Return the folder of the prompts that come with the program: in the wheel, or at the top of a checkout."""
    inside = Path(__file__).parents[1] / "prompts"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "prompts"


class Prompts:
    """The prompts of a workspace over the shipped ones. Each file is read once: a run uses one wording throughout."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is the workspace's `prompts/`; it need not exist."""
        self._folders = tuple(place for place in (folder, shipped()) if place is not None)
        self._parts: dict[str, Parts] = {}
        self._compiled: dict[str, Compiled] = {}

    def names(self) -> tuple[str, ...]:
        """Return the name of every prompt, those that only the workspace has among them."""
        own = (path.stem for folder in self._folders if folder.is_dir() for path in folder.glob("*.md"))
        return tuple(sorted({*DATA, *own}))

    def path(self, name: str) -> Path:
        """Return the file that counts for a prompt; raise BadPrompt when there is none of that name."""
        path = self._find(f"{name}.md") if NAME.fullmatch(name) else None
        if path is None:
            names = ", ".join(self.names())
            raise BadPrompt(f"There is no prompt called {name!r}.", remedy=f"The prompts are: {names}.")
        return path

    def is_shipped(self, name: str) -> bool:
        """Tell whether a prompt is the shipped one and not the workspace's own."""
        return self.path(name).parent == self._folders[-1]

    def check(self, name: str) -> Report:
        """Return a report on a prompt; raise BadPrompt with every mistake in it."""
        return check(self._load(name))

    def fingerprint(self, name: str) -> str:
        """Return the digest of a prompt's words, so that a kept draft names the wording it came from."""
        return self._load(name).fingerprint

    def render(self, name: str, values: Values) -> Prompt:
        """Return a prompt filled with values (see the functions of `data`); raise BadPrompt otherwise."""
        if name not in self._compiled:
            parts = self._load(name)
            mistakes = find(parts)
            if mistakes:
                raise BadPrompt.of(mistakes)
            self._compiled[name] = prepare(parts)
        return render(self._compiled[name], values)

    def texts(self) -> tuple[str, ...]:
        """Return the fixed words of every prompt that can be used, for the rule that keeps them out of messages."""
        texts: list[str] = []
        for name in DATA:
            parts = self._load(name)
            sources = (parts.file.system, parts.file.user, *parts.partials.values())
            texts += [words for source in sources for words in wording(source)]
        return tuple(dict.fromkeys(texts))

    def _load(self, name: str) -> Parts:
        if name not in self._parts:
            path = self.path(name)
            file = parse(read_text(path), name=name, where=str(path))
            self._parts[name] = gather(file, self._partial)
        return self._parts[name]

    def _partial(self, target: str) -> Source | None:
        path = self._find(target)
        return Source(str(path), read_text(path).replace("\r\n", "\n")) if path else None

    def _find(self, relative: str) -> Path | None:
        return next((path for folder in self._folders if (path := folder / relative).exists()), None)
