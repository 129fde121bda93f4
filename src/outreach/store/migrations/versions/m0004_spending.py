"""What was spent on drafting, whatever came of it; what the messages that are kept took is written down there, too."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TOKENS = ("prompt_tokens", "cached_tokens", "cache_write_tokens", "completion_tokens")


def upgrade() -> None:
    """Make the table, and fill it from the messages of engines that have a model."""
    table = op.create_table(
        "spending",
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("prompts", sa.Text(), nullable=False),
        sa.Column("came", KEY, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in TOKENS),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_spending"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_spending_day", "spending", ["day"])
    columns = ", ".join(("made_on", "engine", "prompts", "counted", *TOKENS))
    kept = sa.text(f"SELECT {columns} FROM drafts WHERE engine LIKE '%:%' AND author = 'engine' ORDER BY made_on, id")  # noqa: S608
    for row in op.get_bind().execute(kept.columns(made_on=sa.Date(), counted=sa.Boolean())).mappings().all():
        taken = {name: row[name] for name in (*TOKENS, "engine", "counted")}
        wording = " ".join(f"{name}:{digest[:8]}" for name, digest in sorted(json.loads(row["prompts"]).items()))
        op.get_bind().execute(table.insert().values(day=row["made_on"], prompts=wording, came="cleared", **taken))
