"""Plain values that tests start from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from outreach.domain.ask import Ask
from outreach.domain.brief import Brief
from outreach.domain.contact import Channel, Closeness, Contact
from outreach.domain.draft import Author, Draft
from outreach.domain.fact import Fact, FactKind, Source
from outreach.domain.offer import Offer, OfferKind
from outreach.domain.sender import Sender
from outreach.domain.standing import Move, Standing

TODAY = dt.date(2026, 3, 2)
CANARY = "xylocarp"
"""A word that no message of ours would have: where it turns up, held words got out."""

SENDER = Sender(name="Ines Moreau", role="Editor of Slow Ink", links=("https://slowink.example",))
NEED = Fact(
    id="proof",
    text="Looks for a proofreader for the Welsh captions of the spring catalogue",
    kind=FactKind.NEED,
    source=Source(where="her newsletter", when=dt.date(2026, 2, 10)),
)
FACT = Fact(id="press", text="Runs a small press in Cardiff", source=Source(where="her website", when=dt.date(2026, 1, 5)))
CONTACT = Contact(id="nia", name="Nia Pryce", address="nia@pryce.example", closeness=Closeness.ACQUAINTANCE, facts=(NEED, FACT))
OFFER = Offer(
    id="welsh",
    title="a proofread of your Welsh captions",
    detail="Megan, who reads Welsh for us, has two afternoons free in March.",
    kind=OfferKind.REVIEW,
    tags=("welsh", "proofreader"),
)
OTHER_OFFER = Offer(id="slot", title="the back page of our June issue", kind=OfferKind.EXPOSURE, tags=("print",))

GOOD_BODY = """Hello Nia,

I can offer you a proofread of your Welsh captions: Megan, who reads Welsh for us, has two afternoons free in March. Your \
newsletter said that you look for a proofreader for the spring catalogue.

Would you list Slow Ink among your stockists? If not, the proofread is yours all the same.

Best wishes,
Ines Moreau
Editor of Slow Ink"""

BAD_BODY = f"""Hello Nia,

I have written to you three times now and you still have not answered, {CANARY}. List Slow Ink among your stockists by tonight, \
or I will have to tell your customers how you treat small presses.

Ines Moreau"""


def brief(**changes: Any) -> Brief:  # noqa: ANN401  # any field of a brief
    """Return a brief with an offer that meets a need and an ask that one can decline."""
    values: dict[str, Any] = {
        "sender": SENDER,
        "contact": CONTACT,
        "facts": (NEED, FACT),
        "offer": OFFER,
        "ask": Ask(text="list Slow Ink among your stockists"),
        "standing": Standing(move=Move.TRADE, reason="An ask may stand beside an offer."),
        "channel": Channel.EMAIL,
        "today": TODAY,
    }
    return Brief(**(values | changes))


def draft(body: str = GOOD_BODY, subject: str = "A proofread of your Welsh captions", author: Author = Author.ENGINE) -> Draft:
    """Return a draft of these words."""
    return Draft.model_validate({"subject": subject, "body": body, "offer_id": "welsh", "fact_ids": ("proof",), "author": author})
