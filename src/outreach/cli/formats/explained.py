"""For the person who wrote a message: sentence by sentence what was read in it, and what spoke for it.

It quotes the message, so it is for a person's own text only; nothing that an engine wrote comes this way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.cli.formats.text import Text
from outreach.cli.printing import Styled
from outreach.errors import shown
from outreach.lint.acts import judge
from outreach.lint.evidence import explain, signs
from outreach.lint.text import read
from outreach.lint.weights_file import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.actions.lint import Judged
    from outreach.cli.formats.base import Line
    from outreach.lint.acts import Judgement
    from outreach.lint.evidence import Sign
    from outreach.lint.text import Sentence

_QUOTED = 100
_SIGNS = 4


class Explained(Text):
    """The findings as in the text format, and below them how each sentence was read."""

    def each(self, judged: Judged) -> Iterator[Line]:
        """Yield the findings of a message, its verdict, its sentences, and what spoke for the verdict."""
        yield from super().each(judged)
        reading = read(judged.message.subject, judged.message.body)
        judgement = judge(reading)
        least = shipped().judges.threshold
        verdict = "cleared" if judged.cleared else "rejected"
        likely = f"the classifier gives {judgement.rejected:.2f}, and rejects from {least:.2f}"
        if judgement.rejected >= least and not judgement.reasons:
            likely += "; only an ask spoke for it, and the message gives first"
        yield (Styled(f"{shown(judged.message.id)}: {verdict}", "bold"), f" ({likely})")
        why = explain(reading, judgement)
        found = {number: (reason, spoke) for reason, number, spoke in reversed(why.reasons)}
        for sentence, act in zip(reading.sentences, judgement.acts, strict=True):
            reason, spoke = found.get(sentence.index, ("", ()))
            said = f"{act}, {reason}" if reason else str(act)
            yield (f"  {sentence.index + 1:>2} ", Styled(f"{said:<20}", "bold"), f" {_quoted(sentence)}")
            if not spoke and act in {"give", "ask"}:
                spoke = signs(reading, sentence.index, act)
            if spoke:
                yield (f"     {'':<20} because of {_listed(spoke)}",)
        yield (f"  {_tendency(judgement)}: {_listed(why.verdict)}",)


def _tendency(judgement: Judgement) -> str:
    return "What speaks for rejecting it" if judgement.reasons else "What would speak for rejecting it"


def _listed(spoke: Iterable[Sign]) -> str:
    """Say signs in words with what each adds to the log-odds."""
    return ", ".join(f"{sign.says} ({sign.weight:+.1f})" for sign in list(spoke)[:_SIGNS] if sign.weight > 0) or "nothing"


def _quoted(sentence: Sentence) -> str:
    text = " ".join(sentence.text.split())
    return f"“{text[:_QUOTED]}{'…' if len(text) > _QUOTED else ''}”"
