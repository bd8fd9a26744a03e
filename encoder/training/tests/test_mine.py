import gzip
import json

import numpy as np
import pytest
import torch

from quarry_training import pairs as pair_files
from quarry_training.batches import Machine
from quarry_training.encoder import Encoder, EncoderConfig
from quarry_training.mine import Mined, Miner, MiningConfig
from quarry_training.novel import NovelWords
from quarry_training.posts import PostConfig, Posts
from quarry_training.sampler import Sampler, SamplingConfig, SpecialIds

SPECIAL = SpecialIds(cls=2, sep=3, query=5, document=6)
WORDS = ["path", "file", "extension", "sum", "total", "client", "lower", "case", "quaternion", "throw"]


@pytest.fixture
def pair_set(tmp_path, learned):
    """Units a and b ask and answer with like words; c is a copy of a under another name; the others are about other things."""
    texts = {"a": "file path extension", "b": "file path client", "c": "file path extension", "d": "sum total quaternion"}
    texts |= {f"e{number}": f"lower case throw {number}" for number in range(4)}
    file = tmp_path / "train-00.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as out:
        for unit, text in texts.items():
            pair = {"kind": "summary", "query": text, "header": "lib", "code": text, "name": "", "unit": unit, "group": "g"}
            out.write(json.dumps(pair) + "\n")
            out.write(json.dumps(pair | {"query": f"{text} {unit}"}) + "\n")
    return pair_files.prepare([file], learned, 64, 64)


def sampler(pair_set, learned, mined=None, **sampling):
    config = SamplingConfig({"summary": 1.0}, masked_share=0.0, neighbours=2, **sampling)
    return Sampler(pair_set, Posts(learned, PostConfig()), NovelWords(learned, pair_set.idf), config, SPECIAL, 0, mined)


def miner(pair_set, learned, **config):
    torch.manual_seed(0)
    size = learned.get_vocab_size()
    return Miner(
        pair_set,
        sampler(pair_set, learned).example,
        Encoder(EncoderConfig(size, hidden_size=64, layers=0, token_dimension=64)),
        np.ones(size, np.float32),
        np.zeros(size, bool),
        Machine.best(2),
        MiningConfig(**config),
    )


def test_what_shares_words_is_mined_and_what_may_be_right_is_not(pair_set, learned):
    made = miner(pair_set, learned, negatives=2)
    rows = sampler(pair_set, learned).one_per_document(np.random.default_rng(0))
    mined = made.mine(rows, seed=0)
    texts = {row: learned.decode((pair_set.documents[pair_set.pairs[row]["document"]]).tolist()) for row in rows}
    found = {
        texts[anchor]: [texts[row] for row in negatives if row >= 0]
        for anchor, negatives in zip(mined.anchors, mined.negatives)
    }
    assert len(rows) == len(texts) == 7  # a and c are one document
    assert found["file path extension"][0] == "file path client"
    assert found["file path client"][0] == "file path extension"
    assert all(anchor not in negatives for anchor, negatives in found.items())


def test_an_answer_as_good_as_the_right_one_is_left_out(pair_set, learned):
    rows = sampler(pair_set, learned).one_per_document(np.random.default_rng(0))
    strict = miner(pair_set, learned, negatives=2, nearly=0.01).wrong_answers(rows, np.random.default_rng(0))
    assert (strict == -1).all()


def test_a_stretch_never_crosses_libraries(pair_set, learned):
    pair_set.pairs["group"][:6] = 7
    made = miner(pair_set, learned, negatives=1, stretch=3)
    parts = list(made.stretches(np.arange(len(pair_set.pairs))))
    assert all(len(set(pair_set.pairs["group"][part])) == 1 and len(part) <= 3 for part in parts)
    assert np.array_equal(np.sort(np.concatenate(parts)), np.arange(len(pair_set.pairs)))


def test_a_batch_has_the_wrong_answers_of_its_anchors(pair_set, learned):
    rows = np.arange(len(pair_set.pairs))
    mined = Mined(rows[:1], rows[None, [4, 6]])
    made = sampler(pair_set, learned, mined, neighbour_share=0.0, mined_share=1.0, negatives=2)
    assert {0, 4, 6} <= set(made.draw(np.random.default_rng(0), 4).tolist())


def test_mined_negatives_that_are_missing_are_an_error(pair_set, learned):
    with pytest.raises(ValueError, match="mined_share"):
        sampler(pair_set, learned, mined_share=0.5)
