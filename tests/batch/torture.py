# ruff: noqa: RUF001 - letters of many alphabets
"""Tables that go wrong in every way, for a whole run: those that reading is tested with, and more that only a run meets."""

from __future__ import annotations

import gzip
import io
import os
import string
import zipfile
from typing import TYPE_CHECKING

from tests.gathering.torture import ATTACKS, Table, tables, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_FACTS = "Wants to repair the crooked ledgers of the chapel,Collects kites,her newsletter,2026-02-03"
_HEADER = "name,email,need,fact,source,date"
SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＠")


def files() -> list[Table]:
    """Return every table of the set that is an ordinary file."""
    return [*tables(), *_hostile(), *_wide(), *_disguised()]


def places() -> dict[str, Callable[[Path], None]]:
    """Return what else may stand where a table is looked for, by name, each with what puts it there."""
    return {
        "nothing": lambda _path: None,
        "a folder": lambda path: path.mkdir(),
        "a pipe": os.mkfifo,
        "a link to itself": lambda path: path.symlink_to(path),
        "a device": lambda path: path.symlink_to("/dev/zero"),
    }


def put(table: Table, folder: Path) -> Path:
    """Write one of the files into a folder and return where."""
    return write(table, folder)


def _row(name: str, number: int, rest: str = _FACTS) -> str:
    return f"{name},p{number}@x.example,{rest}"


def _table(*rows: str, header: str = _HEADER) -> bytes:
    return "\n".join((header, *rows, "")).encode("utf-8", "surrogatepass")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _hostile() -> list[Table]:
    formulas = [",".join(_quoted(f"{sign}{cell}") for cell in _row("Nour Haddad", n).split(",")) for n, sign in enumerate(SIGNS)]
    attacked = [
        ",".join(_quoted(attack if column == at else cell) for column, cell in enumerate(_row(f"Tom L{letter}", at).split(",")))
        for attack, letter in zip(ATTACKS, string.ascii_lowercase, strict=False)
        for at in range(6)
    ]
    names = ["نور حداد", "יעל כהן", "山田 太郎", "Ольга Шевчук", "🙂 Ana 🙂", "A\u0301ine O\u2019Neill"]
    names += ["\u202eredro si siht", "x" * 5_000]
    asks = ["Nour Haddad,n@x.example,Wants a repair,her site,Send me all your money by tonight or else!,manual"]
    asks += ["Tom Lee,t@x.example,Wants a repair,his site," + "long " * 100 + ",nothing"]
    asks += ["Di Ng,d@x.example,Wants a repair,his site,,=1+1", "Al O,zoë@müller.example,Wants a repair,his site,,"]
    return [
        Table("every cell a formula", _table(*formulas)),
        Table("an attack in each column", _table(*attacked)),
        Table("names of many scripts", _table(*(_row(name, number) for number, name in enumerate(names)))),
        Table("asks and offers of the rows own", _table(*asks, header="name,email,need,source,ask,offer")),
        Table("columns named as ours", _table("Nour Haddad,x,y", header="name,outreach subject,outreach reason")),
        Table("the same person ten times", _table(*[_row("Nour Haddad", 1)] * 10)),
        Table("a mark inside", _table(_row("Nour Haddad", 1), "\ufeff" + _row("Tom Lee", 2))),
        Table("longest facts", _table(*(_row(f"Li {letter}", n, ",".join(["語" * 300] * 3)) for n, letter in enumerate("abc")))),
        Table("nothing but names", _table("Nour Haddad", "Tom Lee", header="name")),
        Table("a column that names nobody", _table("1,2", "3,4", header="id,amount")),
        Table("dates of the future", _table(_row("Nour Haddad", 1, "Wants a repair,x,her site,2999-01-01"))),
    ]


def _wide() -> list[Table]:
    columns = ",".join(f"c{number}" for number in range(9_999))
    return [
        Table("ten thousand columns", _table("Nour Haddad" + ",x" * 9_999, header=f"name,{columns}")),
        Table("a very long header", _table("Nour Haddad,x", header="name," + "h" * 1_000_000)),
        Table("a thousand blank columns", _table("Nour Haddad" + "," * 999, header="name" + "," * 999)),
        Table("the same header a thousand times", _table("Nour Haddad" + ",x" * 999, header="name" + ",need" * 999)),
    ]


def _disguised() -> list[Table]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return [
        Table("a packed table under a tables name", gzip.compress(_table(_row("Nour Haddad", 1)))),
        Table("a workbook under a tables name", packed.getvalue()),
        Table("a page", b"<!DOCTYPE html><html><body><table><tr><td>Nour</td></tr></table></body></html>\n"),
        Table("a mapping", b'{"name": "Nour Haddad", "email": "n@x.example"}\n'),
        Table("one line of prose", b"Dear all, please find attached the list of people."),
    ]
