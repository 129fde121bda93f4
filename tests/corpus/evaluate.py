"""What the classifier scores on messages it has not seen, a variant of them neither: nested cross-validation."""

from collections import Counter, defaultdict

import numpy as np

from outreach.lint.acts import judge
from outreach.lint.structure import REASONS
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


def predictions(messages: list[Message]) -> tuple[Array, Array]:
    """Likelihood of rejection of each message, and of each reason, by models trained without it."""
    data = Data(messages)
    dealt = folds(messages, FOLDS, seed=0)
    verdicts, reasons = np.zeros(len(messages)), np.zeros((len(messages), len(REASONS)))
    for fold in range(FOLDS):
        seen, left = dealt != fold, dealt == fold
        verdict, why = judges(data, seen, seed=fold + 1)
        shapes = np.hstack([data.shapes(data.train(seen), left), np.ones((left.sum(), 1))])
        verdicts[left] = logistic(shapes @ verdict)
        reasons[left] = logistic(shapes @ why.T)
    return verdicts, reasons


def evaluate() -> None:
    """Print the table of the card: cross-validated over the training messages, then the dev set as a check."""
    messages = training()
    verdicts, reasons = predictions(messages)
    named = [{REASONS[at] for at in np.flatnonzero(row >= min(0.27, row.max()))} for row in reasons]
    for name, kinds in KINDS.items():
        rows = [at for at, message in enumerate(messages) if message.kind in kinds]
        print(f"{name:20} {_line([messages[at] for at in rows], verdicts[rows], [named[at] for at in rows])}")
    print("recall by main reason: " + _by_reason(messages, verdicts))
    dev = load(FOLDER / "dev.jsonl")
    found = [judge(message.reading) for message in dev]
    likely = np.array([judgement.rejected for judgement in found])
    print(f"{'dev':20} {_line(dev, likely, [{r.reason for r in judgement.reasons} for judgement in found])}")


def _line(messages: list[Message], verdicts: Array, named: list[set[str]]) -> str:
    tally: Counter[tuple[bool, bool, bool]] = Counter()
    sets: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    right = 0
    for message, verdict, reasons in zip(messages, verdicts, named, strict=True):
        rejected = bool(verdict >= THRESHOLD)
        tally[message.record["hard"], message.rejected, rejected] += 1
        right += message.rejected and rejected and message.record["reasons"][0] in reasons
        if "set" in message.record:
            sets[message.group].append((message.rejected, rejected))
    pairs = [(good, bad) for group in sets.values() for should, good in group if not should for must, bad in group if must]
    return (
        f"recall {_rate(tally, True, True)} specificity {_rate(tally, False, False)}"
        f" | hard {_rate(tally, True, True, hard=True)} {_rate(tally, False, False, hard=True)}"
        f" | main reason named {right / max(1, tally[True, True, True] + tally[False, True, True]):.3f}"
        + (f" | both of a pair {sum(bad and not good for good, bad in pairs) / len(pairs):.3f}" if pairs else "")
    )


def _rate(tally: Counter[tuple[bool, bool, bool]], should: bool, said: bool, hard: bool | None = None) -> str:
    """Share of the messages that should be rejected (or not) that were said to be."""
    kinds = (False, True) if hard is None else (hard,)
    hits = sum(tally[kind, should, said] for kind in kinds)
    return f"{hits / max(1, hits + sum(tally[kind, should, not said] for kind in kinds)):.3f}"


def _by_reason(messages: list[Message], verdicts: Array) -> str:
    found: dict[str, list[bool]] = defaultdict(list)
    for message, verdict in zip(messages, verdicts, strict=True):
        if message.rejected:
            found[message.record["reasons"][0]].append(bool(verdict >= THRESHOLD))
    return ", ".join(f"{reason} {sum(hits)}/{len(hits)}" for reason, hits in sorted(found.items()))
