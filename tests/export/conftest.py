"""Cleared messages: made by the gate, under a linter that finds nothing, so that any words can be exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from outreach.domain.draft import Author, Draft
from outreach.gate import ClearedMessage, clear
from outreach.lint.linter import Linter, Report
from outreach.lint.rulebook import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.domain.brief import Brief


class Easy(Linter):
    """A linter to which everything is fine."""

    def lint(self, subject: str, body: str, brief: Brief | None = None) -> Report:  # noqa: ARG002  # the linter's signature
        """Find nothing."""
        return Report(())


@pytest.fixture(scope="session")
def cleared() -> Callable[[str, str], ClearedMessage]:
    """Return a cleared message of a subject and a body."""
    linter = Easy(load())

    def make(subject: str, body: str) -> ClearedMessage:
        draft = Draft(
            subject=SecretStr(subject), body=SecretStr(body), offer_id="welsh", fact_ids=("proof", "press"), author=Author.PERSON
        )
        outcome = clear(draft, None, linter)
        assert isinstance(outcome, ClearedMessage)
        return outcome

    return make
