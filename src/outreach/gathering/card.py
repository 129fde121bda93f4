"""One address card: its properties, read line by line (RFC 6350; RFC 2426; vCard 2.1).

Nothing here looks back, so that no line, however odd, takes longer than its length.
"""

from __future__ import annotations

import codecs
import quopri
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_HEAD: Final = 1_000
"""The most characters before a property's value."""

_NAME: Final = re.compile(r"(?:[\w-]{1,60}\.)?([\w-]{1,60})\Z")
_ESCAPED: Final = re.compile(r"\\([\\;,nN:])")


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its name and the names and values of its parameters in capitals, its value as it stands."""

    name: str
    parameters: tuple[tuple[str, str], ...]
    value: str

    @property
    def text(self) -> str:
        """Return the value as text."""
        return _unescaped(self._decoded())

    def parts(self, sign: str) -> tuple[str, ...]:
        """Return the parts of a value between signs (semicolons or commas) that are not escaped."""
        found: list[str] = []
        part: list[str] = []
        escaped = False
        for character in self._decoded():
            if character == sign and not escaped:
                found.append("".join(part))
                part = []
            else:
                part.append(character)
            escaped = character == "\\" and not escaped
        return tuple(_unescaped(text).strip() for text in (*found, "".join(part)))

    @property
    def is_preferred(self) -> bool:
        """Tell whether its writer prefers it to others of its name."""
        return any((name, value) in {("TYPE", "PREF"), ("PREF", "1"), ("PREF", "")} for name, value in self.parameters)

    def _decoded(self) -> str:
        if ("ENCODING", "QUOTED-PRINTABLE") not in self.parameters:
            return self.value
        charset = next((value for name, value in self.parameters if name == "CHARSET"), "UTF-8")
        try:
            codec = codecs.lookup(charset).name
            return quopri.decodestring(self.value.encode("utf-8", "replace")).decode(codec, "replace")
        except (LookupError, ValueError, TypeError):
            return self.value


def properties(lines: Iterable[str]) -> Iterator[Property]:
    """Yield the properties of a card's lines; lines that are none are passed over."""
    for line in _unfolded(lines):
        one = _property(line)
        if one is not None:
            yield one


def _unfolded(lines: Iterable[str]) -> Iterator[str]:
    """Put folded lines together: those that go on with a blank, and quoted-printable ones with an equals sign at the end."""
    whole: list[str] = []
    printable = False
    for raw in lines:
        line = raw.rstrip("\r\n")
        if whole and printable and whole[-1].endswith("="):
            whole[-1] = whole[-1][:-1]
            whole.append(line)
        elif whole and line[:1] in {" ", "\t"}:
            whole.append(line[1:])
        else:
            if whole:
                yield "".join(whole)
            whole, printable = [line], "QUOTED-PRINTABLE" in line[:MAX_HEAD].upper()
    if whole:
        yield "".join(whole)


def _property(line: str) -> Property | None:
    at, quoted = -1, False
    for index, character in enumerate(line[:MAX_HEAD]):
        if character == '"':
            quoted = not quoted
        elif character == ":" and not quoted:
            at = index
            break
    head, *parameters = line[:at].upper().split(";") if at > 0 else [""]
    match = _NAME.match(head.strip())
    if match is None:
        return None
    return Property(match[1], tuple(_parameters(parameters)), line[at + 1 :])


def _parameters(written: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the parameters one value at a time; version 2.1 writes values without a name."""
    for each in written:
        name, sign, values = each.partition("=")
        if not sign:
            bare = name.strip()
            yield ("ENCODING" if bare in {"QUOTED-PRINTABLE", "BASE64"} else "TYPE"), bare
            continue
        for value in values.replace('"', "").split(","):
            yield name.strip(), value.strip()


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)
