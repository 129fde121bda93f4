"""A database of its own for every test, of each kind that is at hand."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from outreach.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

SERVER = "OUTREACH_TEST_POSTGRES"


class Server:
    """A PostgreSQL server on which tests make databases and remove them."""

    def __init__(self, url: str) -> None:
        self.url: URL = make_url(url.replace("postgresql://", "postgresql+psycopg://"))
        self._engine: Engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        self._number = 0

    def run(self, statement: str) -> None:
        """Run one statement outside every transaction."""
        with self._engine.connect() as connection:
            connection.execute(text(statement))

    def make(self, template: str = "") -> str:
        """Make a database, empty or like another one, and return its name."""
        self._number += 1
        name = f"outreach_{os.getpid()}_{self._number}"
        self.run(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def address(self, name: str) -> str:
        """Return the URL of a database as a person writes it."""
        shown = self.url.set(database=name, drivername="postgresql")
        return shown.render_as_string(hide_password=False)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Give the PostgreSQL server, or skip the test and say why."""
    if find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed")
    if not os.environ.get(SERVER):
        pytest.skip(f"no PostgreSQL server: {SERVER} names none (.ci/run starts one)")
    found = Server(os.environ[SERVER])
    yield found
    found.close()


@pytest.fixture(scope="session")
def template(server: Server) -> Iterator[str]:
    """Give the name of a database that was brought up to date once, for others to be made like it."""
    name = server.make()
    Store.open(server.address(name)).close()
    yield name
    server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database that nobody has opened yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'outreach.db'}"
        return
    server: Server = request.getfixturevalue("server")
    name = server.make()
    yield server.address(name)
    server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database that is new."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'outreach.db'}"
        return
    server: Server = request.getfixturevalue("server")
    name = server.make(request.getfixturevalue("template"))
    yield server.address(name)
    server.drop(name)


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store in an SQLite file."""
    with Store.open(f"sqlite:///{tmp_path / 'outreach.db'}") as opened:
        yield opened


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """Give an empty store."""
    with Store.open(url) as opened:
        yield opened
