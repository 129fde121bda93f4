"""People, what is known about them, the ledger, drafts, proposals and suppression marks."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    _contacts()
    _facts()
    _ledger()
    _messages()
    _marks()


def _contacts() -> None:
    op.create_table(
        "contacts",
        sa.Column("no", NUMBER, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        *(sa.Column(name, TEXT) for name in ("greeting", "address", "handle", "role")),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("closeness", KEY, nullable=False),
        sa.Column("tags", TEXT, nullable=False),
        sa.Column("resting_reason", TEXT),
        sa.Column("resting_until", sa.Date()),
        sa.Column("sort_name", KEY, nullable=False),
        sa.Column("address_key", KEY),
        sa.Column("handle_key", KEY),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("needs", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Date()) for name in ("need_noted", "written_on", "heard_on", "touched_on", "promised_on")),
        sa.Column("promises", sa.Integer(), nullable=False),
        sa.Column("owed_on", sa.Date()),
        sa.Column("thanks", sa.Integer(), nullable=False),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("no", name="pk_contacts"),
        *(sa.UniqueConstraint(name, name=f"uq_contacts_{name}") for name in ("id", "address_key", "handle_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contacts_sort_name_id", "contacts", ["sort_name", "id"])
    op.create_index("ix_contacts_closeness_touched_on", "contacts", ["closeness", "touched_on", "id"])
    for name in ("need_noted", "promised_on", "owed_on"):
        _partial(f"ix_contacts_{name}", "contacts", [name, "id"], f"{name} IS NOT NULL")
    _partial("ix_contacts_resting", "contacts", ["id"], "resting_reason IS NOT NULL")
    _partial("ix_contacts_unanswered", "contacts", ["unanswered", "id"], "unanswered > 0")


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("contact_id", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("source_where", TEXT),
        sa.Column("source_when", sa.Date()),
        sa.Column("quote", TEXT),
        sa.Column("noted", sa.Date()),
        sa.PrimaryKeyConstraint("contact_id", "id", name="pk_facts"),
        _of_contacts("facts"),
    )
    op.create_table(
        "proposals",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("contact_id", KEY, nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("source_where", TEXT, nullable=False),
        sa.Column("source_when", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sa.UniqueConstraint("contact_id", "quote", name="uq_proposals_contact_id_quote"),
        _of_contacts("proposals"),
        sqlite_autoincrement=True,
    )


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("contact_id", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("offer_id", KEY),
        sa.Column("message", KEY),
        sa.PrimaryKeyConstraint("seq", name="pk_ledger"),
        sa.UniqueConstraint("id", name="uq_ledger_id"),
        _of_contacts("ledger"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ledger_contact_id_day_seq", "ledger", ["contact_id", "day", "seq"])
    _partial("ix_ledger_given", "ledger", ["day", "offer_id"], "kind = 'gave' AND offer_id IS NOT NULL")
    op.create_table(
        "promises",
        sa.Column("entry_id", KEY, nullable=False),
        sa.Column("contact_id", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("offer_id", KEY),
        sa.PrimaryKeyConstraint("entry_id", name="pk_promises"),
        _of_contacts("promises"),
    )
    op.create_index("ix_promises_contact_id", "promises", ["contact_id"])
    op.create_table(
        "rests",
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("contact_id", KEY, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("woken", sa.Boolean(), nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("until", sa.Date()),
        sa.PrimaryKeyConstraint("seq", name="pk_rests"),
        _of_contacts("rests"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rests_contact_id", "rests", ["contact_id"])


def _messages() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("contact_id", KEY, nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        *(
            sa.Column(name, TEXT, nullable=name == "ask")
            for name in ("who", "engine", "author", "subject", "body", "offer_id", "fact_ids", "ask", "brief", "rulebook")
        ),
        sa.Column("waivers", TEXT, nullable=False),
        sa.Column("prompts", TEXT, nullable=False),
        *(
            sa.Column(f"{name}_tokens", sa.Integer(), nullable=False)
            for name in ("prompt", "cached", "cache_write", "completion")
        ),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("sent_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        _of_contacts("drafts"),
    )
    op.create_index("ix_drafts_contact_id_made_on", "drafts", ["contact_id", "made_on"])


def _marks() -> None:
    op.create_table(
        "suppressions",
        sa.Column("mark", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", TEXT),
        sa.PrimaryKeyConstraint("mark", name="pk_suppressions"),
    )
    kept = op.create_table(
        "secrets",
        sa.Column("name", KEY, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secrets"),
    )
    op.bulk_insert(kept, [{"name": "salt", "value": secrets.token_hex(32)}])
    op.create_table(
        "forgetting",
        sa.Column("contact_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("contact_id", name="pk_forgetting"),
    )


def _of_contacts(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=f"fk_{table}_contact_id_contacts")


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
