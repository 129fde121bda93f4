"""Render a checked prompt, strictly and in a sandbox: values are put in once and never read as templates.

Every piece of the output knows where it is from, so that what is shown of a prompt is what is sent, by the same rendering.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from jinja2 import FunctionLoader
from jinja2.ext import Extension
from jinja2.lexer import Token
from pydantic import SecretStr

from outreach.errors import BadPrompt, Mistake
from outreach.prompting.constructs import sandbox
from outreach.prompting.tokens import Count, count, upper_bound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Environment, Template
    from jinja2.lexer import TokenStream

    from outreach.prompting.data import Values
    from outreach.prompting.parts import Parts
    from outreach.prompting.prompt import Budgets, Sampling
    from outreach.prompting.source import Source

MAX_RENDERED = 200_000


class Piece(str):
    """A piece of a rendered prompt. `origin` is the file whose fixed words they are, or the name of the value put in there."""

    __slots__ = ("is_value", "origin")
    origin: str
    is_value: bool

    @classmethod
    def of(cls, text: str, origin: str, *, is_value: bool = False) -> Piece:
        """Return a piece."""
        piece = cls(text)
        piece.origin, piece.is_value = origin, is_value
        return piece

    def __str__(self) -> str:
        """Return the piece itself: Jinja2 turns each value into a string, and this one keeps its origin."""
        return self


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is sent, and under which prompt: `fingerprint` is that of the prompt file with its partials.

    `user` is secret because a repair carries the words of a held draft.
    """

    name: str
    version: int
    fingerprint: str
    sampling: Sampling
    budgets: Budgets
    system: str = field(repr=False)
    user: SecretStr

    @property
    def most_tokens(self) -> int:
        """Return a number of tokens that both parts together do not exceed."""
        return upper_bound(self.system) + upper_bound(self.user.get_secret_value())

    def messages(self, also: str = "") -> list[dict[str, str]]:
        """Return both parts as the messages of a chat; `also` is put at the end of the system part."""
        return [
            {"role": "system", "content": self.system + also},
            {"role": "user", "content": self.user.get_secret_value()},
        ]

    def size(self) -> Count:
        """Return the tokens of both parts together, counted or estimated."""
        return _shared(self.system) + count(self.user.get_secret_value())


@lru_cache(maxsize=8)
def _shared(system: str) -> Count:
    """Return the tokens of a system part, which is the same for many messages."""
    return count(system)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A prompt ready to be rendered again and again; `words` are its fixed words by the names they stand under."""

    parts: Parts
    system: Template
    user: Template
    words: Mapping[str, Piece] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Laid:
    """Both parts of a prompt in pieces, for whoever may see its values: a brief's, never those of a held draft."""

    system: tuple[Piece, ...] = field(repr=False)
    user: tuple[Piece, ...] = field(repr=False)


def prepare(parts: Parts) -> Compiled:
    """Compile a prompt whose parts were found right; raise BadPrompt where Jinja2 still cannot."""
    compiled = _compile(parts)
    if compiled is None:
        raise BadPrompt(f"{parts.file.where}: is nested too deep to be rendered.", remedy="Make it simpler.")
    return compiled


def render(compiled: Compiled, values: Values) -> Prompt:
    """Return the prompt filled with the values that its head names, within its budget; raise BadPrompt in one sentence.

    Nothing that this raises holds a value, not even among the local variables of its traceback.
    """
    prompt = fill(compiled, values)
    if prompt.most_tokens > prompt.budgets.prompt_tokens:
        raise BadPrompt(
            f"{compiled.parts.file.where}: with this brief it may take {prompt.most_tokens:,} tokens, over its budget of "
            f"{prompt.budgets.prompt_tokens:,}.",
            remedy="Use fewer or shorter facts, or raise budgets.prompt_tokens.",
        )
    return prompt


def fill(compiled: Compiled, values: Values) -> Prompt:
    """Return the prompt as `render` does, of whatever size."""
    laid = lay(compiled, values)
    file = compiled.parts.file
    return Prompt(
        name=file.name,
        version=file.head.version,
        fingerprint=compiled.parts.fingerprint,
        sampling=file.head.sampling,
        budgets=file.head.budgets,
        system="".join(laid.system),
        user=SecretStr("".join(laid.user)),
    )


