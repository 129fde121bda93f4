"""Draft one message: brief it, write it, clear it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.briefing import make_brief
from outreach.drafting import Stage, write
from outreach.errors import BadInput
from outreach.lint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.briefing import Request
    from outreach.domain.brief import Brief
    from outreach.domain.draft import Usage
    from outreach.drafting import Limits, Progress
    from outreach.engines.base import Engine
    from outreach.gate import Held, Outcome
    from outreach.lint.linter import Linter


@dataclass(frozen=True, slots=True)
class Written:
    """What came of one request: the brief, why its offer was chosen, the outcome and every hold on the way to it.

    `ended` says in words why the loop stopped, `engine` who wrote, `usage` what it took, and `notes` what the engine says of the
    brief.
    """

    brief: Brief
    why: str
    outcome: Outcome
    holds: tuple[Held, ...]
    ended: str
    engine: str
    usage: Usage
    notes: tuple[str, ...] = ()

    @property
    def tokens(self) -> int:
        """Return how many tokens it took; 0 when the engine counts none."""
        return self.usage.total


async def draft(
    request: Request, engine: Engine, linter: Linter, limits: Limits, notice: Callable[[str], None] = lambda _: None
) -> Written:
    """Return what came of a request; `notice` is told each stage in a few words.

    Raises what `briefing.make_brief` raises, and BadInput for an ask that no message may carry, before anything is sent; and
    EngineError when the engine fails.
    """
    briefed = make_brief(request)
    _check_ask(briefed.brief, linter)
    drafted = await write(briefed.brief, engine, linter, limits, lambda progress: notice(_say(progress)))
    return Written(
        briefed.brief, briefed.why, drafted.outcome, drafted.holds, str(drafted.ended), drafted.engine, drafted.usage,
        drafted.notes,
    )  # fmt: skip


def _check_ask(brief: Brief, linter: Linter) -> None:
    """Lint the words of an ask, which a person typed, as the one sentence that they will be; raise BadInput for what is wrong.

    Only rules that look at words count: one sentence alone has no shape that could be judged.
    """
    if brief.ask is None:
        return
    text = brief.ask.text
    asked = text if text[-1] in ".?!" else f"Would you {text}?"
    for finding in linter.lint("", asked, brief).findings:
        rule = linter.rulebook.by_code.get(finding.code)
        if rule is not None and rule.kind in {"forbid", "ask"} and finding.severity is Severity.ERROR:
            message = f"The ask cannot be made in these words ({finding.code} {finding.name}): {finding.says}"
            raise BadInput(message, remedy=finding.instead)


def _say(progress: Progress) -> str:
    """Say one step in a few words, without a word of the draft."""
    if progress.stage is Stage.REWRITING:
        return f"rewriting, attempt {progress.attempt} of {progress.attempts}"
    if progress.stage is Stage.HELD:
        return f"held by {', '.join(sorted({finding.name for finding in progress.findings}))}"
    return str(progress.stage)
