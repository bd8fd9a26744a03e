import gzip
import json

import numpy as np
import pytest

from quarry_training import pairs as pair_files
from quarry_training.pairs import NAME_FLAG, PairSet
from quarry_training.posts import PostConfig, Posts
from quarry_training.sampler import Sampler, SamplingConfig, SpecialIds

CODE = "String getPath() { return getPath(path) + getPathList(); }"
SPECIAL = SpecialIds(cls=2, sep=3, query=5, document=6)


def line(number, kind="summary", code=CODE, name="getPath"):
    return {
        "kind": kind,
        "query": f"returns the path number {number}",
        "header": f"lib | org.lib{number % 3} | Path",
        "code": code,
        "name": name,
        "unit": f"lib{number % 3}/A.java#A.m{number:03}",
        "group": f"g:lib{number % 3}",
    }


@pytest.fixture
def prepared(learned, tmp_path):
    file = tmp_path / "train-00.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as out:
        for number in range(60):
            out.write(json.dumps(line(number, code=f"{CODE} // {number}")) + "\n")
        out.write(json.dumps(line(7, kind="name", code="String _() { return null; }")) + "\n")
    pair_files.prepare([file], learned, 256, 2048).save(tmp_path / "set")
    return PairSet.load(tmp_path / "set")


@pytest.fixture
def posts(learned):
    return Posts(learned, PostConfig())


def test_the_name_is_flagged_where_it_stands_as_a_whole_word(learned):
    ids = pair_files.encode_flagged(learned, [(CODE, "getPath")], 2048)[0]
    kept = learned.decode(ids[ids < NAME_FLAG].tolist())
    assert kept == learned.decode(learned.encode("String return path + getPathList").ids)


def test_rows_are_what_was_written(prepared, learned):
    assert len(prepared.pairs) == 61 and len(prepared.documents) == 61 and len(prepared.headers) == 3
    pair = prepared.pairs[0]
    expected = learned.encode(f"{CODE} // 0", add_special_tokens=False).ids
    assert (prepared.documents[pair["document"]] & ~NAME_FLAG).tolist() == expected
    assert (np.diff(prepared.pairs["group"]) >= 0).all()


def test_frequent_tokens_weigh_less(prepared, learned):
    assert prepared.idf[learned.token_to_id("path")] < prepared.idf[learned.token_to_id("extension")]


def test_a_batch_is_a_function_of_seed_and_number(prepared, posts):
    config = SamplingConfig({"summary": 1.0, "name": 1.0}, neighbours=4, neighbourhood=16)
    one, again, other = (Sampler(prepared, posts, config, SPECIAL, seed).batch(5, 24) for seed in (1, 1, 2))
    assert all(np.array_equal(a, b) for a, b in zip(one.documents + one.queries, again.documents + again.queries))
    assert not all(np.array_equal(a, b) for a, b in zip(one.queries, other.queries))


def test_a_batch_holds_a_unit_once_and_frames_its_sequences(prepared, posts):
    config = SamplingConfig({"summary": 1.0, "name": 1.0}, longest_query=6, longest_document=12, neighbours=4)
    sampler = Sampler(prepared, posts, config, SPECIAL, 0)
    for number in range(20):
        rows = sampler.draw(np.random.default_rng(number), 24)
        units = prepared.pairs["unit"][rows]
        assert len(units) == len(set(units.tolist()))
    batch = sampler.batch(0, 24)
    assert all(ids[0] == 2 and ids[1] == 5 and ids[-1] == 3 and len(ids) <= 6 for ids in batch.queries)
    assert all(ids[0] == 2 and ids[1] == 6 and ids[-1] == 3 and len(ids) <= 12 for ids in batch.documents)
    assert not batch.excluded.diagonal().any()


def test_siblings_are_other_questions_of_the_same_code(learned, posts, tmp_path):
    file = tmp_path / "train-00.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as out:
        for number in range(40):
            code = f"{CODE} // {number // 2}"
            out.write(json.dumps(line(number, kind=("summary", "question")[number % 2], code=code)) + "\n")
    prepared = pair_files.prepare([file], learned, 256, 2048)
    config = SamplingConfig({"summary": 1.0, "question": 1.0}, sibling_share=1.0, neighbours=4)
    sampler = Sampler(prepared, posts, config, SPECIAL, 0)
    batch = sampler.batch(3, 24)
    assert len(batch.queries) == len(batch.positives) > len(batch.documents)
    siblings = batch.positives[len(batch.documents) :]
    for query, document in enumerate(siblings, len(batch.documents)):
        assert not np.array_equal(batch.queries[query], batch.queries[document])
        assert not batch.excluded[query, document]


def test_an_unknown_kind_is_an_error(prepared, posts):
    with pytest.raises(ValueError, match="name"):
        Sampler(prepared, posts, SamplingConfig({"summary": 1.0}), SPECIAL, 0)
