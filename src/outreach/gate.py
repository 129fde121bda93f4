"""The gate: the only maker of a cleared message.

1. Only `clear` makes a `ClearedMessage`; its class is final and wants a seal that never leaves this file.
2. `clear` lints the very words that it clears, in the same call; nothing is cleared on yesterday's word.
3. It fails closed. A linter that breaks, a rulebook that lost a reason, a message it cannot judge: held.
4. An engine's draft is held on any finding, warnings too. A person's own text is held on errors, and that person may waive
   named findings for this one message, with a reason that is kept. An engine's draft cannot be waived.
5. `Held` carries findings and no words, and no exception leaves this file with words in a frame.
6. What a second reader found in a draft may be handed in. It stands beside what the linter finds in the same call: it can hold a
   draft, and can clear none.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field
from typing import TYPE_CHECKING, NoReturn, final

from outreach.domain.draft import Author
from outreach.errors import InternalError
from outreach.lint.finding import Finding, Severity
from outreach.lint.linter import unjudged

if TYPE_CHECKING:
    from outreach.domain.brief import Brief
    from outreach.domain.draft import Draft
    from outreach.lint.linter import Linter


@final
class _Seal:
    """What a cleared message is closed with; there is one, and `clear` alone has it."""

    __slots__ = ()


_SEAL = _Seal()


@dataclass(frozen=True, slots=True)
class Waiver:
    """A person's word that one named finding does not hold for this one message of their own, and why."""

    code: str
    reason: str


@final
@dataclass(frozen=True, slots=True)
class ClearedMessage:
    """The gate's yes: words that may be shown, with what cleared them.

    `name` and `address` are the contact's (empty where there is none, as for a text without a brief). `rulebook` is the
    fingerprint of the rules in force; `warnings` are findings that do not hold a person's own text.
    """

    subject: str = field(repr=False)
    body: str = field(repr=False)
    name: str
    address: str
    offer_id: str
    fact_ids: tuple[str, ...]
    author: Author
    rulebook: str
    warnings: tuple[Finding, ...]
    waived: tuple[Waiver, ...]
    seal: InitVar[_Seal]

    def __post_init__(self, seal: _Seal) -> None:
        """Refuse to exist without the gate's own seal."""
        if seal is not _SEAL:
            message = "only outreach.gate.clear makes a cleared message"
            raise InternalError(message)

    def __init_subclass__(cls) -> NoReturn:
        """Refuse to be subclassed: a subclass could skip the seal."""
        message = "ClearedMessage is final"
        raise TypeError(message)

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled or copied: old text is cleared again under today's rules."""
        message = "a cleared message cannot be pickled or copied; clear its draft again"
        raise TypeError(message)


@dataclass(frozen=True, slots=True)
class Held:
    """The gate's no: what the linter found, in the order of the text, then what a second reader did; and no words."""

    findings: tuple[Finding, ...]
    rulebook: str


Outcome = ClearedMessage | Held


def clear(
    draft: Draft, brief: Brief | None, linter: Linter, waivers: tuple[Waiver, ...] = (), *, also: tuple[Finding, ...] = ()
) -> Outcome:
    """Lint a draft under the linter's rules and return it cleared, or held with what was found and `also` was found elsewhere.

    `brief` is None only for a text that a person wrote without one. Raises InternalError when an engine's draft comes with
    waivers or without its brief; the error carries no words.
    """
    if draft.author is Author.ENGINE and (waivers or brief is None):
        message = "an engine's draft needs its brief and takes no waiver"
        raise InternalError(message)
    cause, stopped = "", None
    try:
        outcome = _judge(draft, brief, linter, waivers, also)
    except Exception as error:  # noqa: BLE001  # fail closed, and let no frame with words travel up
        cause = type(error).__name__
    except BaseException as error:  # noqa: BLE001  # Ctrl-C: raised again below, without the frames that hold words
        stopped = error.with_traceback(None)
        stopped.__context__ = stopped.__cause__ = None
    else:
        return outcome
    if stopped is not None:
        raise stopped
    return Held((unjudged(cause, 0),), "")


def _judge(draft: Draft, brief: Brief | None, linter: Linter, waivers: tuple[Waiver, ...], also: tuple[Finding, ...]) -> Outcome:
    subject, body = draft.subject.get_secret_value(), draft.body.get_secret_value()
    rulebook = linter.rulebook.fingerprint
    if not linter.rulebook.complete:
        return Held((unjudged("the rulebook is incomplete", len(body)),), rulebook)
    findings = (*_unrecorded(draft, brief), *linter.lint(subject, body, brief).findings, *also)
    holding = tuple(finding for finding in findings if _holds(finding, draft.author, waivers))
    if holding:
        return Held(holding, rulebook)
    used = tuple(waiver for waiver in waivers if any(finding.code == waiver.code for finding in findings))
    contact = brief.contact if brief is not None else None
    name, address = (contact.name, contact.address or "") if contact is not None else ("", "")
    return ClearedMessage(
        subject,
        body,
        name,
        address,
        draft.offer_id,
        draft.fact_ids,
        draft.author,
        rulebook,
        warnings=findings,
        waived=used,
        seal=_SEAL,
    )


def _unrecorded(draft: Draft, brief: Brief | None) -> tuple[Finding, ...]:
    """Find an engine's draft that names another offer than the brief's, or facts that are not in it."""
    if draft.author is Author.PERSON or brief is None:
        return ()
    if draft.offer_id == brief.offer.id and set(draft.fact_ids) <= {fact.id for fact in brief.facts}:
        return ()
    return (
        Finding(
            code="GATE01", name="unrecorded-ground", reason="unkept-offer", severity=Severity.ERROR,
            place="body", sentence=0, start=0, end=0,
            says="The draft says that it rests on an offer or a fact that is not in its brief.",
            instead=f"Make the offer {brief.offer.id} and use the facts {', '.join(fact.id for fact in brief.facts)} only.",
        ),
    )  # fmt: skip


def _holds(finding: Finding, author: Author, waivers: tuple[Waiver, ...]) -> bool:
    """Tell whether a finding keeps the message from being shown."""
    if author is Author.ENGINE:
        return True
    waived = any(waiver.code == finding.code and waiver.reason.strip() for waiver in waivers)
    return finding.severity is Severity.ERROR and not waived
