from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select, text

from outreach.errors import BadInput, OutreachError
from outreach.store import schema
from outreach.store.database import connect, open_database
from outreach.store.faults import StoreUnavailable
from outreach.store.schema import VERSION_TABLE, VERSIONS, backups, bring_up_to_date
from outreach.store.store import Store
from outreach.store.tables import contacts, drafts, metadata
from tests.store.people import plain_engine

if TYPE_CHECKING:
    from sqlalchemy import Engine

MIGRATIONS = Path(schema.__file__).parent / "migrations"
OLD_ROW = {
    "id": "nia", "name": "Nia", "channel": "email", "closeness": "friend", "tags": [], "sort_name": "nia", "words": "nia printer",
}  # fmt: skip


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _version(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar())  # noqa: S608  # a constant


def _make_old(url: str, version: str) -> None:
    """Make a database as an earlier version left it, with one person in it."""
    engine = connect(url)
    bring_up_to_date(engine, version)
    with engine.begin() as connection:
        connection.execute(contacts.insert().values(OLD_ROW))
    assert _version(engine) == version
    engine.dispose()


def test_the_versions_are_those_of_the_scripts() -> None:
    """In one line, in the order of their numbers, each file named for its own."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())
    assert tuple(script.revision for script in reversed(scripts)) == VERSIONS == tuple(sorted(VERSIONS))
    assert all(Path(script.path).name.startswith(f"m{script.revision}_") for script in scripts)


def test_an_empty_database_becomes_what_the_tables_say(empty_url: str) -> None:
    """The scripts make the very tables, columns, types and indexes of `tables`; nothing is backed up."""
    engine = open_database(empty_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        # The search index is not among the tables: each database has its own kind.
        different = [each for each in compare_metadata(context, metadata) if "contacts_search" not in repr(each)]
    assert different == []
    assert _version(engine) == VERSIONS[-1]
    engine.dispose()
    if empty_url.startswith("sqlite"):
        assert backups(_file(empty_url)) == ()
        assert _file(empty_url).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_an_older_database_is_brought_up_to_date(empty_url: str, version: str) -> None:
    """What was in it stays and is found; beside a file stands a backup of what it was, for its owner alone."""
    _make_old(empty_url, version)
    with Store.open(empty_url) as store:
        assert store.contacts.get("nia").name == "Nia"
        assert store.contacts.count("printer") == 1
        assert _version(store._engine) == VERSIONS[-1]
    if not empty_url.startswith("sqlite"):
        return
    [backup] = backups(_file(empty_url))
    assert backup.name == f"outreach.db.backup-{version}"
    assert backup.stat().st_mode & 0o777 == 0o600
    old = plain_engine(f"sqlite:///{backup}")
    assert _version(old) == version
    with old.connect() as connection:
        assert connection.execute(select(contacts.c.id)).scalars().all() == ["nia"]
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    old.dispose()
    Store.open(empty_url).close()
    assert backups(_file(empty_url)) == (backup,)


def test_a_second_backup_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    """An old file put back and opened again leaves two."""
    url = f"sqlite:///{tmp_path / 'out[r]each.db'}"
    _make_old(url, "0001")
    old = (tmp_path / "out[r]each.db").read_bytes()
    Store.open(url).close()
    (tmp_path / "out[r]each.db").write_bytes(old)
    Store.open(url).close()
    assert [path.name for path in backups(tmp_path / "out[r]each.db")] == [
        f"out[r]each.db.backup-0001{more}" for more in ("", "-2")
    ]


def test_without_a_backup_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the backup cannot be written the database stays at its version."""
    url = f"sqlite:///{tmp_path / 'outreach.db'}"
    _make_old(url, "0001")

    def full(path: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoreUnavailable, match="needs a backup before it is changed"):
        Store.open(url)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outreach.db"]
    engine = plain_engine(url)
    assert _version(engine) == "0001"
    engine.dispose()


def test_a_script_that_fails_changes_nothing(empty_url: str) -> None:
    """All scripts or none: what the first of them did is gone again."""
    _make_old(empty_url, "0001")
    engine = plain_engine(empty_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE contacts_search (x int)"))
        connection.execute(text("CREATE INDEX ix_contacts_search ON contacts_search (x)"))
    with pytest.raises(OutreachError):
        Store.open(empty_url)
    assert _version(engine) == "0001"
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE contacts_search"))
    engine.dispose()
    with Store.open(empty_url) as store:
        assert store.contacts.count("printer") == 1


def test_a_database_of_a_newer_program_is_left_alone(empty_url: str) -> None:
    """It says so, and how to go on."""
    Store.open(empty_url).close()
    engine = plain_engine(empty_url)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))  # noqa: S608  # a constant
    with pytest.raises(BadInput, match=r"A newer version of this program wrote .*\. Upgrade"):
        Store.open(empty_url)
    assert _version(engine) == "9999"
    engine.dispose()


def test_tables_of_another_program_are_left_alone(empty_url: str) -> None:
    """A database with a table of one of our names is not ours."""
    engine = plain_engine(empty_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE contacts (phone text)"))
    with pytest.raises(BadInput, match="tables of another program"):
        Store.open(empty_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(phone) FROM contacts")).scalar() == 0
    engine.dispose()


def test_a_database_that_is_up_to_date_does_not_import_alembic(tmp_path: Path) -> None:
    """Opening it costs one query."""
    url = f"sqlite:///{tmp_path / 'outreach.db'}"
    Store.open(url).close()
    code = f"import sys; from outreach.store.store import Store; Store.open({url!r}).close(); print('alembic' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own code
    assert run.stdout == "False\n"


def test_what_kept_messages_took_is_written_down(empty_url: str) -> None:
    """A database from before there was a table of what was spent tells what its messages took, those without a model left out."""
    engine = connect(empty_url)
    bring_up_to_date(engine, "0003")
    tokens = {"prompt_tokens": 1400, "cached_tokens": 1024, "cache_write_tokens": 256, "completion_tokens": 120, "counted": True}
    row = {
        "contact_id": "nia", "made_on": dt.date(2026, 3, 2), "who": "Ines", "author": "engine", "subject": "s", "body": "b",
        "offer_id": "o", "fact_ids": [], "brief": {}, "rulebook": "r", "waivers": [], "digest": "d", **tokens,
    }  # fmt: skip
    with engine.begin() as connection:
        connection.execute(contacts.insert().values(OLD_ROW))
        connection.execute(drafts.insert().values(row | {"id": "a", "engine": "openai:m", "prompts": {"draft": "12345678" * 8}}))
        connection.execute(drafts.insert().values(row | {"id": "b", "engine": "offline", "prompts": {}}))
    engine.dispose()
    with Store.open(empty_url) as store:
        [spent] = store.spending.since(None)
    assert (spent.day, spent.engine, spent.prompts, spent.messages) == (dt.date(2026, 3, 2), "openai:m", "draft:12345678", 1)
    assert (spent.usage.cache_write_tokens, spent.counted) == (256, 1)
