"""What Alembic runs: inside the transaction that migrate.py has open, and nowhere else."""

from alembic import context

from app.ledger.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
