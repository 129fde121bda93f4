"""What is told of one prompt: text in blocks, those that are sent with a line beside them, a double one beside data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from outreach.tui.outside import literal, one_line
from outreach.tui.widgets.prompts_list import whose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from outreach.actions.prompts_own import Difference
    from outreach.errors import Mistake, OutreachError
    from outreach.tui.prompt_shelf import Filled, Role, Sheet

_COLOURS = {"+": "$success", "-": "$error", "@": "$text-muted"}


class Block(NamedTuple):
    """A text, and the class of the widget that shows it: `-sent`, `-data`, or none."""

    text: Content
    kind: str = ""


class PromptPane(VerticalScroll):
    """One prompt to read."""

    DEFAULT_CSS = """
    PromptPane { padding: 0 1; height: 1fr; }
    PromptPane > Static { width: 1fr; height: auto; }
    PromptPane > .-sent { border-left: vkey $border; padding: 0 1; }
    PromptPane > .-data { border-left: double $warning; padding: 0 1; }
    """

    async def show(self, blocks: Iterable[Block], *, anew: bool) -> None:
        """Show blocks; `anew` begins at the first of them, else what was being read stays where it is."""
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all([Static(each.text, classes=each.kind or None) for each in blocks])
        if anew:
            self.scroll_home(animate=False)


def previewed(filled: Filled, asked: str) -> Iterator[Block]:
    """Yield what would be sent, and what it comes to; `asked` is the prompt or partial that was asked for."""
    inside = f", which includes {asked.rpartition('/')[2]}" if asked != filled.name else ""
    whom = literal(one_line(f"{inside}. For {filled.whom}. Nothing is sent.", 500))
    yield Block(literal(one_line(filled.name), "bold") + whom)
    for each in filled.sums:
        yield Block(literal(one_line(each), "$text-muted"))
    for role in filled.roles:
        yield from _role(role)


def checked(sheet: Sheet, around: tuple[OutreachError, ...], root: Path) -> Iterator[Block]:
    """Yield what the check found in a prompt, and around all of them."""
    own = "" if sheet.shipped else f", {_below(sheet.where, root)}"
    head = literal(one_line(sheet.name), "bold") + Content("  ") + literal(one_line(f"{whose(sheet)}{own}"), "$text-muted")
    yield Block(head)
    if sheet.error is None:
        yield Block(Content.styled("✓ Nothing is wrong with it.", "bold $success"))
        yield from (Block(literal(one_line(each))) for each in sheet.says)
    else:
        yield from wrong(sheet.error, root)
    if sheet.moved:
        yield Block(Content.styled("! ", "bold $warning") + Content("The shipped one has moved on since this copy was made: d."))
    if around:
        yield Block(Content.styled("\nBeside the prompts", "bold $primary"))
        for error in around:
            yield from wrong(error, root)


def compared(found: Difference, root: Path) -> Iterator[Block]:
    """Yield what differs from the shipped one, and whether that has moved on."""
    alike = f"{_below(found.path, root)} says what the shipped one says."
    yield Block(literal(one_line(_below(found.path, root) if found.lines else alike), "bold"))
    for sentence in found.told:
        yield Block(literal(one_line(sentence), "$warning" if found.has_moved else "$text-muted"))
    yield Block(Content(""))
    yield Block(Content("\n").join(literal(line, _COLOURS.get(line[:1], "")) for line in found.lines[2:]))


def said(text: str) -> Iterator[Block]:
    """Yield one sentence of our own."""
    yield Block(Content(text))


def wrong(error: OutreachError, root: Path) -> Iterator[Block]:
    """Yield what is wrong, every mistake with its file and line."""
    mistakes: tuple[Mistake, ...] = getattr(error, "mistakes", ())
    if not mistakes:
        yield Block(Content.styled("✗ ", "bold $error") + literal(str(error)))
    for each in mistakes:
        line = f", line {each.line}" if each.line else ""
        place = literal(one_line(f"{_below(each.where, root)}{line}"), "bold")
        yield Block(Content.styled("✗ ", "bold $error") + place + literal(one_line(f": {each.what}", 1000)))


def _role(role: Role) -> Iterator[Block]:
    yield Block(Content.styled(f"\n{role.name.upper()}", "bold $primary") + literal(f"  {role.size}", "$text-muted"))
    for passage in role.passages:
        words = literal("\n".join(passage.lines).strip("\n"))
        if words.plain.strip():
            yield Block(literal(one_line(passage.heading), "bold $warning" if passage.is_data else "$text-muted"))
            yield Block(words, "-data" if passage.is_data else "-sent")


def _below(path: Path | str, root: Path) -> str:
    """Return the name of a file below the workspace, and the whole of another's."""
    return str(path).removeprefix(f"{root}/")
