"""Train the classifier: `python -m tests.corpus.train` writes the weights, with `--evaluate` it prints scores instead.

Two steps. Sentences are scored by logistic regressions over words and patterns. Messages are judged by logistic
regressions over the shape of those scores; these are trained on scores that each message got from a model that never
saw it (nor a variant of it), as they will be on new messages.
"""

import argparse
from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, diags

from outreach.lint.features import Key, acting, features, positions, words
from outreach.lint.structure import NAMES, PLAIN, REASONS, Scores, shape
from outreach.lint.weights import SCALE, SENTENCE_SCALE, Judges, Weights, message_scale, pack, tabled
from outreach.lint.weights_file import FILE, dump
from tests.corpus.fitting import fit, folds
from tests.corpus.records import Array, Message, training

LEAST = 4  # a feature must occur in so many sentences
RARITY = 1.25  # power of the log inverse sentence frequency by which a feature counts
POSITION = 2.0  # how much a position counts
SENTENCE_PENALTY, MESSAGE_PENALTY, VERDICT_PENALTY, REASON_PENALTY = 1.0, 4.0, 10.0, 20.0
SENTENCE_ROUNDS, MESSAGE_ROUNDS, SHAPE_ROUNDS = 45, 60, 200
FAINT = 0.12  # features that add less than this to every output are left out
FOLDS = 5
COUNTS = dict.fromkeys("defkl", 2.0) | dict.fromkeys("ghij", 1.0)  # how much a message of a kind counts for the judges
OTHERS, OTHER_SENTENCES = 0.5, 0.75  # and one of another kind, or its sentences: there are many, less like what people send
THRESHOLD = 0.63  # likelihood from which a message is rejected: a false alarm costs more than a miss


@dataclass(frozen=True, slots=True)
class Model:
    """A trained sentence model: the weights of each feature (row) for each field, and a constant for each output.

    Features are counted as `Data.weight` says; the faint ones are zero.
    """

    weights: Array
    constants: Array


class Data:
    """Messages with the counts of every feature in each sentence, and the labels."""

    def __init__(self, messages: list[Message]) -> None:
        """Count what occurs in enough sentences."""
        self.messages = messages
        split = [words(message.reading) for message in messages]
        found = [
            Counter(features(sentence, tags))
            for message, sentences in zip(messages, split, strict=True)
            for sentence, tags in zip(sentences, positions(message.reading, acting(message.reading)), strict=True)
        ]
        times = Counter(key for counter in found for key in counter)
        self.keys = sorted((key for key, count in times.items() if count >= LEAST), key=repr)
        self.weight = np.array([_weight(key, times[key], len(found)) for key in self.keys])
        self.counts = (_matrix(found, self.keys) @ diags(self.weight)).tocsr()
        self.owner = np.repeat(np.arange(len(messages)), [len(message.reading.sentences) for message in messages])
        self.scale = SCALE * np.array([SENTENCE_SCALE[len(s)] for sentences in split for s in sentences])
        self.whole = np.array([SCALE * message_scale(sum(map(len, sentences))) for sentences in split])
        self.rejected = np.array([[float(message.rejected)] for message in messages])
        self.reasons = np.array([[float(r in message.record["reasons"][:1]) for r in REASONS] for message in messages])
        self.heft = np.array([COUNTS.get(message.kind, OTHERS) for message in messages])
        gold = np.concatenate([message.gold() for message in messages])
        self.gold = np.hstack([gold, self.rejected[self.owner]])
        adder = csr_matrix((np.ones(len(found)), (self.owner, np.arange(len(found)))), (len(messages), len(found)))
        self.sentences = (diags(self.scale) @ self.counts).tocsr()
        self.wholes = (diags(self.whole) @ adder @ self.counts).tocsr()

    def train(self, chosen: Array) -> Model:
        """Train the sentence model on the chosen messages (a mask)."""
        rows = chosen[self.owner]
        counts = np.clip(self.heft, OTHER_SENTENCES, 1.0)
        weights, constants = fit(
            self.sentences[rows], self.gold[rows], SENTENCE_PENALTY, SENTENCE_ROUNDS, counts[self.owner][rows]
        )
        verdict, _ = fit(self.wholes[chosen], self.rejected[chosen], MESSAGE_PENALTY, MESSAGE_ROUNDS, counts[chosen])
        weights = np.hstack([weights, verdict])
        weights[np.abs(weights * self.weight[:, None]).max(axis=1) < FAINT] = 0.0
        return Model(weights, constants)

    def shapes(self, model: Model, chosen: Array) -> Array:
        """Describe the chosen messages by the shapes of the scores that the model gives their sentences."""
        outputs = self.sentences @ model.weights[:, :-1] + model.constants
        sums = (self.counts @ model.weights[:, -1]) * self.whole[self.owner]
        starts = np.searchsorted(self.owner, np.arange(len(self.messages) + 1))
        found = []
        for at in np.flatnonzero(chosen):
            rows, message = slice(starts[at], starts[at + 1]), self.messages[at]
            scores = [tuple(row) for row in outputs[rows].tolist()]
            subject = message.reading.sentences[0].place == "subject"
            found.append(shape(Scores(scores, sums[rows].tolist(), acting(message.reading), subject)))
        return np.array(found)


