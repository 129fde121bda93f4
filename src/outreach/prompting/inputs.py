"""What the program puts into each prompt: the names, and which of them carry outside text."""

from __future__ import annotations

from typing import Final

_MESSAGE: Final = {
    "channel": "email or dm",
    "closeness": "stranger, acquaintance, colleague or friend",
    "asks": "true when the message asks for something",
    "words": "the longest the message may be, in words",
}
SETTINGS: Final = {
    "draft": _MESSAGE,
    "repair": _MESSAGE,
    "anew": _MESSAGE,
    "review": {"rules": "the rules that the message is judged by, one a line, each with its code"},
    "extract": {
        "voice": "own, about or note: who speaks in the text",
        "most": "how many sentences may be picked at most",
    },
}
"""Per prompt, values that the program itself derives; a prompt may use them in both parts, or leave them out."""

DATA: Final = {
    "draft": {"brief": "all that the message may use"},
    "repair": {
        "brief": "all that the message may use",
        "previous": "the draft that was held",
        "findings": "what was found in it and what to do instead",
    },
    "anew": {
        "brief": "all that the message may use",
        "findings": "what was found in the draft that was held and what to do instead",
    },
    "review": {"brief": "all that the message may use", "message": "the draft that is judged"},
    "extract": {"text": "the text that is read, and whom it is about"},
}
"""Per prompt, the fenced blocks of outside text: a prompt must use each, and only in its user part."""


def given(name: str) -> dict[str, str]:
    """Return every input of the prompt of that name, each with what it is; nothing for a name the program never uses."""
    return SETTINGS[name] | DATA[name] if name in DATA else {}


def names() -> frozenset[str]:
    """Return the names of every input that any prompt is given."""
    return frozenset(name for prompt in DATA for name in given(prompt))
