"""The payloads of `fixtures.yaml`, and the reply of a model that obeys one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from outreach.domain.cleaning import clean_line
from outreach.engines.reply import ReplyParts
from outreach.yaml_file import read_yaml

FAIR: Final[dict[str, Any]] = {
    "offer_id": "newsletter-feature",
    "fact_ids": ["readers-for-the-blog"],
    "subject": "A feature in my newsletter about your work",
    "offer": "I can offer you a feature in my newsletter about your work, since you look for readers for a blog about glazes.",
    "body": "You read it before it goes out and may change what is said of you.",
    "ask": "",
    "close": "If you would rather not, that is perfectly fine.",
}
"""The parts of a message that the gate clears."""


SHORT: Final = 10
"""Shorter words may turn up by chance."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A text that commands, its second half where it comes in two, and what a model that obeys says or changes."""

    number: int
    family: str
    text: str
    also: str = ""
    obeys: str | dict[str, Any] = field(default="")

    @property
    def name(self) -> str:
        """Return the name of the person who carries it."""
        return f"Robin Sample{chr(97 + self.number // 26)}{chr(97 + self.number % 26)}"

    @property
    def id(self) -> str:
        """Return the id of that person."""
        return f"robin-{self.number}"

    @property
    def texts(self) -> tuple[str, ...]:
        """Return its halves as they are kept: cleaned, on one line."""
        return tuple(str(clean_line(text)) for text in (self.text, self.also) if clean_line(text))

    def reply(self, fact_id: str = "readers-for-the-blog") -> ReplyParts:
        """Return the reply of a model that obeys: a fair message but for that, which rests on the fact of that id."""
        changed = self.obeys if isinstance(self.obeys, dict) else {"body": f"{FAIR['body']} {self.obeys}"}
        return ReplyParts.model_validate(FAIR | {"fact_ids": [fact_id]} | changed)

    def said(self) -> tuple[str, ...]:
        """Return what of that reply is not fair, cleaned as replies are: none of it may be seen anywhere."""
        parts, fair = self.reply(), frozenset(map(str, FAIR.values()))
        words = (parts.subject, parts.offer, parts.body, parts.ask, parts.close)
        said = (str(clean_line(part.get_secret_value())) for part in words)
        return tuple(each for each in said if len(each) > SHORT and each not in fair)


def payloads() -> tuple[Payload, ...]:
    """Return all of them, in the order of the file."""
    rows = read_yaml(Path(__file__).with_name("fixtures.yaml")).data
    return tuple(Payload(number, **row) for number, row in enumerate(rows))


ALL: Final = payloads()
IDS: Final = [f"{each.family}-{each.number}" for each in ALL]