def _weight(key: Key, times: int, sentences: int) -> float:
    """Say how much a feature counts: rare ones more, as they say more when they occur."""
    if isinstance(key, str) and key[0] == "@" and len(key) > 1:
        return POSITION
    return float((np.log(sentences / times) / 4) ** RARITY)


def _matrix(found: list[Counter[Key]], keys: list[Key]) -> csr_matrix:
    column = {key: at for at, key in enumerate(keys)}
    rows = [sorted((column[key], times) for key, times in counter.items() if key in column) for counter in found]
    ends = np.cumsum([0, *map(len, rows)])
    columns = [at for row in rows for at, _ in row]
    times = [float(count) for row in rows for _, count in row]
    return csr_matrix((times, columns, ends), shape=(len(found), len(keys)))


def unseen_shapes(data: Data, chosen: Array, seed: int) -> Array:
    """Shapes of the chosen messages as they look to models that never saw them, nor a variant of them."""
    rows = np.flatnonzero(chosen)
    dealt = folds([data.messages[row] for row in rows], FOLDS, seed)
    shapes = np.zeros((len(rows), len(NAMES)))
    for fold in range(FOLDS):
        seen, left = np.zeros_like(chosen), np.zeros_like(chosen)
        seen[rows[dealt != fold]], left[rows[dealt == fold]] = True, True
        shapes[dealt == fold] = data.shapes(data.train(seen), left)
    return shapes


def judges(data: Data, chosen: Array, seed: int) -> tuple[Array, Array]:
    """Train the models of shapes on the chosen messages: weights for the verdict and for each reason, constants last.

    The reasons' tell which is the main one of a rejected message.
    """
    shapes = unseen_shapes(data, chosen, seed)
    verdict = _judge(shapes, data.rejected[chosen], data.heft[chosen], VERDICT_PENALTY)
    rejected = data.rejected[chosen][:, 0] > 0
    reasons = _judge(shapes[rejected, :PLAIN], data.reasons[chosen][rejected], data.heft[chosen][rejected], REASON_PENALTY)
    return verdict[:, 0], reasons.T


def _judge(shapes: Array, labels: Array, counts: Array, penalty: float) -> Array:
    """Fit models of shapes: weights and, last, a constant (rows) for each label (column)."""
    middle, spread = shapes.mean(axis=0), shapes.std(axis=0) + 1e-6
    weights, constants = fit((shapes - middle) / spread, labels, penalty, SHAPE_ROUNDS, counts)
    weights = weights / spread[:, None]
    return np.vstack([weights, constants - middle @ weights])


def train(messages: list[Message]) -> Weights:
    """Train all of it on all the messages."""
    data = Data(messages)
    everything = np.ones(len(messages), dtype=bool)
    verdict, reasons = judges(data, everything, seed=1)
    model = data.train(everything)
    values = model.weights * data.weight[:, None]
    whole = np.rint(values * SCALE).astype(int)
    table = tabled({key: pack(row.tolist()) for key, row in zip(data.keys, whole, strict=True) if row.any()})
    final = Judges(tuple(np.round(verdict, 4).tolist()), tuple(tuple(row) for row in np.round(reasons, 4).tolist()), THRESHOLD)
    return Weights(table, tuple(np.round(model.constants, 4).tolist()), final)


def main() -> None:
    """Write the weights file, or print what cross-validation says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluate", action="store_true", help="print cross-validated scores; write nothing")
    if parser.parse_args().evaluate:
        from tests.corpus.evaluate import evaluate  # noqa: PLC0415 - it imports this module

        evaluate()
    else:
        FILE.write_bytes(dump(train(training())))


if __name__ == "__main__":
    main()
