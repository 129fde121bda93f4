"""The standard brief, beside which the examples of the rules for drafts are judged."""

from __future__ import annotations

import datetime as dt

from outreach.domain.ask import Ask
from outreach.domain.brief import Brief
from outreach.domain.contact import Contact
from outreach.domain.fact import Fact, FactKind, Source
from outreach.domain.offer import Offer, OfferKind
from outreach.domain.sender import Sender
from outreach.domain.standing import Move, Standing

TODAY = dt.date(2025, 3, 20)

MACHINE = Fact(
    id="machine",
    text="Looks for a second sewing machine for the Thursday sessions",
    kind=FactKind.NEED,
    source=Source(where="his newsletter", when=dt.date(2025, 3, 3)),
    quote="We turn people away on Thursdays because we only have one machine.",
)
ITEMS = Fact(
    id="items",
    text="The café repaired 1,900 items last year",
    source=Source(where="the café's annual report", when=dt.date(2025, 1, 15)),
)

STANDARD = Brief(
    sender=Sender(name="Nadia Kessler", role="host of the podcast Mended", links=("https://mended.example/nadia",)),
    contact=Contact(id="joel-okafor", name="Joel Okafor", role="runs the repair café in Malmö", facts=(MACHINE, ITEMS)),
    facts=(MACHINE, ITEMS),
    offer=Offer(
        id="sewing-machine",
        title="a serviced Husqvarna sewing machine",
        detail="It was overhauled in February, comes with a table and can be collected in Lund on any weekday.",
        kind=OfferKind.RESOURCE,
        expires=dt.date(2025, 6, 30),
        link="https://mended.example/machine",
    ),
    ask=Ask(text="mention Mended in the June newsletter"),
    standing=Standing(move=Move.TRADE, reason="An ask may stand beside an offer, as a trade."),
    words=60,
    today=TODAY,
)
