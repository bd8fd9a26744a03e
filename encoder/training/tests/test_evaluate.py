import numpy as np
import pytest

from quarry_training import evaluate
from quarry_training.lexical import Bm25


def test_ndcg_of_known_ranks():
    scores = np.array([[0.9, 0.5, 0.1], [0.2, 0.9, 0.5]])
    second = 1 / np.log2(3)
    assert evaluate.ndcg(scores, [np.array([0]), np.array([2])]) == pytest.approx((1 + second) / 2)


def test_ties_count_against_us():
    assert evaluate.ndcg(np.zeros((1, 3)), [np.array([0])]) == pytest.approx(1 / np.log2(4))


def test_reciprocal_rank_drops_the_partial_batch_and_sees_only_its_own_batch():
    scores = np.eye(1500, dtype=np.float32)
    assert evaluate.reciprocal_rank_of_1000(scores, [np.array([row]) for row in range(1500)]) == 1.0
    constant = np.zeros((1000, 1000), np.float32)
    assert evaluate.reciprocal_rank_of_1000(constant, [np.array([row]) for row in range(1000)]) == pytest.approx(0.001)


def test_hybrid_of_one_ranking_is_that_ranking():
    lexical = np.random.default_rng(0).random((3, 50)).astype(np.float32)
    learned = np.random.default_rng(1).random((3, 50)).astype(np.float32)
    assert (evaluate.hybrid(learned, lexical, 0.0).argmax(1) == lexical.argmax(1)).all()
    assert (evaluate.hybrid(learned, lexical, 1.0).argmax(1) == learned.argmax(1)).all()


def test_bm25_reads_identifiers_and_stems():
    index = Bm25(["String getFileExtension(Path p)", "void close()", "int sum(int[] values)"])
    assert index.scores("the extensions of files").argmax() == 0
    assert index.scores("closing").argmax() == 1
    assert index.scores("getFileExtension").argmax() == 0
    assert index.scores("zebra").max() == 0