def lay(compiled: Compiled, values: Values) -> Laid:
    """Return what `fill` puts together, in pieces."""
    file = compiled.parts.file
    missing = sorted(set(file.head.inputs) - set(values))
    if missing:
        raise BadPrompt(f"{file.where}: no value is given for {', '.join(missing)}.")
    outcome = _lay(compiled, values)
    if isinstance(outcome, Mistake):
        raise BadPrompt.of([outcome])
    return outcome


class _Traced(Extension):
    """Puts a value where a template has fixed words, so that these come out as a piece that tells its file."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template, its fixed words as names of values."""
        words: dict[str, Piece] = self.environment.traced  # type: ignore[attr-defined]  # put there by `extend`
        for token in stream:
            if token.type != "data":
                yield token
                continue
            name = f"_{len(words)}"
            words[name] = Piece.of(token.value, stream.filename or "")
            yield Token(token.lineno, "variable_begin", "{{")
            yield Token(token.lineno, "name", name)
            yield Token(token.lineno, "variable_end", "}}")


def _compile(parts: Parts) -> Compiled | None:
    words: dict[str, Piece] = {}
    environment = sandbox()
    environment.globals = {}
    environment.extend(traced=words)
    environment.add_extension(_Traced)
    environment.loader = FunctionLoader(partial(_partial, parts))
    try:
        system, user = (_template(environment, part) for part in (parts.file.system, parts.file.user))
        for name in parts.partials:
            environment.get_template(name)  # so that `words` is whole before anything is rendered
    except Exception:  # noqa: BLE001  # the parts parsed: what is left is Python refusing the depth of the code made from them
        return None
    return Compiled(parts, system, user, words)


def _partial(parts: Parts, name: str) -> tuple[str, str, None]:
    source = parts.partials[name].source
    return source.text, source.where, None


def _template(environment: Environment, part: Source) -> Template:
    code = environment.compile(part.text, filename=part.where)
    return environment.template_class.from_code(environment, code, environment.make_globals(None))


def _lay(compiled: Compiled, values: Values) -> Laid | Mistake:
    """Return both parts in pieces, or what keeps them from being rendered."""
    file = compiled.parts.file
    given = {name: _plain(name, values[name]) for name in file.head.inputs} | dict(compiled.words)
    system = _pieces(compiled.system, file.system, given)
    user = _pieces(compiled.user, file.user, given)
    if isinstance(system, Mistake):
        return system
    if isinstance(user, Mistake):
        return user
    if sum(map(len, system)) + sum(map(len, user)) > MAX_RENDERED:
        return Mistake(file.where, 0, 0, f"renders to more than {MAX_RENDERED:,} characters. Shorten it or its data.")
    return Laid(_trimmed(system), _trimmed(user))


def _plain(name: str, value: str | int | SecretStr) -> Piece | int:
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    return Piece.of(value, name, is_value=True) if isinstance(value, str) else value


def _pieces(template: Template, part: Source, values: Mapping[str, Piece | int]) -> list[Piece] | Mistake:
    """Return the rendered pieces of a part, cut just past the cap, or what keeps it from being rendered."""
    pieces: list[Piece] = []
    length = 0
    try:
        for piece in template.generate(values):
            pieces.append(piece if isinstance(piece, Piece) else Piece.of(piece, "", is_value=True))
            length += len(piece)
            if length > MAX_RENDERED:
                break
    except Exception as error:  # noqa: BLE001  # whatever it is, it may quote a value: its place alone is taken from it
        where, line = _place(error, part)
        return Mistake(where, line, 0, "an {% if %} compares values of different kinds: a number with a text, for instance.")
    return pieces


def _place(error: Exception, part: Source) -> tuple[str, int]:
    """Return file and line of the innermost frame of a template, to which Jinja2 maps its own code."""
    where, line = part.where, 0
    traceback = error.__traceback__
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name == part.where:
            where, line = name, traceback.tb_lineno + part.line - 1
        elif name.endswith(".md"):
            where, line = name, traceback.tb_lineno
        traceback = traceback.tb_next
    return where, line


def _trimmed(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Return the pieces without the blanks before the first word and after the last."""
    kept = list(pieces)
    for index, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while kept and not (bare := strip(kept[index])):
            del kept[index]
        if kept:
            kept[index] = Piece.of(bare, kept[index].origin, is_value=kept[index].is_value)
    return tuple(kept)
