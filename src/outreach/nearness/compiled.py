"""The keys of all listed words as one file: finding the stems of some fifteen thousand words would take most of a second.

The YAML files are the truth. The compiled file holds their checksums and is passed over when one of them does not agree;
`python -m outreach.nearness.compiled` writes it anew.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from outreach.nearness.related import DATA, Keys, build

if TYPE_CHECKING:
    from pathlib import Path

FILE = DATA / "compiled.json"


def read(file: Path = FILE) -> Keys | None:
    """Return the keys from the compiled file; None when there is none or it is not up to date."""
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    return Keys(**data["keys"]) if data["checksums"] == _checksums() else None


def write(keys: Keys, file: Path = FILE) -> None:
    """Write the compiled file."""
    text = json.dumps({"checksums": _checksums(), "keys": keys._asdict()}, ensure_ascii=False, indent=0, sort_keys=True)
    file.write_text(f"{text}\n", encoding="utf-8")


def _checksums() -> dict[str, int]:
    return {path.name: zlib.crc32(path.read_bytes()) for path in sorted(DATA.glob("*.yaml"))}


if __name__ == "__main__":
    write(build())
