"""What Alembic runs: the scripts on the connection that `schema` opened and committed by it, all of them or none."""

from alembic import context

from outreach.store.schema import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
