"""Why a message was judged as it was, for the person who wrote it: which words, and what of its shape."""

from dataclasses import dataclass

from outreach.lint.acts import Judgement, score
from outreach.lint.features import APART, BORDER, PAIR, STEM, SUBJECT, Key, acting, features, positions, stem, words
from outreach.lint.structure import NAMES, OUTPUTS, TOGETHER, shape
from outreach.lint.text import Reading
from outreach.lint.weights import SENTENCE_SCALE, Table, pair, unpack
from outreach.lint.weights_file import shipped

_SHOWN = 6
_UNKNOWN = (0, 0)
_AFTER = ("the first", "the second", "the third", "the fourth", "the fifth", "the sixth")
_BEFORE = ("the last", "the last but one", "the third from the end", "the fourth from the end", "the fifth from the end")
_PLACES = {
    "@subject": "being in the subject", "@early": "standing before the text", "@late": "standing after the text",
    "@prose": "being plain text", "@greeting": "being a greeting", "@closing": "being a closing phrase",
    "@signature": "being a signature", "@quoted": "being quoted", "@item": "being in a list", "@postscript": "being a postscript",
    **{f"@{at}": f"being {place} sentence" for at, place in enumerate(_AFTER)},
    **{f"@-{at}": f"being {place} sentence" for at, place in enumerate(_BEFORE)},
    "@-5": "being far from the end",
}  # fmt: skip
"""What each position says of a sentence."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that spoke for something, in words, and how much it added to the log-odds (less than 0: against)."""

    says: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why: for each reason of the judgement the signs in its sentence, strongest first, and the shape's for rejection."""

    reasons: tuple[tuple[str, int, tuple[Sign, ...]], ...]
    verdict: tuple[Sign, ...]


def explain(reading: Reading, judgement: Judgement) -> Explanation:
    """Take a judgement apart: the reading must be the one that was judged."""
    if not reading.sentences:
        return Explanation((), ())
    values = shape(score(reading))
    added = dict[str, float]()
    for name, weight, value in zip(NAMES, shipped().judges.verdict, values, strict=False):
        one, _, other = name.partition(TOGETHER)
        says = one if one == other else name
        added[says] = added.get(says, 0.0) + weight * value
    weighed = [Sign(says, round(weight, 3)) for says, weight in added.items()]
    reasons = [(reason.reason, reason.sentence, signs(reading, reason.sentence, reason.reason)) for reason in judgement.reasons]
    return Explanation(tuple(reasons), _strongest(weighed))


def signs(reading: Reading, sentence: int, output: str) -> tuple[Sign, ...]:
    """List what in a sentence spoke for one of OUTPUTS ("give", "ask", a reason), strongest first."""
    spoken, tags = words(reading)[sentence], positions(reading, acting(reading))[sentence]
    column, scale = OUTPUTS.index(output), SENTENCE_SCALE[len(spoken)]
    table, total = shipped().table, dict[str, float]()
    for key in features(spoken, tags):
        packed = _packed(table, key)
        if packed:
            says = _in_words(key, spoken)
            total[says] = total.get(says, 0.0) + unpack(packed)[column] * scale
    return _strongest([Sign(says, round(weight, 3)) for says, weight in total.items()])


def _strongest(found: list[Sign]) -> tuple[Sign, ...]:
    return tuple(sorted(found, key=lambda sign: (-sign.weight, sign.says))[:_SHOWN])


def _packed(table: Table, key: Key) -> int:
    """Packed weights of one feature; a known word's count its stem's in, so the stem of one has none of its own here."""
    return table.entries.rows[_row(table, key)]


def _row(table: Table, key: Key) -> int:
    words, stems = table.entries.words, table.entries.stems
    if isinstance(key, str):
        return table.tags.get(key, 0) or words.get(key, _UNKNOWN)[0]
    if key[0] == STEM:
        return 0 if key[1] in words else stems.get(key[1], _UNKNOWN)[0]
    numbers = [stems.get(part, _UNKNOWN)[1] for part in key[1:]]
    if key[0] == SUBJECT:
        return table.subjects.get(numbers[0], 0)
    return {PAIR: table.pairs, APART: table.apart}[key[0]].get(pair(*numbers), 0)


def _in_words(key: Key, spoken: list[str]) -> str:
    """Say a feature of a sentence in that sentence's own words, not in the stems and marks that are counted."""
    if isinstance(key, str):
        return _PLACES.get(key, "its place") if key[0] == "@" and len(key) > 1 else _quoted(key)
    stems = list(map(stem, spoken))
    if key[0] in {STEM, SUBJECT}:
        said = _quoted(spoken[stems.index(key[1])])
        return f"{said} in the subject" if key[0] == SUBJECT else said
    if not spoken:
        return "its emptiness"
    step = 2 if key[0] == APART else 1
    line = [BORDER, *stems, BORDER]
    first = next(at for at in range(len(line) - step) if (line[at], line[at + step]) == key[1:])
    if first == 0:
        return f"{_quoted(spoken[step - 1])} at its start" if step <= len(spoken) else f"{_quoted(*spoken)} alone"
    if first + step > len(spoken):
        return f"{_quoted(spoken[first - 1])} at its end"
    return _quoted(spoken[first - 1], *["..."] * (step - 1), spoken[first - 1 + step])


def _quoted(*words: str) -> str:
    """Return words as they stand in a sentence, between quotes; any figure was counted as a number."""
    text = " ".join("(number)" if word == "0" else word for word in words)
    return f'"{text}"'.replace(" '", "'")
