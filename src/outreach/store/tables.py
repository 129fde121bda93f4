"""The tables. A change here needs a new script in `migrations/versions`; a test compares the two.

Some columns of `contacts` derive from other tables, so that a list or the day's candidates never scan a ledger:

| columns                                                                    | derive from       | kept by            |
|----------------------------------------------------------------------------|-------------------|--------------------|
| sort_name, address_key, handle_key                                         | the same row      | `people`           |
| words, facts, needs, need_noted                                            | the row and facts | `people`           |
| written_on, heard_on, touched_on, promised_on, promises, owed_on, thanks, unanswered; table promises | ledger | `derived` |

Each is written in the transaction that changes what it derives from; `derived.recount` makes them anew from the ledger.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, MetaData, Table, UniqueConstraint

from outreach.store.columns import Key, Number, Plain, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _person() -> Column[str]:
    return Column("contact_id", Key, ForeignKey("contacts.id"), nullable=False)


contacts = Table(
    "contacts",
    metadata,
    Column("no", Number, primary_key=True),
    Column("id", Key, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("greeting", Words),
    Column("address", Words),
    Column("handle", Words),
    Column("role", Words),
    Column("channel", Words, nullable=False),
    Column("closeness", Key, nullable=False),
    Column("tags", Plain, nullable=False),
    Column("resting_reason", Words),
    Column("resting_until", Date),
    Column("sort_name", Key, nullable=False),
    Column("address_key", Key, unique=True),
    Column("handle_key", Key, unique=True),
    Column("words", Words, nullable=False),
    Column("facts", Integer, nullable=False, default=0),
    Column("needs", Integer, nullable=False, default=0),
    Column("need_noted", Date),
    Column("written_on", Date),
    Column("heard_on", Date),
    Column("touched_on", Date),
    Column("promised_on", Date),
    Column("promises", Integer, nullable=False, default=0),
    Column("owed_on", Date),
    Column("thanks", Integer, nullable=False, default=0),
    Column("unanswered", Integer, nullable=False, default=0),
    sqlite_autoincrement=True,
)
Index("ix_contacts_sort_name_id", contacts.c.sort_name, contacts.c.id)
Index("ix_contacts_closeness_touched_on", contacts.c.closeness, contacts.c.touched_on, contacts.c.id)
for _name in ("need_noted", "promised_on", "owed_on"):
    _set = contacts.c[_name].is_not(None)
    Index(f"ix_contacts_{_name}", contacts.c[_name], contacts.c.id, sqlite_where=_set, postgresql_where=_set)
_resting = contacts.c.resting_reason.is_not(None)
Index("ix_contacts_resting", contacts.c.id, sqlite_where=_resting, postgresql_where=_resting)
_unanswered = contacts.c.unanswered > 0
Index("ix_contacts_unanswered", contacts.c.unanswered, contacts.c.id, sqlite_where=_unanswered, postgresql_where=_unanswered)

facts = Table(
    "facts",
    metadata,
    Column("contact_id", Key, ForeignKey("contacts.id"), primary_key=True),
    Column("id", Key, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("source_where", Words),
    Column("source_when", Date),
    Column("quote", Words),
    Column("noted", Date),
)

ledger = Table(
    "ledger",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("id", Key, nullable=False, unique=True),
    _person(),
    Column("kind", Key, nullable=False),
    Column("words", Words, nullable=False),
    Column("day", Date, nullable=False),
    Column("who", Words, nullable=False),
    Column("offer_id", Key),
    Column("message", Key),
    sqlite_autoincrement=True,
)
Index("ix_ledger_contact_id_day_seq", ledger.c.contact_id, ledger.c.day, ledger.c.seq)
_given = (ledger.c.kind == "gave") & ledger.c.offer_id.is_not(None)
Index("ix_ledger_given", ledger.c.day, ledger.c.offer_id, sqlite_where=_given, postgresql_where=_given)

promises = Table(
    "promises",
    metadata,
    Column("entry_id", Key, primary_key=True),
    _person(),
    Column("day", Date, nullable=False),
    Column("offer_id", Key),
    Index("ix_promises_contact_id", "contact_id"),
)

rests = Table(
    "rests",
    metadata,
    Column("seq", Number, primary_key=True),
    _person(),
    Column("at", Words, nullable=False),
    Column("woken", Boolean, nullable=False),
    Column("reason", Words, nullable=False),
    Column("until", Date),
    Index("ix_rests_contact_id", "contact_id"),
    sqlite_autoincrement=True,
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Key, primary_key=True),
    _person(),
    Column("made_on", Date, nullable=False),
    Column("who", Words, nullable=False),
    Column("engine", Words, nullable=False),
    Column("author", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("offer_id", Words, nullable=False),
    Column("fact_ids", Plain, nullable=False),
    Column("ask", Words),
    Column("brief", Plain, nullable=False),
    Column("rulebook", Words, nullable=False),
    Column("waivers", Plain, nullable=False),
    Column("prompts", Plain, nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("cached_tokens", Integer, nullable=False),
    Column("cache_write_tokens", Integer, nullable=False),
    Column("completion_tokens", Integer, nullable=False),
    Column("counted", Boolean, nullable=False),
    Column("digest", Words, nullable=False),
    Column("sent_on", Date),
    Index("ix_drafts_contact_id_made_on", "contact_id", "made_on"),
)

proposals = Table(
    "proposals",
    metadata,
    Column("id", Number, primary_key=True),
    _person(),
    Column("quote", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("source_where", Words, nullable=False),
    Column("source_when", Date, nullable=False),
    UniqueConstraint("contact_id", "quote"),
    sqlite_autoincrement=True,
)

spending = Table(
    "spending",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("day", Date, nullable=False),
    Column("engine", Words, nullable=False),
    Column("prompts", Words, nullable=False),
    Column("came", Key, nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("cached_tokens", Integer, nullable=False),
    Column("cache_write_tokens", Integer, nullable=False),
    Column("completion_tokens", Integer, nullable=False),
    Column("counted", Boolean, nullable=False),
    Index("ix_spending_day", "day"),
    sqlite_autoincrement=True,
)
"""What each message that a model was asked for took, whatever came of it: of no person, and without a word."""

suppressions = Table(
    "suppressions",
    metadata,
    Column("mark", Key, primary_key=True),
    Column("day", Date, nullable=False),
    Column("reason", Words),
)

secrets = Table("secrets", metadata, Column("name", Key, primary_key=True), Column("value", Words, nullable=False))
"""The salt of the suppression marks."""

forgetting = Table("forgetting", metadata, Column("contact_id", Key, primary_key=True))
"""Whom a running transaction forgets: the one case in which the ledger lets rows go. Empty outside such a transaction."""

OF_A_PERSON = (facts, promises, proposals, drafts, rests, ledger)
"""Every table that holds something on one person beside `contacts`, by its column contact_id."""
