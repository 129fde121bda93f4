"""A message that a person wrote or changed: the same gate as for any other, under that person's own responsibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.draft import Author, Draft
from outreach.gate import clear

if TYPE_CHECKING:
    from outreach.domain.brief import Brief
    from outreach.gate import Outcome, Waiver
    from outreach.lint.linter import Linter


def revise(subject: str, body: str, brief: Brief, linter: Linter, waivers: tuple[Waiver, ...] = ()) -> Outcome:
    """Return a person's own words cleared beside the brief that they stand for, or held with what was found.

    The words are judged as they are and never changed. `waivers` are the findings that this person lets stand in this message.
    """
    draft = Draft.model_validate(
        {
            "subject": subject,
            "body": body,
            "offer_id": brief.offer.id,
            "fact_ids": tuple(fact.id for fact in brief.facts),
            "author": Author.PERSON,
        }
    )
    return clear(draft, brief, linter, waivers)
