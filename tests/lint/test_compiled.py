"""The compiled rules say what the YAML files say, or are passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from outreach.lint import compiled
from outreach.lint.rule_file import read_rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from outreach.lint.rule import Rule

FIX = "run `python -m outreach.lint.compiled`"


def _from_yaml(folder: Path) -> tuple[Rule, ...]:
    return tuple(rule for path in sorted(folder.glob("*.yaml")) for rule in read_rules(path))


def test_the_shipped_file_is_what_the_rules_make() -> None:
    """Every rule, word for word."""
    shipped = compiled.read()
    assert shipped is not None, FIX
    assert shipped.rules == _from_yaml(compiled.SHIPPED), FIX


def test_writing_twice_writes_the_same_bytes(tmp_path: Path) -> None:
    """The file depends on the rules alone."""
    compiled.write(_from_yaml(compiled.SHIPPED), file=tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == compiled.FILE.read_bytes(), FIX


@pytest.mark.parametrize("change", ["edited", "added", "removed", "broken", "absent"])
def test_a_file_out_of_date_is_passed_over(change: str, tmp_path: Path) -> None:
    """A rule that was edited, added or removed is in force at once."""
    for path in compiled.SHIPPED.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    file = tmp_path / "compiled.json"
    compiled.write(_from_yaml(tmp_path), tmp_path, file)
    assert compiled.read(tmp_path, file) is not None
    some = next(tmp_path.glob("*.yaml"))
    changes: dict[str, Callable[[], object]] = {
        "edited": lambda: some.write_text(some.read_text().replace("error", "warning", 1)),
        "added": lambda: (tmp_path / "new.yaml").write_text("rules: []\n"),
        "removed": some.unlink,
        "broken": lambda: file.write_text("{"),
        "absent": file.unlink,
    }
    changes[change]()
    assert compiled.read(tmp_path, file) is None
