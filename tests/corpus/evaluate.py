"""What the classifier scores on messages it has not seen, a variant of them neither: nested cross-validation.

Each kind of message has two lines: the classifier alone, and the whole linter, in which a rule may reject as well.
"""

from collections import Counter, defaultdict

import numpy as np

from outreach.lint.acts import judge, reported
from outreach.lint.finding import Severity
from outreach.lint.linter import Linter
from outreach.lint.rulebook import load as load_rules
from tests.corpus.fitting import folds, logistic
from tests.corpus.records import FOLDER, Array, Message, load, training
from tests.corpus.train import FOLDS, THRESHOLD, Data, judges

KINDS = {
    "original (d-f)": "def",
    "ordinary mail (k-l)": "kl",
    "contrast sets (g-j)": "ghij",
    "contrast sets (m)": "m",
    "as published (n)": "n",
    "hard (o)": "o",
    "short and plain (p)": "p",
    "drafts (q)": "q",
}

Said = list[set[str]]
"""The reasons reported for each of some messages; none where the message passes."""


def predictions(messages: list[Message]) -> tuple[Array, Said]:
    """Likelihood of rejection of each message, and the reasons that would be reported, by models trained without it."""
    data = Data(messages)
    dealt = folds(messages, FOLDS, seed=0)
    verdicts, named = np.zeros(len(messages)), [set[str]() for _ in messages]
    for fold in range(FOLDS):
        seen, left = dealt != fold, dealt == fold
        verdict, reasons = judges(data, seen, seed=fold + 1)
        shapes = data.shapes(data.train(seen), left)
        verdicts[left] = logistic(shapes @ verdict[:-1] + verdict[-1])
        why = tuple(map(tuple, reasons.tolist()))
        for at, described in zip(np.flatnonzero(left), shapes.tolist(), strict=True):
            named[at] = set(reported(described, why, messages[at].reading))
    return verdicts, named


def ruled(messages: list[Message]) -> Said:
    """Reasons of the errors that the linter finds in each message by rules alone, whatever the classifier says."""
    linter = Linter(load_rules())
    kinds = {code: rule.kind for code, rule in linter.rulebook.by_code.items()}
    reports = [linter.lint(message.record["subject"], message.record["body"]) for message in messages]
    return [
        {found.reason for found in report.findings if found.severity is Severity.ERROR and kinds[found.code] != "judged"}
        for report in reports
    ]


def evaluate() -> None:
    """Print the tables of the card: cross-validated over the training messages, then the dev set as a check."""
    messages = training()
    verdicts, named = predictions(messages)
    alone = [reasons if likely >= THRESHOLD else set[str]() for likely, reasons in zip(verdicts, named, strict=True)]
    whole = _joined(alone, ruled(messages))
    for name, kinds in KINDS.items():
        rows = [at for at, message in enumerate(messages) if message.kind in kinds]
        _print(name, [messages[at] for at in rows], [alone[at] for at in rows], [whole[at] for at in rows])
    print("recall by main reason, classifier: " + _by_reason(messages, alone))
    print("recall by main reason, linter: " + _by_reason(messages, whole))
    dev = load(FOLDER / "dev.jsonl")
    judged = [{reason.reason for reason in judge(message.reading).reasons} for message in dev]
    _print("dev", dev, judged, _joined(judged, ruled(dev)))


def _joined(one: Said, other: Said) -> Said:
    return [first | second for first, second in zip(one, other, strict=True)]


def _print(name: str, messages: list[Message], alone: Said, whole: Said) -> None:
    print(f"{name:20} classifier {_line(messages, alone)}")
    print(f"{'':20} linter     {_line(messages, whole)}")


def _line(messages: list[Message], said: Said) -> str:
    tally: Counter[tuple[bool, bool, bool]] = Counter()
    sets: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    right = told = 0
    for message, reasons in zip(messages, said, strict=True):
        tally[message.record["hard"], message.rejected, bool(reasons)] += 1
        if message.rejected:
            right += message.record["reasons"][0] in reasons
            told += len(reasons)
        if "set" in message.record:
            sets[message.group].append((message.rejected, bool(reasons)))
    caught = max(1, tally[True, True, True] + tally[False, True, True])
    pairs = [(good, bad) for group in sets.values() for should, good in group if not should for must, bad in group if must]
    return (
        f"recall {_rate(tally, True, True)} specificity {_rate(tally, False, False)}"
        f" | hard {_rate(tally, True, True, hard=True)} {_rate(tally, False, False, hard=True)}"
        f" | main reason named {right / caught:.3f} of {told / caught:.1f}"
        + (f" | both of a pair {sum(bad and not good for good, bad in pairs) / len(pairs):.3f}" if pairs else "")
    )


def _rate(tally: Counter[tuple[bool, bool, bool]], should: bool, said: bool, hard: bool | None = None) -> str:
    """Share of the messages that should be rejected (or not) that were said to be."""
    kinds = (False, True) if hard is None else (hard,)
    hits = sum(tally[kind, should, said] for kind in kinds)
    return f"{hits / max(1, hits + sum(tally[kind, should, not said] for kind in kinds)):.3f}"


def _by_reason(messages: list[Message], said: Said) -> str:
    found: dict[str, list[bool]] = defaultdict(list)
    for message, reasons in zip(messages, said, strict=True):
        if message.rejected:
            found[message.record["reasons"][0]].append(bool(reasons))
    return ", ".join(f"{reason} {sum(hits)}/{len(hits)}" for reason, hits in sorted(found.items()))
