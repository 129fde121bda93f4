"""Train the classifier: `python -m tests.corpus.train` writes the weights, with `--evaluate` it prints scores instead.

Two steps. Sentences are scored by logistic regressions over words and patterns. Messages are judged by logistic
regressions over the shape of those scores; these are trained on scores that each message got from a model that never
saw it (nor a variant of it), as they will be on new messages.
"""

import argparse
from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from outreach.lint.features import Key, acting, grams, positions, tokens
from outreach.lint.structure import REASONS, shape
from outreach.lint.weights import FILE, SCALE, Weights, dump, pack
from tests.corpus.fitting import fit, folds
from tests.corpus.records import Array, Message, training

LEAST = 3  # a feature must occur in so many sentences
SENTENCE_PENALTY, MESSAGE_PENALTY, SHAPE_PENALTY = 1.0, 4.0, 1.0
SENTENCE_ROUNDS, MESSAGE_ROUNDS, SHAPE_ROUNDS = 40, 60, 300
FOLDS = 5
THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Sentences:
    """Scores of sentences as a linear model gives them: weights of features (rows) for outputs, and constants."""

    keys: list[Key]
    weights: Array
    constants: Array

    def score(self, counts: csr_matrix) -> Array:
        """Score sentences given the counts of the features in each."""
        return np.asarray(counts @ self.weights + self.constants)


class Data:
    """Messages with the counts of every feature in each sentence, and the labels."""

    def __init__(self, messages: list[Message]) -> None:
        """Count what occurs in enough sentences."""
        self.messages = messages
        found = [
            Counter(grams(tokens(sentence.text), tags))
            for message in messages
            for sentence, tags in zip(message.reading.sentences, positions(message.reading), strict=True)
        ]
        common = Counter(key for counter in found for key in counter)
        self.keys = sorted((key for key, times in common.items() if times >= LEAST), key=repr)
        self.counts = _matrix(found, self.keys)
        self.gold = np.concatenate([message.gold() for message in messages])
        self.rejected = np.array([[float(message.rejected)] for message in messages])
        self.reasons = np.array([[float(r in message.record["reasons"]) for r in REASONS] for message in messages])
        self.owner = np.repeat(np.arange(len(messages)), [len(message.reading.sentences) for message in messages])

    def sentences(self, chosen: Array) -> Sentences:
        """Train the sentence model on the chosen messages (a mask)."""
        rows = chosen[self.owner]
        weights, constants = fit(self.counts[rows], self.gold[rows], SENTENCE_PENALTY, SENTENCE_ROUNDS)
        whole = self._by_message()[chosen]
        verdict, constant = fit(whole, self.rejected[chosen], MESSAGE_PENALTY, MESSAGE_ROUNDS)
        del constant  # the model of shapes has its own
        return Sentences(self.keys, np.hstack([weights, verdict]), np.append(constants, 0.0))

    def _by_message(self) -> csr_matrix:
        """Add up the counts of each message's sentences."""
        sentences = len(self.owner)
        adder = csr_matrix((np.ones(sentences), (self.owner, np.arange(sentences))), (len(self.messages), sentences))
        return (adder @ self.counts).tocsr()

    def shapes(self, scores: Array) -> Array:
        """Describe each message by the shape of its sentences' scores."""
        starts = np.searchsorted(self.owner, np.arange(len(self.messages) + 1))
        return np.array(
            [
                shape([tuple(row) for row in scores[first:last]], acting(message.reading), bool(message.record["subject"]))
                for message, first, last in zip(self.messages, starts, starts[1:], strict=False)
            ]
        )


def _matrix(found: list[Counter[Key]], keys: list[Key]) -> csr_matrix:
    column = {key: at for at, key in enumerate(keys)}
    rows = [sorted((column[key], times) for key, times in counter.items() if key in column) for counter in found]
    ends = np.cumsum([0, *map(len, rows)])
    columns = [at for row in rows for at, _ in row]
    times = [float(count) for row in rows for _, count in row]
    return csr_matrix((times, columns, ends), shape=(len(found), len(keys)))


def unseen_scores(data: Data, chosen: Array, seed: int) -> Array:
    """Score the sentences of the chosen messages, each by a model trained on the other folds of the chosen."""
    dealt = np.where(chosen, -1, -2)
    dealt[chosen] = folds([m for m, take in zip(data.messages, chosen, strict=True) if take], FOLDS, seed)
    scores = np.zeros((len(data.owner), data.gold.shape[1] + 1))
    for fold in range(FOLDS):
        model = data.sentences((dealt != fold) & (dealt >= 0))
        rows = (dealt == fold)[data.owner]
        scores[rows] = model.score(data.counts[rows])
    return scores


def judges(shapes: Array, data: Data, chosen: Array) -> tuple[Array, Array]:
    """Train the models of shapes on the chosen messages: weights for the verdict and the reasons, constants last."""
    labels = np.hstack([data.rejected, data.reasons])[chosen]
    middle, spread = shapes[chosen].mean(axis=0), shapes[chosen].std(axis=0) + 1e-6
    weights, constants = fit((shapes[chosen] - middle) / spread, labels, SHAPE_PENALTY, SHAPE_ROUNDS)
    weights = weights / spread[:, None]
    both = np.vstack([weights, constants - middle @ weights])
    return both[:, 0], both[:, 1:].T


def train(messages: list[Message]) -> Weights:
    """Train all of it on all the messages."""
    data = Data(messages)
    everything = np.ones(len(messages), dtype=bool)
    verdict, reasons = judges(data.shapes(unseen_scores(data, everything, seed=1)), data, everything)
    model = data.sentences(everything)
    whole = np.rint(model.weights * SCALE).astype(int)
    table = {key: pack(row.tolist()) for key, row in zip(model.keys, whole, strict=True) if row.any()}
    return Weights(
        table,
        pack(np.rint(model.constants * SCALE).astype(int).tolist()),
        tuple(np.round(verdict, 4).tolist()),
        tuple(tuple(row) for row in np.round(reasons, 4).tolist()),
        THRESHOLD,
    )


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
