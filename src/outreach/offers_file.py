"""Edit `offers.yaml` by program: comments, order and quotes of what a person wrote there stay as they are.

The file is read whole and every mistake in it told. An edit puts new lines in, or takes lines out, at the places that the YAML
library tells, and leaves every other line as it is; it is taken only when the file then says what was meant. The file is written
beside itself before it takes the old one's place, so that a crash leaves the one or the other, and one that somebody changed
since it was read is not overwritten.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from outreach.domain.offer_list import offers_in
from outreach.errors import BadInput, Mistake, shown
from outreach.text_file import read_text
from outreach.yaml_file import parse_yaml

if TYPE_CHECKING:
    from outreach.domain.offer import Offer

_MARK = "\ufeff".encode()
_ENDLESS = 1 << 16


class OffersFile:
    """The inventory of one file: the offers in it, where each of them stands, and edits that are kept back until `save`."""

    def __init__(self, path: Path) -> None:
        """Read the file; raise BadInput with every mistake in it."""
        self.path = path
        text = read_text(path)
        self._raw = path.read_bytes()
        self.text = text.replace("\r\n", "\n")
        self._file = parse_yaml(self.text, str(path))
        self.offers = offers_in(self._file)

    def mistake(self, index: int, key: str, what: str) -> Mistake:
        """Return something to say of one key of the offer at a place in the list, with its line and column."""
        return self._file.mistake(("offers", index, key), what)

    def whole(self, what: str) -> Mistake:
        """Return something to say of the file as a whole."""
        return Mistake(str(self.path), 0, 0, what)

    def add(self, offer: Offer) -> None:
        """Add an offer after the others; raise BadInput when its id is taken."""
        if any(offer.id == other.id for other in self.offers):
            raise BadInput(f"There is an offer {offer.id!r} in {shown(self.path)} already.", remedy="Choose another id.")
        lines, rows = _lines_of(self.text), self._rows()
        if not rows:
            at = _tree(self.text).lc.data["offers"][0]
            lines[at : at + 1] = ["offers:\n", *_block(offer, 2)]
        else:
            at = _item(lines, rows, len(rows) - 1)[1]
            apart = ["\n"] if len(rows) == 1 or _set_apart(lines, rows) else []
            lines[at:at] = [*apart, *_block(offer, _dash(lines, rows, 0)[1])]
        self._become("".join(lines), (*self.offers, offer))

    def change(self, offer: Offer) -> None:
        """Put an offer in the place of the one with its id; only the lines of what differs are written.

        Raises BadInput when there is none of that id.
        """
        index = self._index(offer.id)
        offers = tuple(offer if at == index else other for at, other in enumerate(self.offers))
        before, after = _plain(self.offers[index]), _plain(offer)
        text = self.text
        for key in [key for key in {**before, **after} if before.get(key) != after.get(key)]:
            text = _with_key(text, index, key, after.get(key))
        self._become(text, offers)

    def remove(self, offer_id: str) -> Offer:
        """Take an offer out and return it, with the comments inside it; raise BadInput when there is none of that id."""
        index = self._index(offer_id)
        lines, rows = _lines_of(self.text), self._rows()
        start, end = _item(lines, rows, index)
        if len(rows) == 1:
            head = _tree(self.text).lc.data["offers"][0]
            lines[start:end], lines[head] = [], "offers: []\n"
        else:
            apart = start > 0 and not lines[start - 1].strip()  # one of the two blank lines around it goes with it
            after = apart and end < len(lines) and not lines[end].strip()
            lines[start - (apart and end == len(lines)) : end + after] = []
        gone = self.offers[index]
        self._become("".join(lines), tuple(other for other in self.offers if other is not gone))
        return gone

    def save(self) -> None:
        """Write the file; raise BadInput, and write nothing, when it was changed since it was read or cannot be written."""
        text = self.text.replace("\n", "\r\n") if b"\r\n" in self._raw else self.text
        raw = (_MARK if self._raw.startswith(_MARK) else b"") + text.encode()
        target = self.path.resolve()
        try:
            if target.read_bytes() != self._raw:
                raise BadInput(f"{shown(self.path)} was changed meanwhile; nothing was written.", remedy="Try it again.")
            _replace(target, raw)
        except OSError as error:
            raise BadInput(f"{shown(self.path)} cannot be written: {error.strerror}.") from None
        self._raw = raw

    def _rows(self) -> CommentedSeq:
        rows: CommentedSeq = _tree(self.text)["offers"]
        if rows and rows.fa.flow_style():
            raise BadInput(f"The offers of {shown(self.path)} stand on one line.", remedy="Edit it by hand.")
        return rows

    def _index(self, offer_id: str) -> int:
        for index, offer in enumerate(self.offers):
            if offer.id == offer_id:
                return index
        known = ", ".join(offer.id for offer in self.offers) or "none"
        raise BadInput(f"There is no offer {offer_id!r} in {shown(self.path)}.", remedy=f"Offers there: {known}.")

    def _become(self, text: str, offers: tuple[Offer, ...]) -> None:
        """Take an edit only when the file then says what was meant, and nothing else."""
        try:
            file = parse_yaml(text, str(self.path))
            there = offers_in(file)
        except BadInput:
            there = None
        if there != offers:
            what = f"{shown(self.path)} is written in a way that cannot be edited here; nothing was changed."
            raise BadInput(what, remedy="Edit it by hand.")
        self.text, self._file, self.offers = text, file, offers


def _tree(text: str) -> Any:  # noqa: ANN401  # YAML data with the places of its keys
    return YAML().load(text)


def _lines_of(text: str) -> list[str]:
    """Return the lines of a text, each with its line feed; `splitlines` would also cut at characters that YAML keeps."""
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")]


def _dash(lines: list[str], rows: CommentedSeq, index: int) -> tuple[int, int]:
    """Return line and column of the dash before an offer."""
    at = rows[index].lc.line
    while at > 0 and not lines[at].lstrip().startswith("-"):
        at -= 1
    return at, len(lines[at]) - len(lines[at].lstrip())


def _item(lines: list[str], rows: CommentedSeq, index: int) -> tuple[int, int]:
    """Return the half-open lines of an offer; comments around it that are not indented as its keys are stand outside."""
    start, column = _dash(lines, rows, index)
    after = _dash(lines, rows, index + 1)[0] if index + 1 < len(rows) else len(lines)
    return start, _last(lines, start, after, column + 1)


def _set_apart(lines: list[str], rows: CommentedSeq) -> bool:
    """Tell whether a blank line stands between the first two offers."""
    return any(not line.strip() for line in lines[_item(lines, rows, 0)[1] : _item(lines, rows, 1)[0]])


def _last(lines: list[str], start: int, after: int, indent: int) -> int:
    """Return where something that begins at a line ends: before blank lines, and before comments that are indented less."""
    end = after
    while end > start + 1:
        line = lines[end - 1]
        outside = line.lstrip().startswith("#") and len(line) - len(line.lstrip()) < indent
        if line.strip() and not outside:
            break
        end -= 1
    return end


def _with_key(text: str, index: int, key: str, value: object) -> str:
    """Return the text with another value of one key of an offer; without the key when the value is None."""
    lines = _lines_of(text)
    rows = _tree(text)["offers"]
    row: CommentedMap = rows[index]
    end = _item(lines, rows, index)[1]
    indent = row.lc.col
    if key not in row:
        lines[end:end] = _key_lines(key, value, indent)
        return "".join(lines)
    at, column = row.lc.data[key][:2]
    following = [place[0] for place in row.lc.data.values() if place[0] > at]
    stop = _last(lines, at, min(following, default=end), indent + 1)
    new = [] if value is None else _key_lines(key, value, indent)
    if new:
        new[0] = lines[at][:column] + new[0].lstrip()
        new[-1] = f"{new[-1].rstrip()}{_remark(row, key)}\n"
    lines[at:stop] = new
    return "".join(lines)


def _remark(row: CommentedMap, key: str) -> str:
    """Return the comment that stands on the line of a key, with two blanks before it."""
    tokens = row.ca.items.get(key)
    token = tokens[2] if tokens and len(tokens) > 2 else None
    remark = token.value.split("\n")[0] if token is not None else ""
    return f"  {remark}" if remark else ""


def _plain(offer: Offer) -> dict[str, object]:
    """Return what a person would write of an offer: nothing that goes without saying, in the order of its fields."""
    data = offer.model_dump(exclude_defaults=True)
    return {key: value if isinstance(value, int | tuple | dt.date) else str(value) for key, value in data.items()}


def _block(offer: Offer, column: int) -> list[str]:
    """Return the lines of a new offer whose dash stands in a column."""
    lines = [line for key, value in _plain(offer).items() for line in _key_lines(key, value, column + 2)]
    lines[0] = f"{' ' * column}- {lines[0].lstrip()}"
    return lines


def _key_lines(key: str, value: object, indent: int) -> list[str]:
    """Return the lines of one key and its value, indented."""
    yaml, stream = YAML(), io.StringIO()
    yaml.width = _ENDLESS
    if isinstance(value, tuple):
        value = CommentedSeq(value)
        value.fa.set_flow_style()
    yaml.dump(CommentedMap({key: value}), stream)
    return [f"{' ' * indent}{line}" if line.strip() else line for line in _lines_of(stream.getvalue())]


def _replace(target: Path, raw: bytes) -> None:
    """Write beside a file, with its rights, and put that in its place."""
    handle, beside = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(target.stat().st_mode & 0o777)
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
