"""Column types: text that any database takes, text that sorts the same everywhere, and plain data as JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Integer, Text, TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import Dialect

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

Number = BigInteger().with_variant(Integer(), "sqlite")
"""A number that the database counts up (SQLite counts only in a column of type INTEGER)."""


class Words(TypeDecorator[str]):
    """Text. NUL and lone surrogates, which one database or the other refuses, are kept as U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # SQLAlchemy's signature
        """Return what is written to the database."""
        return value if value is None or (value.isascii() and "\0" not in value) else _UNSTORABLE.sub("\ufffd", value)


class Key(Words):
    """Text that is compared and sorted by code point, in every database alike."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Text:
        """Return the type with the collation of that database."""
        return Text(collation="C") if dialect.name == "postgresql" else Text()


class Plain(TypeDecorator[Any]):
    """Plain data (dicts, lists, texts, numbers) as one line of ASCII JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002  # SQLAlchemy's signature
        """Return what is written to the database."""
        return None if value is None else json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002  # SQLAlchemy's signature
        """Return what was read from the database."""
        return None if value is None else json.loads(value)
