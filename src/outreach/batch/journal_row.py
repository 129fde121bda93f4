"""What a row of the journal is, as columns and as a value. Words are kept of cleared messages alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outreach.batch.row import Kept, Result, State, Verdict, Why
from outreach.domain.brief import Brief
from outreach.domain.draft import Draft, Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row


def planned(number: int, key: str, line: int, verdict: Verdict | None) -> dict[str, Any]:
    """Return the columns of a row that is planned, or skipped by its verdict."""
    state = State.PLANNED if verdict is None else State.SKIPPED
    return {"number": number, "key": key, "line": line, "state": state.value, **verdict_columns(verdict)}


def verdict_columns(verdict: Verdict | None) -> dict[str, str | None]:
    """Return the columns of a verdict; None empties them."""
    if verdict is None:
        return {"why": None, "says": None, "instead": None}
    return {"why": verdict.why.value, "says": verdict.says, "instead": verdict.instead}


def more(usage: Usage) -> dict[str, int]:
    """Return tokens under the names by which they are added to a row's."""
    return {f"more_{name}": int(getattr(usage, name)) for name in Usage.model_fields}


def result_columns(result: Result) -> dict[str, Any]:
    """Return the columns of a result; words of a cleared message alone."""
    message = result.message
    return {
        "state": result.state.value,
        **verdict_columns(result.verdict),
        "subject": message.subject if message else None,
        "body": message.body if message else None,
        "offer_id": message.offer_id if message else None,
        "fact_ids": list(message.fact_ids) if message else None,
        "brief": result.brief.model_dump(mode="json") if result.brief and message else None,
        "engine": result.engine,
        "prompts": result.prompts,
        "rulebook": result.rulebook,
        "attempts": result.attempts,
        "shared": result.shared,
    }


def read(row: Row[Any]) -> Kept:
    """Return what a row of the journal tells."""
    draft = None
    if row.body is not None:
        words = {"subject": row.subject, "body": row.body, "offer_id": row.offer_id, "fact_ids": tuple(row.fact_ids)}
        draft = Draft.model_validate(words)
    result = Result(
        state=State(row.state),
        verdict=Verdict(Why(row.why), row.says, row.instead or "") if row.why else None,
        brief=Brief.model_validate(row.brief) if row.brief else None,
        engine=row.engine or "",
        prompts=row.prompts or {},
        rulebook=row.rulebook or "",
        attempts=row.attempts,
        usage=usage_of([getattr(row, name) for name in Usage.model_fields]),
        shared=row.shared,
    )
    return Kept(row.number, row.key, row.line, result, draft)


def usage_of(numbers: Sequence[int]) -> Usage:
    """Return the tokens of one row or of several together; `counted` is how many of them a server counted."""
    *tokens, counted = numbers
    return Usage(**dict(zip(Usage.model_fields, [*tokens, counted > 0], strict=True)))
