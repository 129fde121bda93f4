"""Why a message was judged as it was, for the person who wrote it: which words, and what of its shape."""

from dataclasses import dataclass

from outreach.lint.acts import Judgement, score
from outreach.lint.features import APART, PAIR, STEM, SUBJECT, Key, acting, features, positions, words
from outreach.lint.structure import NAMES, OUTPUTS, shape
from outreach.lint.text import Reading
from outreach.lint.weights import SENTENCE_SCALE, Table, pair, unpack
from outreach.lint.weights_file import shipped

_SHOWN = 6
_UNKNOWN = (0, 0)


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
    weighed = [
        Sign(name, round(weight * value, 3)) for name, weight, value in zip(NAMES, shipped().judges.verdict, values, strict=False)
    ]
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
            says = _in_words(key)
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


def _in_words(key: Key) -> str:
    """Say a feature in words."""
    if isinstance(key, str):
        return f"its place ({key[1:]})" if key[0] == "@" and len(key) > 1 else f'"{key}"'
    if key[0] == SUBJECT:
        return f'"{key[1]}" in the subject'
    return {STEM: f'"{key[-1]}"', PAIR: f'"{" ".join(key[1:])}"', APART: f'"{" ... ".join(key[1:])}"'}[key[0]]
