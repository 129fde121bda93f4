"""Logistic regression for many outputs at once, and folds that keep the variants of one message together."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tests.corpus.records import Array, Message


def logistic(scores: Array) -> Array:
    """Logistic function, safe for any score."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0))))


def fit(
    inputs: csr_matrix | Array, labels: Array, penalty: float, rounds: int, counts: Array | None = None
) -> tuple[Array, Array]:
    """Fit one logistic regression per column of `labels`: weights (inputs x outputs) and constants.

    `inputs` is a sparse matrix or an array. `penalty` is the ridge on the weights (half its square sum), `rounds` the
    most steps of L-BFGS, `counts` how much each row counts (1 if None).
    """
    heft = np.ones((inputs.shape[0], 1)) if counts is None else counts[:, None]
    width, outputs = inputs.shape[1], labels.shape[1]
    turned = inputs.T.tocsr() if isinstance(inputs, csr_matrix) else inputs.T
    share = np.clip((heft * labels).sum(axis=0) / heft.sum(), 1e-4, 1 - 1e-4)
    start = np.concatenate([np.zeros(width * outputs), np.log(share / (1 - share))])

    def loss(point: Array) -> tuple[float, Array]:
        weights, constant = point[:-outputs].reshape(width, outputs), point[-outputs:]
        scores = inputs @ weights + constant
        error = heft * (logistic(scores) - labels)
        slope = turned @ error + penalty * weights
        value = (heft * (np.logaddexp(0.0, scores) - labels * scores)).sum() + 0.5 * penalty * (weights**2).sum()
        return float(value), np.concatenate([slope.ravel(), error.sum(axis=0)])

    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 8}).x
    return best[:-outputs].reshape(width, outputs), best[-outputs:]


def folds(messages: list[Message], count: int, seed: int) -> NDArray[np.int64]:
    """Deal messages out to `count` folds, file by file and verdict by verdict; a set is never split."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, message in enumerate(messages):
        groups[message.kind, message.group].append(at)
    files: dict[str, list[list[int]]] = defaultdict(list)
    for (kind, _), members in sorted(groups.items()):
        files[kind].append(members)
    chance = np.random.RandomState(seed)  # its sequence is frozen for good, unlike default_rng's
    dealt = np.zeros(len(messages), dtype=np.int64)
    for _, listed in sorted(files.items()):
        order = [listed[at] for at in chance.permutation(len(listed))]
        order.sort(key=lambda members: messages[members[0]].rejected)
        for turn, members in enumerate(order):
            dealt[members] = turn % count
    return dealt
