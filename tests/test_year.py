"""A fictional year with one person: at each step the standing and its reason are what a thoughtful person would say."""

from __future__ import annotations

import datetime as dt

from outreach.domain.ask import Ask
from outreach.domain.contact import Closeness, Contact
from outreach.domain.fact import Fact, FactKind, Source
from outreach.domain.history import History
from outreach.domain.ledger import Entry, EntryKind
from outreach.domain.offer import Offer, OfferKind
from outreach.domain.policy import Policy
from outreach.domain.size import Size
from outreach.domain.standing import Move, Standing
from outreach.standing import Situation, standing

NOTES = Offer(id="notes", title="notes on one chapter", kind=OfferKind.REVIEW)
SMALL = Ask(text="name two archives that answer letters")
LARGE = Ask(text="read the whole manuscript", size=Size.LARGE)


class Year:
    """Orla, a historian met at a fair in January, and what happens between her and Ines."""

    def __init__(self) -> None:
        self.orla = Contact(
            id="orla", name="Orla Brennan", address="orla@brennan.example", closeness=Closeness.STRANGER,
            facts=(Fact(id="chapter", kind=FactKind.NEED, text="Wants readers for a chapter on lighthouses",
                        source=Source(where="what she said at the fair", when=dt.date(2026, 1, 10))),),
        )  # fmt: skip
        self.entries: list[Entry] = []

    def records(self, kind: EntryKind, month: int, day: int, words: str, message: str | None = None) -> None:
        """Write down what happened."""
        id_, on = f"e{len(self.entries)}", dt.date(2026, month, day)
        self.entries.append(Entry(id=id_, contact_id="orla", kind=kind, words=words, on=on, by="Ines", message=message))

    def standing(self, month: int, day: int, ask: Ask | None = None) -> Standing:
        """Return what may be done on that day."""
        history = History(entries=tuple(self.entries))
        return standing(Situation(self.orla, dt.date(2026, month, day), history, Policy(), ask, NOTES))


def test_a_year() -> None:
    """Meet, give, unanswered, rest, give again, trade, ask, thank."""
    year = Year()

    # January: they have just met. Giving is open; an ask would have to be a trade; a large one is out of the question.
    assert year.standing(1, 12).reason == "Giving to Orla is always open, and nothing is asked"
    assert year.standing(1, 12, SMALL).move is Move.TRADE
    assert year.standing(1, 12, LARGE).move is Move.GIVE
    year.records(EntryKind.GAVE, 1, 12, "notes on one chapter")

    # A week later there is no answer: wait. After a fortnight something new may be given, and nothing asked.
    week = year.standing(1, 19)
    assert week.move is Move.WAIT
    assert week.reason == "Orla was written to on 12 January 2026 and has not answered yet: wait until 26 January 2026"
    february = year.standing(2, 3, SMALL)
    assert (february.move, february.may_ask) == (Move.GIVE, False)
    assert february.reason == "Orla has not answered what was sent on 12 January 2026: bring something new, and ask nothing"
    year.records(EntryKind.GAVE, 2, 3, "the address of the lighthouse archive")

    # Still no answer: two messages are enough. She rests, and knows where Ines is.
    march = year.standing(3, 1)
    assert march.move is Move.REST
    assert march.reason == "Orla has not answered 2 messages and rests until 2 August 2026; they know where you are"

    # In August the rest is over. It is still her turn, so whatever comes must be new and ask for nothing.
    august = year.standing(8, 10)
    assert (august.move, august.news_since) == (Move.GIVE, dt.date(2026, 2, 3))
    year.records(EntryKind.GAVE, 8, 10, "an invitation to the evening on lamps")
    year.records(EntryKind.REPLIED, 8, 12, "she was ill in spring, and comes gladly")

    # She has answered, and much was given: they are no strangers any more, and an ask is fair, even a larger one.
    year.orla = year.orla.model_copy(update={"closeness": Closeness.ACQUAINTANCE})
    assert year.standing(8, 20, SMALL).move is Move.ASK
    assert year.standing(8, 20, LARGE).reason == "Orla was given something 3 times and has answered: an ask is fair"
    year.records(EntryKind.GAVE, 8, 20, "notes on the second chapter", message="trade")
    year.records(EntryKind.ASKED, 8, 20, "name two archives that answer letters", message="trade")
    assert year.standing(8, 25).move is Move.WAIT

    # She names the archives. Thanks are owed before anything else is asked.
    year.records(EntryKind.RECEIVED, 8, 28, "the names of three archives")
    owed = year.standing(9, 1, SMALL)
    assert owed.move is Move.GIVE
    assert owed.reason == "Orla gave something on 28 August 2026 (the names of three archives): thank them before asking"
    year.records(EntryKind.THANKED, 9, 1, "the names of three archives")

    # Thanked, but asked last: the next thing is a gift again.
    assert (
        year.standing(9, 20, SMALL).reason == "Orla was asked for something on 20 August 2026: give something before asking again"
    )
    year.records(EntryKind.PROMISED, 10, 1, "a scan of the keeper's log")
    assert (
        "promised Orla something on 1 October 2026 (a scan of the keeper's log): keep that first" in year.standing(11, 2).reason
    )
    year.records(EntryKind.GAVE, 11, 3, "a scan of the keeper's log")
    year.records(EntryKind.REPLIED, 11, 4, "delighted")

    # Given, given again, thanked and kept: in December an ask is fair.
    assert year.standing(12, 5, LARGE).move is Move.ASK
