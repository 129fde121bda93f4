"""A team's policy: how patient it is, and how much is given before anything large is asked."""

from __future__ import annotations

from pydantic import Field

from outreach.domain.value import Value


class Policy(Value):
    """The numbers behind standing and `today`; days are calendar days.

    `gives_before_large_ask`: so often something was given before an ask may take more than the offer beside it.
    `patience_days`: so long one waits for an answer before writing again to whom is not close; `today` waits with anybody.
    `unanswered_before_rest`: after so many messages without an answer the contact rests, for `rest_days`.
    `silence_days`: after so long without a word a friend or colleague counts as long unheard of.
    `new_need_days`: for so long a need counts as just noted.
    `teammate_days`: for so long it is told that somebody else of the team wrote to the same person.
    `today`: how many people `outreach today` names.
    """

    gives_before_large_ask: int = Field(default=2, ge=0, le=20)
    patience_days: int = Field(default=14, ge=0, le=365)
    unanswered_before_rest: int = Field(default=2, ge=1, le=10)
    rest_days: int = Field(default=180, ge=1, le=3650)
    silence_days: int = Field(default=120, ge=1, le=3650)
    new_need_days: int = Field(default=60, ge=1, le=3650)
    teammate_days: int = Field(default=7, ge=0, le=365)
    today: int = Field(default=5, ge=1, le=50)
