"""The ledger and the suppression marks are appended to: the database itself refuses to change or remove a row.

Two things stay possible, for forgetting a person: rows of the ledger go while the person stands in `forgetting`, and the reason
beside a mark is blanked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

SQLITE = (
    """CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    """CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
    WHEN NOT EXISTS (SELECT 1 FROM forgetting WHERE contact_id = old.contact_id)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    """CREATE TRIGGER suppressions_no_update BEFORE UPDATE ON suppressions
    WHEN new.mark IS NOT old.mark OR new.day IS NOT old.day OR new.reason IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'the suppression marks are append-only'); END""",
    """CREATE TRIGGER suppressions_no_delete BEFORE DELETE ON suppressions
    BEGIN SELECT RAISE(ABORT, 'the suppression marks are append-only'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION outreach_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the table % is append-only', TG_TABLE_NAME; END $$""",
    """CREATE FUNCTION outreach_ledger_lets_go() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
        IF NOT EXISTS (SELECT 1 FROM forgetting WHERE contact_id = OLD.contact_id) THEN
            RAISE EXCEPTION 'the table ledger is append-only';
        END IF;
        RETURN OLD;
    END $$""",
    """CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
    FOR EACH ROW EXECUTE FUNCTION outreach_append_only()""",
    """CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
    FOR EACH ROW EXECUTE FUNCTION outreach_ledger_lets_go()""",
    """CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger
    EXECUTE FUNCTION outreach_append_only()""",
    """CREATE TRIGGER suppressions_no_update BEFORE UPDATE ON suppressions
    FOR EACH ROW
    WHEN (NEW.mark IS DISTINCT FROM OLD.mark OR NEW.day IS DISTINCT FROM OLD.day OR NEW.reason IS NOT NULL)
    EXECUTE FUNCTION outreach_append_only()""",
    """CREATE TRIGGER suppressions_no_delete BEFORE DELETE ON suppressions
    FOR EACH ROW EXECUTE FUNCTION outreach_append_only()""",
    """CREATE TRIGGER suppressions_no_truncate BEFORE TRUNCATE ON suppressions
    EXECUTE FUNCTION outreach_append_only()""",
)


def upgrade() -> None:
    """Make the triggers."""
    connection = op.get_bind()
    for statement in POSTGRESQL if connection.dialect.name == "postgresql" else SQLITE:
        connection.execute(sa.text(statement))
