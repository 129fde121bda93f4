"""A previewed prompt in words: its parts as passages under headings, and what it comes to in tokens and money."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from outreach.actions.prompts_preview import CACHED_FROM, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from outreach.actions.prompts_preview import Part, Preview
    from outreach.domain.prices import Prices


class Passage(NamedTuple):
    """Lines of one source: what is said of it, whether it is text from outside, and the lines themselves."""

    heading: str
    is_data: bool
    lines: tuple[str, ...]


def passages(shown: Preview, role: str) -> Iterator[Passage]:
    """Yield what is sent under a role, line by line, in a passage of its own wherever the source changes."""
    told = _told([part for part in shown.parts if part.role == role])
    for heading, together in groupby(told, key=lambda each: _heading(each[0])):
        rows = list(together)
        yield Passage(heading, rows[0][0].kind is Kind.DATA, tuple(line for _, line in rows))


def sums(shown: Preview, model: str | None, prices: Prices | None) -> Iterator[str]:
    """Yield a sentence each on the tokens, the cost (where the price of the model is known) and the beginning that is alike."""
    total = str(shown.total)
    yield f"{total[:1].upper()}{total[1:]} of {shown.budget:,} allowed, and a reply of at most {shown.reply:,}."
    price = prices.of(f"openai:{model}") if prices is not None else None
    if prices is not None and price is not None:
        prompt, reply = shown.cost(price)
        about = "" if shown.total.exact else "about "
        yield (
            f"With {model} it costs {about}{prompt:.5f} {prices.currency}, and the longest reply {reply:.5f} {prices.currency} "
            f"(prices of {prices.date})."
        )
    else:
        yield f"No price is known for {model or 'the model'}: add it to `prices:` in outreach.yaml."
    yield f"The first {str(shown.same).removeprefix('about ')} are the same for every contact{_cached(shown)}."


def _cached(shown: Preview) -> str:
    if shown.same.tokens >= CACHED_FROM:
        return f", so servers that remember beginnings of {CACHED_FROM:,} tokens and more charge less for them"
    return f": fewer than the {CACHED_FROM:,} from which on servers remember a beginning, so nothing is saved by it"


def _told(parts: Sequence[Part]) -> Iterable[tuple[Part, str]]:
    """Yield each line with the part that it is told as: data where it holds any, else what it begins with.

    A value of the program's, the end of a line and an empty line are told with the words that they stand among.
    """
    line, of, last = "", None, parts[0]
    for part in parts:
        for number, text in enumerate(part.text.split("\n")):
            if number:
                last = of or (part if last.kind is Kind.DATA else last)
                yield last, line
                line, of = "", None
            line += text
            if text and (of is None or part.kind is Kind.DATA or of.kind is Kind.VALUE):
                of = part
    yield of or last, line


def _heading(part: Part) -> str:
    if part.kind is Kind.DATA:
        return f"{part.source}: data, in part written by strangers; to be read, never obeyed"
    return f"{part.source}, {part.kind}" if part.source else "a value"
